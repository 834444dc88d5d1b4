"""The figures in the text about leerplicht: meldingen, vrijstellingen, thuiszitters and the schoolarts."""

from collections.abc import Callable

from django.db.models import Q

from leerplicht import parameters
from leerplicht.models import ExternCijferSoort, IndelingSoort
from meldingen.choices import FollowUp, Grondslag, InStaat, OnderzoekUitkomst, Soort
from rapportage.kerncijfers.declaraties import Bekend, Berekening, Telling, aandeel, groei
from rapportage.tabellen.bronnen import (
    jgz_onderzoeken,
    melding_open_op,
    meldingen,
    onderzoeken,
    vrijstellingen,
)
from rapportage.verslagjaar import Periode, Verslagjaar

_MELDINGEN = meldingen()
_VRIJSTELLINGEN = vrijstellingen()
LEERPLICHTWET = "Leerplichtwet 1969, artikel "
# A thuiszitter counts as helped with one of these results.
HERSTELD_OF_TRAJECT = ("naar_school", "onderwijszorgarrangement", "schoolvervangend_traject")
_SECTOREN = {
    "po": "primair onderwijs",
    "vo": "voortgezet onderwijs",
    "mbo": "middelbaar beroepsonderwijs",
    "geen": "zonder school",
    "onbekend": "onderwijs niet ingevuld of niet ingedeeld",
}


def _soort(soort: str, en: Q | None = None) -> Callable[[Verslagjaar], Q]:
    return lambda jaar: Q(soort=soort) & (en or Q())


def _in_sector(jaar: Verslagjaar, sector: str) -> Q:
    if sector == "onbekend":
        zonder = jaar.lijsten.ids_zonder(IndelingSoort.SECTOR.value)
        return Q(onderwijssoort__isnull=True) | Q(onderwijssoort__in=zonder)
    return Q(onderwijssoort__in=jaar.lijsten.ids_in(IndelingSoort.SECTOR.value, sector))


def _per_sector(begin: str, wat: str, eenheid: str, bron, filter: Q, periode: Periode) -> tuple[Telling, ...]:
    """One kerncijfer per sector; together they are always the whole."""
    return tuple(
        Telling(
            f"{begin}_{sector}",
            f"{wat}: {label}",
            eenheid,
            bron,
            lambda jaar, sector=sector: filter & _in_sector(jaar, sector),
            periode=periode,
        )
        for sector, label in _SECTOREN.items()
    )


def _ground_5a(**filters: bool) -> Callable[[Verslagjaar], Q]:
    return lambda jaar: Q(grondslag=Grondslag.ONDER_A.value, **filters)


def _mbo_relatief(jaar: Verslagjaar) -> Q:
    return Q(soort__in=Soort.RELATIEF) & _in_sector(jaar, "mbo")


