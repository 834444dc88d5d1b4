"""The figures in the text about prevention: De Overstap, verzuim and zorg from 18, Begeleid Wonen."""

from collections.abc import Callable

from django.db.models import Exists, OuterRef, Q

from doorstroompunt.choices import BwjUitkomst, OverstapUitkomst, PogingSoort, Populatie
from leerplicht.models import ExternCijferSoort
from meldingen.choices import Soort
from rapportage.kerncijfers.declaraties import Berekening, Telling, aandeel, alle, jongeren, procent
from rapportage.tabellen.bronnen import (
    begeleid_wonen,
    melding_open_op,
    meldingen,
    overstappen,
    pogingen_overstap,
    traject_open_op,
    trajecten,
)
from rapportage.tabellen.doorstroompunt import WEB
from rapportage.verslagjaar import Periode, Verslagjaar

_VERZUIM_18PLUS = meldingen(Soort.VERZUIM_18PLUS.value)
_ZORG = trajecten(Populatie.ZORG_18PLUS.value)
_UITVALLERS = trajecten(Populatie.UITVALLER.value)
_NIET_GESTART = [
    OverstapUitkomst.SCHOOLVERVANGEND.value,
    OverstapUitkomst.WERK.value,
    OverstapUitkomst.NIET_GESTART.value,
]
_REDENEN_ZORG = (
    ("woonproblematiek", "woonproblematiek"),
    ("psychosociaal", "psychosociale problematiek"),
    ("studie", "problemen met de studie"),
)


def _gestopt_na_verzuim(jaar: Verslagjaar) -> Q:
    return Q(Exists(_UITVALLERS(jaar).filter(leerling=OuterRef("leerling"))))


def _met_resultaat(*codes: str) -> Callable[[Verslagjaar], Q]:
    """Closed with one of these results on the peildatum."""
    return lambda jaar: Q(resultaat__code__in=codes) & ~melding_open_op(jaar.peildatum)


def _uitgestroomd(*codes: str) -> Callable[[Verslagjaar], Q]:
    return lambda jaar: Q(uitstroom__code__in=codes) & ~traject_open_op(jaar.peildatum)


def _geeindigd(jaar: Verslagjaar) -> Q:
    return Q(geeindigd_op__isnull=False, geeindigd_op__lte=jaar.einde_kalenderjaar)


