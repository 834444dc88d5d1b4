"""The figures in the text about the Doorstroompunt: uitvallers, 18+, kwetsbare jongeren and prevention."""

from collections.abc import Callable
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q

from doorstroompunt.choices import Begeleiding, BwjUitkomst, OverstapUitkomst, PogingSoort, Populatie
from leerplicht.models import ExternCijferSoort, IndelingSoort, Inschrijving
from meldingen.choices import Soort
from rapportage.kerncijfers.declaraties import Bekend, Berekening, Telling, aandeel
from rapportage.percentages import percentage
from rapportage.tabellen.bronnen import (
    begeleid_wonen,
    melding_open_op,
    meldingen,
    overstappen,
    pogingen_overstap,
    traject_open_op,
    trajecten,
)
from rapportage.tabellen.doorstroompunt import TOELEIDING, WEB
from rapportage.verslagjaar import Periode, Verslagjaar

_UITVALLERS = trajecten(Populatie.UITVALLER.value)
_ZORG = trajecten(Populatie.ZORG_18PLUS.value)
_OUDE_VSV = trajecten(Populatie.OUDE_VSV.value)
_KWETSBAAR = trajecten(Populatie.KWETSBAAR.value)
_VERZUIM_18PLUS = meldingen(Soort.VERZUIM_18PLUS.value)
_BEGELEID = Q(begeleiding=Begeleiding.BEGELEID.value)
_NIET_GESTART = [
    OverstapUitkomst.SCHOOLVERVANGEND.value,
    OverstapUitkomst.WERK.value,
    OverstapUitkomst.NIET_GESTART.value,
]


def _vast(filter: Q) -> Callable[[Verslagjaar], Q]:
    return lambda jaar: filter


def _teruggekeerd(jaar: Verslagjaar) -> Q:
    """Enrolled again on the teldatum, or with a startkwalificatie by then."""
    ingeschreven = Inschrijving.objects.filter(gemeente=jaar.gemeente, leerling=OuterRef("leerling")).op(
        jaar.teldatum
    )
    return Q(Exists(ingeschreven)) | Q(leerling__startkwalificatie_op__lte=jaar.teldatum)


def _gestopt_na_verzuim(jaar: Verslagjaar) -> Q:
    return Q(Exists(_UITVALLERS(jaar).filter(leerling=OuterRef("leerling"))))


def _met_resultaat(*codes: str) -> Callable[[Verslagjaar], Q]:
    """Closed with one of these results on the peildatum."""
    return lambda jaar: Q(resultaat__code__in=codes) & ~melding_open_op(jaar.peildatum)


def _uitgestroomd(*codes: str) -> Callable[[Verslagjaar], Q]:
    return lambda jaar: Q(uitstroom__code__in=codes) & ~traject_open_op(jaar.peildatum)


def _begeleid_naar(groep: str) -> Callable[[Verslagjaar], Q]:
    """With guidance, and in this group of tabel 13; who is still in a traject is in *toeleidingstraject*."""

    def filter(jaar: Verslagjaar) -> Q:
        ids = jaar.lijsten.ids_in(IndelingSoort.UITSTROOM.value, groep)
        uitgestroomd = Q(uitstroom__in=ids) & ~traject_open_op(jaar.peildatum)
        nog_bezig = traject_open_op(jaar.peildatum) if groep == TOELEIDING else Q(pk__in=[])
        return _BEGELEID & (uitgestroomd | nog_bezig)

    return filter


def _achtergrond_mbo(jaar: Verslagjaar) -> Q:
    return Q(onderwijssoort__in=jaar.lijsten.ids_in(IndelingSoort.ACHTERGROND.value, "mbo"))


_ALLE = _vast(Q())


def _jongeren(code: str, label: str, bron, filter=_ALLE, **anders) -> Telling:
    return Telling(code, label, "jongeren", bron, filter, **anders)


_KALENDER = {"periode": Periode.KALENDERJAAR}
_ZOMER = {"periode": Periode.ZOMER}
_STAND = {"periode": Periode.SCHOOLJAAR_EN_STAND}

