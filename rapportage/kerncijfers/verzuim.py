"""The figures in the text about meldingen: absoluut, luxe and relatief verzuim, thuiszitters."""

from collections.abc import Callable

from django.db.models import Q

from leerplicht.models import ExternCijferSoort, IndelingSoort
from meldingen.choices import OnderzoekUitkomst, Soort
from rapportage.kerncijfers.declaraties import Bekend, Berekening, Telling, aandeel, groei
from rapportage.kerncijfers.sectoren import per_sector
from rapportage.tabellen.bronnen import melding_open_op, meldingen, onderzoeken
from rapportage.verslagjaar import Periode, Verslagjaar

_MELDINGEN = meldingen()
# A thuiszitter counts as helped with one of these results.
HERSTELD_OF_TRAJECT = ("naar_school", "onderwijszorgarrangement", "schoolvervangend_traject")
# The rows of tabel 5 that are mbo.
HERKOMST_MBO = ("mbo_1", "mbo_2", "mbo_3", "mbo_4", "mbo_onbekend")


def _soort(soort: str, en: Q | None = None) -> Callable[[Verslagjaar], Q]:
    return lambda jaar: Q(soort=soort) & (en or Q())


def _mbo_relatief(jaar: Verslagjaar) -> Q:
    mbo = jaar.lijsten.ids_in(IndelingSoort.HERKOMST.value, *HERKOMST_MBO)
    return Q(soort__in=Soort.RELATIEF, onderwijssoort__in=mbo)


TELLINGEN: tuple[Telling, ...] = (
    Telling(
        "meldingen",
        "Meldingen verzuim en zorg",
        "meldingen",
        _MELDINGEN,
        grondslag="Leerplichtwet 1969, artikel 21 en 25",
    ),
    Telling("leerlingen_gemeld", "Leerlingen met een melding", "leerlingen", _MELDINGEN, uniek="leerling"),
    Telling("absoluut_onderzoeken", "Onderzoeken absoluut verzuim", "onderzoeken", onderzoeken),
    Telling(
        "absoluut_vastgesteld",
        "Onderzoeken waarbij absoluut verzuim is vastgesteld",
        "onderzoeken",
        onderzoeken,
        lambda jaar: Q(uitkomst=OnderzoekUitkomst.VASTGESTELD.value),
    ),
    *per_sector(
        "absoluut",
        "Absoluut verzuim",
        "meldingen",
        _MELDINGEN,
        Q(soort=Soort.ABSOLUUT.value),
    ),
    Telling(
        "luxe_gezinnen",
        "Gezinnen met luxe verzuim",
        "gezinnen",
        _MELDINGEN,
        _soort(Soort.LUXE.value),
        uniek="gezin",
    ),
    Telling(
        "luxe_nader_onderzoek_verwijtbaarheid",
        "Luxe verzuim: onderzoek naar verwijtbaarheid",
        "meldingen",
        _MELDINGEN,
        _soort(Soort.LUXE.value, Q(verwijtbaarheid_onderzocht=True)),
    ),
    Telling(
        "relatief_meldingen",
        "Meldingen relatief verzuim, wettelijk en licht",
        "meldingen",
        _MELDINGEN,
        lambda jaar: Q(soort__in=Soort.RELATIEF),
    ),
    Telling("relatief_mbo", "Meldingen relatief verzuim op het mbo", "meldingen", _MELDINGEN, _mbo_relatief),
    Telling(
        "relatief_wettelijk_leerlingen",
        "Leerlingen met wettelijk relatief verzuim",
        "leerlingen",
        _MELDINGEN,
        _soort(Soort.RELATIEF_WETTELIJK.value),
        uniek="leerling",
    ),
    Telling(
        "relatief_licht_leerlingen",
        "Leerlingen met licht relatief verzuim",
        "leerlingen",
        _MELDINGEN,
        _soort(Soort.RELATIEF_LICHT.value),
        uniek="leerling",
    ),
    Telling("thuiszitters", "Meldingen thuiszitters", "meldingen", _MELDINGEN, _soort(Soort.THUISZITTER.value)),
    *per_sector(
        "thuiszitters",
        "Thuiszitters",
        "meldingen",
        _MELDINGEN,
        Q(soort=Soort.THUISZITTER.value),
    ),
    Telling(
        "thuiszitters_hersteld_of_traject",
        "Thuiszitters terug naar school of in een traject",
        "meldingen",
        _MELDINGEN,
        lambda jaar: (
            Q(soort=Soort.THUISZITTER.value, resultaat__code__in=HERSTELD_OF_TRAJECT)
            & ~melding_open_op(jaar.peildatum)
        ),
        periode=Periode.SCHOOLJAAR_EN_STAND,
    ),
    Telling(
        "thuiszitters_niet_opgelost",
        "Thuiszitters niet opgelost",
        "meldingen",
        _MELDINGEN,
        lambda jaar: Q(soort=Soort.THUISZITTER.value) & melding_open_op(jaar.peildatum),
        periode=Periode.SCHOOLJAAR_EN_STAND,
    ),
)

# Of the year before only these are needed.
TELLINGEN_VORIG_JAAR = tuple(
    telling for telling in TELLINGEN if telling.code in ("meldingen", "leerlingen_gemeld", "thuiszitters")
)


def _meldingen_vorig_jaar(bekend: Bekend) -> int | None:
    return bekend.vorig("meldingen", ExternCijferSoort.MELDINGEN.value, als="meldingen")


BEREKENINGEN: tuple[Berekening, ...] = (
    Berekening(
        "leerplichtigen",
        "Leerplichtigen van 5 tot 18 jaar",
        "leerlingen",
        lambda bekend: bekend.extern(ExternCijferSoort.LEERPLICHTIGEN.value),
        grondslag="Leerplichtwet 1969, artikel 3, 4a en 4b",
    ),
    Berekening(
        "meldingen_vorig_jaar",
        "Meldingen in het vorige schooljaar",
        "meldingen",
        _meldingen_vorig_jaar,
        Periode.VORIG_SCHOOLJAAR,
    ),
    Berekening(
        "leerlingen_gemeld_vorig_jaar",
        "Leerlingen met een melding in het vorige schooljaar",
        "leerlingen",
        lambda bekend: bekend.vorig(
            "leerlingen_gemeld", ExternCijferSoort.LEERLINGEN_GEMELD.value, als="meldingen"
        ),
        Periode.VORIG_SCHOOLJAAR,
    ),
    Berekening(
        "stijging_meldingen_pct",
        "Stijging van het aantal meldingen",
        "procent",
        lambda bekend: groei(bekend["meldingen"], _meldingen_vorig_jaar(bekend)),
    ),
    Berekening(
        "relatief_mbo_aandeel_pct",
        "Aandeel van het mbo in het relatief verzuim",
        "procent",
        aandeel("relatief_mbo", "relatief_meldingen", 0),
    ),
    Berekening(
        "thuiszitters_vorig_jaar",
        "Thuiszitters in het vorige schooljaar",
        "meldingen",
        lambda bekend: bekend.vorig("thuiszitters", ExternCijferSoort.THUISZITTERS.value, als="meldingen"),
        Periode.VORIG_SCHOOLJAAR,
    ),
)