TELLINGEN: tuple[Telling, ...] = (
    jongeren(
        "overstap_eindexamenkandidaten_vmbo",
        "Eindexamenkandidaten vmbo gevolgd",
        overstappen,
        periode=Periode.ZOMER,
    ),
    jongeren(
        "overstap_gestart",
        "Gestart met een vervolgopleiding",
        overstappen,
        alle(Q(uitkomst=OverstapUitkomst.GESTART.value)),
        periode=Periode.ZOMER,
    ),
    Telling(
        "overstap_huisbezoeken",
        "Huisbezoeken voor De Overstap",
        "huisbezoeken",
        pogingen_overstap,
        alle(Q(soort=PogingSoort.HUISBEZOEK.value)),
        periode=Periode.ZOMER,
    ),
    jongeren(
        "overstap_niet_gestart",
        "Niet gestart met een vervolgopleiding",
        overstappen,
        alle(Q(uitkomst__in=_NIET_GESTART)),
        periode=Periode.ZOMER,
    ),
    jongeren(
        "overstap_waarvan_schoolvervangend_traject",
        "Niet gestart: schoolvervangend traject",
        overstappen,
        alle(Q(uitkomst=OverstapUitkomst.SCHOOLVERVANGEND.value)),
        periode=Periode.ZOMER,
    ),
    jongeren(
        "overstap_waarvan_werk",
        "Niet gestart: werk",
        overstappen,
        alle(Q(uitkomst=OverstapUitkomst.WERK.value)),
        periode=Periode.ZOMER,
    ),
    Telling("verzuim_18plus_meldingen", "Meldingen verzuim 18+", "meldingen", _VERZUIM_18PLUS, grondslag=WEB),
    jongeren(
        "verzuim_18plus_jongeren", "Jongeren met verzuim 18+", _VERZUIM_18PLUS, uniek="leerling", grondslag=WEB
    ),
    jongeren(
        "verzuim_18plus_contact",
        "Verzuim 18+: jongeren met brief of contact",
        _VERZUIM_18PLUS,
        _met_resultaat("waarschuwingsbrief", "preventief_contact"),
        uniek="leerling",
        periode=Periode.SCHOOLJAAR_EN_STAND,
    ),
    jongeren(
        "verzuim_18plus_waarschuwingsbrief",
        "Verzuim 18+: jongeren met een waarschuwingsbrief",
        _VERZUIM_18PLUS,
        _met_resultaat("waarschuwingsbrief"),
        uniek="leerling",
        periode=Periode.SCHOOLJAAR_EN_STAND,
    ),
    jongeren(
        "verzuim_18plus_preventief_contact",
        "Verzuim 18+: jongeren met preventief contact",
        _VERZUIM_18PLUS,
        _met_resultaat("preventief_contact"),
        uniek="leerling",
        periode=Periode.SCHOOLJAAR_EN_STAND,
    ),
    jongeren(
        "verzuim_18plus_gestopt",
        "Verzuim 18+: jongeren die in dit schooljaar stopten",
        _VERZUIM_18PLUS,
        _gestopt_na_verzuim,
        uniek="leerling",
    ),
    jongeren("zorg_18plus_jongeren", "Jongeren met een zorgmelding 18+", _ZORG),
    *(
        jongeren(f"zorg_18plus_{code}", f"Zorg 18+: {label}", _ZORG, alle(Q(reden__code=code)))
        for code, label in _REDENEN_ZORG
    ),
    jongeren(
        "zorg_18plus_op_school_of_startkwalificatie",
        "Zorg 18+: nog op school of met startkwalificatie",
        _ZORG,
        _uitgestroomd("op_school", "startkwalificatie"),
        periode=Periode.SCHOOLJAAR_EN_STAND,
    ),
    jongeren(
        "zorg_18plus_gestopt",
        "Zorg 18+: voortijdig gestopt",
        _ZORG,
        _uitgestroomd("gestopt"),
        periode=Periode.SCHOOLJAAR_EN_STAND,
    ),
    jongeren(
        "begeleid_wonen_begeleid", "Jongeren in Begeleid Wonen", begeleid_wonen, periode=Periode.KALENDERJAAR
    ),
    jongeren(
        "begeleid_wonen_uitgestroomd_zelfstandig",
        "Begeleid Wonen: zelfstandig gaan wonen",
        begeleid_wonen,
        lambda jaar: _geeindigd(jaar) & Q(uitkomst=BwjUitkomst.ZELFSTANDIG.value),
        periode=Periode.KALENDERJAAR,
    ),
    jongeren(
        "begeleid_wonen_nog_in_begeleiding",
        "Begeleid Wonen: aan het eind van het jaar nog in begeleiding",
        begeleid_wonen,
        lambda jaar: ~_geeindigd(jaar),
        periode=Periode.KALENDERJAAR,
    ),
    jongeren(
        "begeleid_wonen_beeindigd",
        "Begeleid Wonen: traject beëindigd",
        begeleid_wonen,
        lambda jaar: _geeindigd(jaar) & Q(uitkomst=BwjUitkomst.BEEINDIGD.value),
        periode=Periode.KALENDERJAAR,
    ),
    jongeren(
        "begeleid_wonen_onbekend",
        "Begeleid Wonen: uitkomst niet vastgelegd",
        begeleid_wonen,
        lambda jaar: _geeindigd(jaar) & Q(uitkomst=""),
        periode=Periode.KALENDERJAAR,
    ),
)

# Of the year before only these are needed.
TELLINGEN_VORIG_JAAR = tuple(
    telling for telling in TELLINGEN if telling.code in ("verzuim_18plus_jongeren", "zorg_18plus_jongeren")
)

BEREKENINGEN: tuple[Berekening, ...] = (
    procent(
        "overstap_geslaagd_pct",
        "Gestart met een vervolgopleiding",
        aandeel("overstap_gestart", "overstap_eindexamenkandidaten_vmbo", 1),
        Periode.ZOMER,
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
        procent(
            f"zorg_18plus_{code}_pct",
            f"Zorg 18+: {label}",
            aandeel(f"zorg_18plus_{code}", "zorg_18plus_jongeren", 0),
        )
        for code, label in _REDENEN_ZORG
    ),
)