TELLINGEN: tuple[Telling, ...] = (
    _jongeren("overstap_eindexamenkandidaten_vmbo", "Eindexamenkandidaten vmbo gevolgd", overstappen, **_ZOMER),
    _jongeren(
        "overstap_gestart",
        "Gestart met een vervolgopleiding",
        overstappen,
        _vast(Q(uitkomst=OverstapUitkomst.GESTART.value)),
        **_ZOMER,
    ),
    Telling(
        "overstap_huisbezoeken",
        "Huisbezoeken voor De Overstap",
        "huisbezoeken",
        pogingen_overstap,
        _vast(Q(soort=PogingSoort.HUISBEZOEK.value)),
        **_ZOMER,
    ),
    _jongeren(
        "overstap_niet_gestart",
        "Niet gestart met een vervolgopleiding",
        overstappen,
        _vast(Q(uitkomst__in=_NIET_GESTART)),
        **_ZOMER,
    ),
    _jongeren(
        "overstap_waarvan_schoolvervangend_traject",
        "Niet gestart: schoolvervangend traject",
        overstappen,
        _vast(Q(uitkomst=OverstapUitkomst.SCHOOLVERVANGEND.value)),
        **_ZOMER,
    ),
    _jongeren(
        "overstap_waarvan_werk",
        "Niet gestart: werk",
        overstappen,
        _vast(Q(uitkomst=OverstapUitkomst.WERK.value)),
        **_ZOMER,
    ),
    _jongeren("vsv_gestopt", "Gestopt zonder startkwalificatie", _UITVALLERS, grondslag=WEB),
    _jongeren(
        "vsv_teruggekeerd",
        "Terug in onderwijs, of met startkwalificatie",
        _UITVALLERS,
        _teruggekeerd,
        periode=Periode.TELDATUM,
        grondslag=WEB,
    ),
    _jongeren("vsv_begeleid", "Uitvallers met begeleiding", _UITVALLERS, _vast(_BEGELEID)),
    _jongeren(
        "vsv_niet_begeleid",
        "Uitvallers zonder begeleiding",
        _UITVALLERS,
        _vast(Q(begeleiding=Begeleiding.GEEN_GEBRUIK.value)),
    ),
    _jongeren("vsv_mbo", "Uitvallers uit het mbo", _UITVALLERS, _achtergrond_mbo),
    *(
        _jongeren(f"vsv_redenen_gestopt_{code}", f"Gestopt: {label}", _UITVALLERS, _vast(Q(reden__code=code)))
        for code, label in (
            ("werken", "wil werken"),
            ("gebrek_aan_motivatie", "gebrek aan motivatie"),
            ("verkeerde_opleidingskeuze", "verkeerde opleidingskeuze"),
            ("hoogst_haalbare", "hoogst haalbare bereikt"),
        )
    ),
    *(
        _jongeren(
            f"vsv_tekst_uitstroom_{groep}", f"Begeleid: {label}", _UITVALLERS, _begeleid_naar(groep), **_STAND
        )
        for groep, label in (
            ("onderwijs", "naar onderwijs"),
            ("werk", "naar werk"),
            (TOELEIDING, "in een toeleidingstraject"),
        )
    ),
    Telling("verzuim_18plus_meldingen", "Meldingen verzuim 18+", "meldingen", _VERZUIM_18PLUS, grondslag=WEB),
    _jongeren(
        "verzuim_18plus_jongeren", "Jongeren met verzuim 18+", _VERZUIM_18PLUS, uniek="leerling", grondslag=WEB
    ),
    _jongeren(
        "verzuim_18plus_contact",
        "Verzuim 18+: jongeren met brief of contact",
        _VERZUIM_18PLUS,
        _met_resultaat("waarschuwingsbrief", "preventief_contact"),
        uniek="leerling",
        **_STAND,
    ),
    _jongeren(
        "verzuim_18plus_waarschuwingsbrief",
        "Verzuim 18+: jongeren met een waarschuwingsbrief",
        _VERZUIM_18PLUS,
        _met_resultaat("waarschuwingsbrief"),
        uniek="leerling",
        **_STAND,
    ),
    _jongeren(
        "verzuim_18plus_preventief_contact",
        "Verzuim 18+: jongeren met preventief contact",
        _VERZUIM_18PLUS,
        _met_resultaat("preventief_contact"),
        uniek="leerling",
        **_STAND,
    ),
    _jongeren(
        "verzuim_18plus_gestopt",
        "Verzuim 18+: jongeren die in dit schooljaar stopten",
        _VERZUIM_18PLUS,
        _gestopt_na_verzuim,
        uniek="leerling",
    ),
    _jongeren("zorg_18plus_jongeren", "Jongeren met een zorgmelding 18+", _ZORG),
    *(
        _jongeren(f"zorg_18plus_{code}", f"Zorg 18+: {label}", _ZORG, _vast(Q(reden__code=code)))
        for code, label in (
            ("woonproblematiek", "woonproblematiek"),
            ("psychosociaal", "psychosociale problematiek"),
            ("studie", "problemen met de studie"),
        )
    ),
    _jongeren(
        "zorg_18plus_op_school_of_startkwalificatie",
        "Zorg 18+: nog op school of met startkwalificatie",
        _ZORG,
        _uitgestroomd("op_school", "startkwalificatie"),
        **_STAND,
    ),
    _jongeren("zorg_18plus_gestopt", "Zorg 18+: voortijdig gestopt", _ZORG, _uitgestroomd("gestopt"), **_STAND),
    _jongeren("oude_vsv_benaderd", "Oude vsv’ers benaderd", _OUDE_VSV),
    _jongeren("oude_vsv_tekst_begeleid", "Oude vsv’ers met begeleiding", _OUDE_VSV, _vast(_BEGELEID)),
    _jongeren("kwetsbare_jongeren_totaal", "Kwetsbare jongeren", _KWETSBAAR),
    _jongeren(
        "kwetsbare_jongeren_in_verslagjaar",
        "Kwetsbare jongeren die in dit schooljaar stopten",
        _KWETSBAAR,
        lambda jaar: Q(gestopt_op__range=(jaar.begin, jaar.einde)),
    ),
    _jongeren(
        "kwetsbare_jongeren_eerder",
        "Kwetsbare jongeren die eerder stopten",
        _KWETSBAAR,
        lambda jaar: Q(gestopt_op__lt=jaar.begin),
    ),
    _jongeren(
        "kwetsbare_jongeren_onbekend",
        "Kwetsbare jongeren zonder stopdatum in of voor dit schooljaar",
        _KWETSBAAR,
        lambda jaar: Q(gestopt_op__isnull=True) | Q(gestopt_op__gt=jaar.einde),
    ),
    _jongeren("kwetsbare_jongeren_begeleid", "Kwetsbare jongeren met begeleiding", _KWETSBAAR, _vast(_BEGELEID)),
    _jongeren("begeleid_wonen_begeleid", "Jongeren in Begeleid Wonen", begeleid_wonen, **_KALENDER),
    _jongeren(
        "begeleid_wonen_uitgestroomd_zelfstandig",
        "Begeleid Wonen: zelfstandig gaan wonen",
        begeleid_wonen,
        lambda jaar: _geeindigd(jaar) & Q(uitkomst=BwjUitkomst.ZELFSTANDIG.value),
        **_KALENDER,
    ),
    _jongeren(
        "begeleid_wonen_nog_in_begeleiding",
        "Begeleid Wonen: aan het eind van het jaar nog in begeleiding",
        begeleid_wonen,
        lambda jaar: ~_geeindigd(jaar),
        **_KALENDER,
    ),
    _jongeren(
        "begeleid_wonen_beeindigd",
        "Begeleid Wonen: traject beëindigd",
        begeleid_wonen,
        lambda jaar: _geeindigd(jaar) & Q(uitkomst=BwjUitkomst.BEEINDIGD.value),
        **_KALENDER,
    ),
    _jongeren(
        "begeleid_wonen_onbekend",
        "Begeleid Wonen: uitkomst niet vastgelegd",
        begeleid_wonen,
        lambda jaar: _geeindigd(jaar) & Q(uitkomst=""),
        **_KALENDER,
    ),
)


