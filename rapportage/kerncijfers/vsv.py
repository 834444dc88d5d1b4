"""The figures in the text about uitvallers, oude vsv'ers and kwetsbare jongeren."""

from collections.abc import Callable
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q

from doorstroompunt.choices import Begeleiding, Populatie
from leerplicht.models import ExternCijferSoort, IndelingSoort, Inschrijving
from rapportage.kerncijfers.declaraties import Bekend, Berekening, Telling, aandeel, alle, jongeren, procent
from rapportage.percentages import percentage
from rapportage.tabellen.bronnen import traject_open_op, trajecten
from rapportage.tabellen.doorstroompunt import TOELEIDING, WEB
from rapportage.verslagjaar import Periode, Verslagjaar

_UITVALLERS = trajecten(Populatie.UITVALLER.value)
_OUDE_VSV = trajecten(Populatie.OUDE_VSV.value)
_KWETSBAAR = trajecten(Populatie.KWETSBAAR.value)
_BEGELEID = Q(begeleiding=Begeleiding.BEGELEID.value)
_REDENEN_GESTOPT = (
    ("werken", "wil werken"),
    ("gebrek_aan_motivatie", "gebrek aan motivatie"),
    ("verkeerde_opleidingskeuze", "verkeerde opleidingskeuze"),
    ("hoogst_haalbare", "hoogst haalbare bereikt"),
)
_UITSTROOM = (
    ("onderwijs", "naar onderwijs"),
    ("werk", "naar werk"),
    (TOELEIDING, "in een toeleidingstraject"),
)


def _teruggekeerd(jaar: Verslagjaar) -> Q:
    """Enrolled again on the teldatum, or with a startkwalificatie by then."""
    ingeschreven = Inschrijving.objects.filter(gemeente=jaar.gemeente, leerling=OuterRef("leerling")).op(
        jaar.teldatum
    )
    return Q(Exists(ingeschreven)) | Q(leerling__startkwalificatie_op__lte=jaar.teldatum)


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


TELLINGEN: tuple[Telling, ...] = (
    jongeren("vsv_gestopt", "Gestopt zonder startkwalificatie", _UITVALLERS, grondslag=WEB),
    jongeren(
        "vsv_teruggekeerd",
        "Terug in onderwijs, of met startkwalificatie",
        _UITVALLERS,
        _teruggekeerd,
        periode=Periode.TELDATUM,
        grondslag=WEB,
    ),
    jongeren("vsv_begeleid", "Uitvallers met begeleiding", _UITVALLERS, alle(_BEGELEID)),
    jongeren(
        "vsv_niet_begeleid",
        "Uitvallers zonder begeleiding",
        _UITVALLERS,
        alle(Q(begeleiding=Begeleiding.GEEN_GEBRUIK.value)),
    ),
    jongeren("vsv_mbo", "Uitvallers uit het mbo", _UITVALLERS, _achtergrond_mbo),
    *(
        jongeren(f"vsv_redenen_gestopt_{code}", f"Gestopt: {label}", _UITVALLERS, alle(Q(reden__code=code)))
        for code, label in _REDENEN_GESTOPT
    ),
    *(
        jongeren(
            f"vsv_tekst_uitstroom_{groep}",
            f"Begeleid: {label}",
            _UITVALLERS,
            _begeleid_naar(groep),
            periode=Periode.SCHOOLJAAR_EN_STAND,
        )
        for groep, label in _UITSTROOM
    ),
    jongeren("oude_vsv_benaderd", "Oude vsv’ers benaderd", _OUDE_VSV),
    jongeren("oude_vsv_tekst_begeleid", "Oude vsv’ers met begeleiding", _OUDE_VSV, alle(_BEGELEID)),
    jongeren("kwetsbare_jongeren_totaal", "Kwetsbare jongeren", _KWETSBAAR),
    jongeren(
        "kwetsbare_jongeren_in_verslagjaar",
        "Kwetsbare jongeren die in dit schooljaar stopten",
        _KWETSBAAR,
        lambda jaar: Q(gestopt_op__range=(jaar.begin, jaar.einde)),
    ),
    jongeren(
        "kwetsbare_jongeren_eerder",
        "Kwetsbare jongeren die eerder stopten",
        _KWETSBAAR,
        lambda jaar: Q(gestopt_op__lt=jaar.begin),
    ),
    jongeren(
        "kwetsbare_jongeren_onbekend",
        "Kwetsbare jongeren zonder stopdatum in of voor dit schooljaar",
        _KWETSBAAR,
        lambda jaar: Q(gestopt_op__isnull=True) | Q(gestopt_op__gt=jaar.einde),
    ),
    jongeren("kwetsbare_jongeren_begeleid", "Kwetsbare jongeren met begeleiding", _KWETSBAAR, alle(_BEGELEID)),
)

# Of the year before only these are needed.
TELLINGEN_VORIG_JAAR = tuple(
    telling for telling in TELLINGEN if telling.code in ("vsv_gestopt", "vsv_teruggekeerd")
)


def _nieuwe_vsv_pct_vorig_jaar(bekend: Bekend) -> Decimal | None:
    """Counted when last year has uitvallers and a doelgroep; else the external figure, which is per thousand."""
    doelgroep = bekend.extern(ExternCijferSoort.DOELGROEP_VSV.value, 1)
    gestopt = int(bekend.vorig_jaar["vsv_gestopt"] or 0)
    if gestopt and doelgroep:
        return percentage(gestopt - int(bekend.vorig_jaar["vsv_teruggekeerd"] or 0), doelgroep)
    promille = bekend.extern(ExternCijferSoort.NIEUWE_VSV_PROMILLE.value, 1)
    return None if promille is None else Decimal(promille).scaleb(-1)


BEREKENINGEN: tuple[Berekening, ...] = (
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
    procent(
        "vsv_nieuw_pct",
        "Nieuwe voortijdig schoolverlaters, van de doelgroep",
        lambda bekend: percentage(bekend["vsv_nieuw"], bekend.extern(ExternCijferSoort.DOELGROEP_VSV.value) or 0),
        Periode.TELDATUM,
    ),
    procent(
        "vsv_nieuw_pct_vorig_jaar",
        "Nieuwe voortijdig schoolverlaters in het vorige schooljaar",
        _nieuwe_vsv_pct_vorig_jaar,
        Periode.VORIG_SCHOOLJAAR,
    ),
    procent("vsv_mbo_aandeel_pct", "Uitvallers uit het mbo", aandeel("vsv_mbo", "vsv_gestopt", 0)),
    *(
        procent(
            f"vsv_redenen_gestopt_pct_{code}",
            f"Gestopt: {label}",
            aandeel(f"vsv_redenen_gestopt_{code}", "vsv_gestopt", 0),
        )
        for code, label in _REDENEN_GESTOPT
    ),
    *(
        procent(
            f"vsv_tekst_uitstroom_pct_{groep}",
            f"Begeleid: {label}",
            aandeel(f"vsv_tekst_uitstroom_{groep}", "vsv_begeleid", 1),
            Periode.SCHOOLJAAR_EN_STAND,
        )
        for groep, label in _UITSTROOM
    ),
)