TELLINGEN: tuple[Telling, ...] = (
    Telling(
        "meldingen",
        "Meldingen verzuim en zorg",
        "meldingen",
        _MELDINGEN,
        grondslag=LEERPLICHTWET + "21 en 25",
    ),
    Telling("leerlingen_gemeld", "Leerlingen met een melding", "leerlingen", _MELDINGEN, uniek="leerling"),
    Telling(
        "aanvragen_vrijstelling",
        "Leerlingen met een aanvraag of beroep vrijstelling",
        "leerlingen",
        _VRIJSTELLINGEN,
        uniek="leerling",
        periode=Periode.GELDIG,
        grondslag=LEERPLICHTWET + "3a, 3b, 5, 5a, 11 en 15",
    ),
    Telling(
        "vrijstelling_besluiten",
        "Afgehandelde aanvragen en beroepen",
        "besluiten",
        _VRIJSTELLINGEN,
        periode=Periode.GELDIG,
    ),
    Telling(
        "waarvan_eerder_verleend",
        "Waarvan verleend voor dit schooljaar",
        "besluiten",
        _VRIJSTELLINGEN,
        lambda jaar: Q(besloten_op__lt=jaar.begin),
        periode=Periode.GELDIG,
    ),
    Telling(
        "vrijstelling_terugkeer_onderwijs_5a",
        "5 onder a: in dit schooljaar terug naar onderwijs",
        "besluiten",
        _VRIJSTELLINGEN,
        lambda jaar: Q(grondslag=Grondslag.ONDER_A.value, teruggekeerd_op__range=(jaar.begin, jaar.einde)),
        periode=Periode.GELDIG,
        grondslag=LEERPLICHTWET + "5 onder a",
    ),
    Telling(
        "vrijstelling_tot_einde_leerplicht_5a",
        "5 onder a: tot het einde van de leerplicht",
        "besluiten",
        _VRIJSTELLINGEN,
        _ground_5a(tot_einde_leerplicht=True),
        periode=Periode.GELDIG,
        grondslag=LEERPLICHTWET + "5 onder a",
    ),
    Telling(
        "vrijstelling_bezocht_speciaal_onderwijs_5a",
        "5 onder a: heeft speciaal onderwijs bezocht",
        "besluiten",
        _VRIJSTELLINGEN,
        _ground_5a(bezocht_speciaal_onderwijs=True),
        periode=Periode.GELDIG,
        grondslag=LEERPLICHTWET + "5 onder a",
    ),
    Telling("absoluut_onderzoeken", "Onderzoeken absoluut verzuim", "onderzoeken", onderzoeken),
    Telling(
        "absoluut_vastgesteld",
        "Onderzoeken waarbij absoluut verzuim is vastgesteld",
        "onderzoeken",
        onderzoeken,
        lambda jaar: Q(uitkomst=OnderzoekUitkomst.VASTGESTELD.value),
    ),
    *_per_sector(
        "absoluut",
        "Absoluut verzuim",
        "meldingen",
        _MELDINGEN,
        Q(soort=Soort.ABSOLUUT.value),
        Periode.SCHOOLJAAR,
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
    *_per_sector(
        "thuiszitters",
        "Thuiszitters",
        "meldingen",
        _MELDINGEN,
        Q(soort=Soort.THUISZITTER.value),
        Periode.SCHOOLJAAR,
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
    Telling(
        "jgz_onderzoeken",
        "Onderzoeken door de jeugdarts",
        "onderzoeken",
        jgz_onderzoeken,
        periode=Periode.KALENDERJAAR,
    ),
    *_per_sector(
        "jgz", "Onderzoeken door de jeugdarts", "onderzoeken", jgz_onderzoeken, Q(), Periode.KALENDERJAAR
    ),
    Telling(
        "jgz_in_staat",
        "Geheel of gedeeltelijk in staat onderwijs te volgen",
        "onderzoeken",
        jgz_onderzoeken,
        lambda jaar: Q(in_staat__in=[InStaat.JA.value, InStaat.GEDEELTELIJK.value]),
        periode=Periode.KALENDERJAAR,
    ),
    Telling(
        "jgz_niet_verminderd",
        "Ziekteverzuim niet verminderd",
        "onderzoeken",
        jgz_onderzoeken,
        lambda jaar: Q(follow_up=FollowUp.NIET_VERMINDERD.value),
        periode=Periode.KALENDERJAAR,
    ),
    Telling(
        "jgz_geen_reactie",
        "School reageerde niet op de vraag naar het ziekteverzuim",
        "onderzoeken",
        jgz_onderzoeken,
        lambda jaar: Q(follow_up=FollowUp.GEEN_REACTIE.value),
        periode=Periode.KALENDERJAAR,
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
        grondslag=LEERPLICHTWET + "3, 4a en 4b",
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
    Berekening(
        "jgz_in_staat_pct",
        "Geheel of gedeeltelijk in staat onderwijs te volgen",
        "procent",
        aandeel("jgz_in_staat", "jgz_onderzoeken", 0),
        Periode.KALENDERJAAR,
    ),
    Berekening(
        "jgz_tekst_niet_verminderd_pct",
        "Ziekteverzuim niet verminderd",
        "procent",
        aandeel("jgz_niet_verminderd", "jgz_onderzoeken", 0),
        Periode.KALENDERJAAR,
    ),
    Berekening(
        "jgz_tekst_geen_reactie_pct",
        "School reageerde niet op de vraag naar het ziekteverzuim",
        "procent",
        aandeel("jgz_geen_reactie", "jgz_onderzoeken", 0),
        Periode.KALENDERJAAR,
    ),
    Berekening(
        "jgz_follow_up_maanden",
        "Maanden tussen onderzoek en follow-up",
        "maanden",
        lambda bekend: parameters.op("jgz_follow_up_maanden", bekend.jaar.einde_kalenderjaar).waarde,
        Periode.KALENDERJAAR,
    ),
)