def _geeindigd(jaar: Verslagjaar) -> Q:
    return Q(geeindigd_op__isnull=False, geeindigd_op__lte=jaar.einde_kalenderjaar)


# Of the year before only these are needed.
TELLINGEN_VORIG_JAAR = tuple(
    telling
    for telling in TELLINGEN
    if telling.code in ("vsv_gestopt", "vsv_teruggekeerd", "verzuim_18plus_jongeren", "zorg_18plus_jongeren")
)


def _nieuwe_vsv_pct_vorig_jaar(bekend: Bekend) -> Decimal | None:
    """Counted when last year has uitvallers and a doelgroep; else the external figure, which is per thousand."""
    doelgroep = bekend.extern(ExternCijferSoort.DOELGROEP_VSV.value, 1)
    gestopt = int(bekend.vorig_jaar["vsv_gestopt"] or 0)
    if gestopt and doelgroep:
        return percentage(gestopt - int(bekend.vorig_jaar["vsv_teruggekeerd"] or 0), doelgroep)
    promille = bekend.extern(ExternCijferSoort.NIEUWE_VSV_PROMILLE.value, 1)
    return None if promille is None else Decimal(promille).scaleb(-1)


def _procent(code: str, label: str, formule, periode: Periode = Periode.SCHOOLJAAR) -> Berekening:
    return Berekening(code, label, "procent", formule, periode)


