"""Grafiek 1 and tabel 1 to 10: meldingen per kind, with redenen and resultaten."""

from leerplicht.models import IndelingSoort
from meldingen.choices import Soort, reden_lijst, resultaat_lijst
from rapportage.kruistabel import Aandeel, RijUitKerncijfer, Tabel
from rapportage.tabellen.bronnen import meldingen, niet_opgelost
from rapportage.uitsplitsing import per_code, per_groep, per_keuze
from rapportage.verslagjaar import Periode

OPTELLEN = "Percentages zijn afgerond en hoeven samen geen 100 te zijn."
OPEN_IS_GEEN_RESULTAAT = (
    "“Niet opgelost” is geen resultaat: deze meldingen waren op de peildatum nog niet afgesloten."
)
ARTIKEL_ABSOLUUT = "Leerplichtwet 1969, artikel 2, eerste lid, en artikel 4a"
ARTIKEL_LUXE = "Leerplichtwet 1969, artikel 11, 13a en 14"
ARTIKEL_RELATIEF = "Leerplichtwet 1969, artikel 21 en 21a"


def meldingen_en_aanvragen(cijfers) -> int:
    """Meldingen and leerlingen with a vrijstelling together: what grafiek 1 and the overview are a share of."""
    return cijfers["meldingen"] + cijfers["aanvragen_vrijstelling"]


def _aandeel_van(wat: str) -> Aandeel:
    return Aandeel(f"van {wat}")


def _redenen(code: str, titel: str, soort: str, wat: str, grondslag: str) -> Tabel:
    return Tabel(
        code=code,
        titel=titel,
        eenheid="meldingen",
        periode=Periode.SCHOOLJAAR,
        bron=meldingen(soort),
        rijen=per_code("reden", reden_lijst(soort)),
        aandeel=_aandeel_van(wat),
        grondslag=grondslag,
        voetnoten=(OPTELLEN,),
    )


def _resultaten(code: str, titel: str, soort: str, wat: str, grondslag: str, na: str = "") -> Tabel:
    return Tabel(
        code=code,
        titel=titel,
        eenheid="meldingen",
        periode=Periode.SCHOOLJAAR_EN_STAND,
        bron=meldingen(soort),
        rijen=per_code("resultaat", resultaat_lijst(soort), jaarstand=niet_opgelost(na)),
        aandeel=_aandeel_van(wat),
        grondslag=grondslag,
        voetnoten=(OPEN_IS_GEEN_RESULTAAT, OPTELLEN),
    )


_ABSOLUUT = "de meldingen absoluut verzuim"
_LUXE = "de meldingen luxe verzuim"
_RELATIEF = "alle meldingen relatief verzuim, wettelijk en licht samen"
_THUISZITTERS = "de thuiszitters"
_ZORG = "de zorg- en preventiemeldingen"

_WETTELIJK_EN_LICHT = per_keuze(
    "soort",
    (Soort.RELATIEF_WETTELIJK.value, "Wettelijk relatief verzuim", (Soort.RELATIEF_WETTELIJK.value,)),
    (Soort.RELATIEF_LICHT.value, "Licht relatief verzuim", (Soort.RELATIEF_LICHT.value,)),
)

GRAFIEK_1 = Tabel(
    code="grafiek-1",
    titel="Verdeling meldingen naar soort verzuim en aanvragen vrijstelling",
    eenheid="meldingen en leerlingen",
    periode=Periode.SCHOOLJAAR,
    bron=meldingen(),
    rijen=per_keuze("soort", *((soort, Soort(soort).label, (soort,)) for soort in Soort.LEERPLICHT)),
    erbij=(RijUitKerncijfer("vrijstelling", "Aanvragen vrijstellingen", "aanvragen_vrijstelling"),),
    labels={Soort.THUISZITTER.value: "Langdurig relatief verzuim (thuiszitters)"},
    aandeel=Aandeel("van alle meldingen en aanvragen", decimalen=0, geheel=meldingen_en_aanvragen),
    grondslag="Leerplichtwet 1969, artikel 25",
    voetnoten=(
        "Deze grafiek telt twee dingen bij elkaar op: meldingen en, bij de vrijstellingen, leerlingen. Een "
        "leerling met twee vrijstellingen telt een keer.",
        OPTELLEN,
    ),
)

VERZUIM = (
    _redenen("tabel-1", "Redenen van absoluut verzuim", Soort.ABSOLUUT.value, _ABSOLUUT, ARTIKEL_ABSOLUUT),
    _resultaten(
        "tabel-2",
        "Resultaat bij absoluut verzuim",
        Soort.ABSOLUUT.value,
        _ABSOLUUT,
        ARTIKEL_ABSOLUUT,
        na="naar_school",
    ),
    _redenen("tabel-3", "Redenen van luxe verzuim", Soort.LUXE.value, _LUXE, ARTIKEL_LUXE),
    _resultaten("tabel-4", "Resultaat bij luxe verzuim", Soort.LUXE.value, _LUXE, ARTIKEL_LUXE),
    Tabel(
        code="tabel-5",
        titel="Herkomst scholen bij relatief verzuim (spijbelen)",
        eenheid="meldingen",
        periode=Periode.SCHOOLJAAR,
        bron=meldingen(*Soort.RELATIEF),
        rijen=per_groep("onderwijssoort", IndelingSoort.HERKOMST.value),
        kolommen=_WETTELIJK_EN_LICHT,
        aandeel=_aandeel_van(_RELATIEF),
        grondslag=ARTIKEL_RELATIEF,
        voetnoten=("Het onderwijs is dat van de dag van de melding.", OPTELLEN),
    ),
    Tabel(
        code="tabel-6",
        titel="Resultaat bij relatief verzuim (spijbelen)",
        eenheid="meldingen",
        periode=Periode.SCHOOLJAAR_EN_STAND,
        bron=meldingen(*Soort.RELATIEF),
        rijen=per_code(
            "resultaat", *(resultaat_lijst(soort) for soort in Soort.RELATIEF), jaarstand=niet_opgelost()
        ),
        kolommen=_WETTELIJK_EN_LICHT,
        aandeel=_aandeel_van(_RELATIEF),
        grondslag=ARTIKEL_RELATIEF,
        voetnoten=(OPEN_IS_GEEN_RESULTAAT, OPTELLEN),
    ),
    _redenen("tabel-7", "Redenen van thuiszitters", Soort.THUISZITTER.value, _THUISZITTERS, ARTIKEL_RELATIEF),
    _resultaten(
        "tabel-8",
        "Resultaat bij thuiszitters",
        Soort.THUISZITTER.value,
        _THUISZITTERS,
        ARTIKEL_RELATIEF,
        na="naar_school",
    ),
    _redenen("tabel-9", "Redenen van zorg- en preventie meldingen", Soort.ZORG.value, _ZORG, ""),
    _resultaten("tabel-10", "Resultaat bij zorg- en preventie meldingen", Soort.ZORG.value, _ZORG, ""),
)