BEREKENINGEN: tuple[Berekening, ...] = (
    _procent(
        "overstap_geslaagd_pct",
        "Gestart met een vervolgopleiding",
        aandeel("overstap_gestart", "overstap_eindexamenkandidaten_vmbo", 1),
        Periode.ZOMER,
    ),
    Berekening(
        "vsv_nieuw",
        "Nieuwe voortijdig schoolverlaters",
        "jongeren",
        lambda bekend: bekend["vsv_gestopt"] - bekend["vsv_teruggekeerd"],
        Periode.TELDATUM,
        WEB,
    ),
    Berekening(
        "doelgroep_vsv",
        "Jongeren in de doelgroep voortijdig schoolverlaten",
        "jongeren",
        lambda bekend: bekend.extern(ExternCijferSoort.DOELGROEP_VSV.value),
        grondslag=WEB,
    ),
    _procent(
        "vsv_nieuw_pct",
        "Nieuwe voortijdig schoolverlaters, van de doelgroep",
        lambda bekend: percentage(bekend["vsv_nieuw"], bekend.extern(ExternCijferSoort.DOELGROEP_VSV.value) or 0),
        Periode.TELDATUM,
    ),
    _procent(
        "vsv_nieuw_pct_vorig_jaar",
        "Nieuwe voortijdig schoolverlaters in het vorige schooljaar",
        _nieuwe_vsv_pct_vorig_jaar,
        Periode.VORIG_SCHOOLJAAR,
    ),
    _procent("vsv_mbo_aandeel_pct", "Uitvallers uit het mbo", aandeel("vsv_mbo", "vsv_gestopt", 0)),
    *(
        _procent(
            f"vsv_redenen_gestopt_pct_{code}",
            f"Gestopt: {label}",
            aandeel(f"vsv_redenen_gestopt_{code}", "vsv_gestopt", 0),
        )
        for code, label in (
            ("werken", "wil werken"),
            ("gebrek_aan_motivatie", "gebrek aan motivatie"),
            ("verkeerde_opleidingskeuze", "verkeerde opleidingskeuze"),
            ("hoogst_haalbare", "hoogst haalbare bereikt"),
        )
    ),
    *(
        _procent(
            f"vsv_tekst_uitstroom_pct_{groep}",
            f"Begeleid: {label}",
            aandeel(f"vsv_tekst_uitstroom_{groep}", "vsv_begeleid", 1),
            Periode.SCHOOLJAAR_EN_STAND,
        )
        for groep, label in (
            ("onderwijs", "naar onderwijs"),
            ("werk", "naar werk"),
            (TOELEIDING, "in een toeleidingstraject"),
        )
    ),
    Berekening(
        "verzuim_18plus_jongeren_vorig_jaar",
        "Jongeren met verzuim 18+ in het vorige schooljaar",
        "jongeren",
        lambda bekend: bekend.vorig(
            "verzuim_18plus_jongeren",
            ExternCijferSoort.VERZUIM_18PLUS_JONGEREN.value,
            als="verzuim_18plus_jongeren",
        ),
        Periode.VORIG_SCHOOLJAAR,
    ),
    Berekening(
        "zorg_18plus_jongeren_vorig_jaar",
        "Jongeren met een zorgmelding 18+ in het vorige schooljaar",
        "jongeren",
        lambda bekend: bekend.vorig(
            "zorg_18plus_jongeren", ExternCijferSoort.ZORG_18PLUS_JONGEREN.value, als="zorg_18plus_jongeren"
        ),
        Periode.VORIG_SCHOOLJAAR,
    ),
    *(
        _procent(
            f"zorg_18plus_{code}_pct",
            f"Zorg 18+: {label}",
            aandeel(f"zorg_18plus_{code}", "zorg_18plus_jongeren", 0),
        )
        for code, label in (
            ("woonproblematiek", "woonproblematiek"),
            ("psychosociaal", "psychosociale problematiek"),
            ("studie", "problemen met de studie"),
        )
    ),
)
