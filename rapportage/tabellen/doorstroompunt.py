"""Grafiek 4 and 5, tabel 12 to 16: uitvallers, oude vsv'ers and kwetsbare jongeren."""

from django.db.models import F

from doorstroompunt.choices import REDEN_GEEN_GEBRUIK, Begeleiding, Populatie, uitstroom_lijst
from leerplicht.models import IndelingSoort
from rapportage.kruistabel import Aandeel, Tabel
from rapportage.tabellen.bronnen import NOG_IN_TRAJECT, begeleide_vsvers, trajecten
from rapportage.tabellen.leerplicht import OPTELLEN
from rapportage.uitsplitsing import (
    NIET_INGEDEELD,
    NIET_INGEVULD,
    Lijnen,
    Post,
    Uitsplitsing,
    een,
    per_code,
    per_groep,
    per_groep_en_code,
    per_keuze,
    per_leeftijd,
)
from rapportage.verslagjaar import Periode, Verslagjaar

WEB = "Wet educatie en beroepsonderwijs, hoofdstuk 8, titel 3"
TOELEIDING = "toeleidingstraject"
ONBEKEND = "onbekend"
_BEGELEID = Begeleiding.BEGELEID.value
VAN_DE_BEGELEIDEN = Aandeel("van de begeleide jongeren", geheel=lambda cijfers: cijfers["vsv_begeleid"], niveaus=1)


def _per_begeleiding() -> Uitsplitsing:
    """With guidance or without, and below "without" why not."""

    def lijnen(jaar: Verslagjaar) -> Lijnen:
        redenen = [
            Post(code, label, niveau=2, rest=not geldig)
            for code, label, geldig in jaar.lijsten.van_lijst(REDEN_GEEN_GEBRUIK)
        ]
        posten = (
            Post("begeleid", "Begeleid"),
            Post("niet_begeleid", "Niet begeleid"),
            *redenen,
            Post(NIET_INGEDEELD, "Andere reden", niveau=2, rest=True),
            Post("gevolgd", "Gevolgd, zonder begeleiding", rest=True),
            Post(NIET_INGEVULD, "Niet ingevuld", rest=True),
        )

        def plaats(waarden: tuple) -> tuple[str, ...]:
            begeleiding, reden = waarden
            if begeleiding == Begeleiding.GEEN_GEBRUIK:
                code = jaar.lijsten.code(reden, (REDEN_GEEN_GEBRUIK,))
                return "niet_begeleid", code or NIET_INGEDEELD
            return (begeleiding or NIET_INGEVULD,)

        return Lijnen(posten, plaats)

    return Uitsplitsing(lambda jaar: (F("begeleiding"), F("reden_geen_gebruik_id")), lijnen)


UITVALLERS = (
    Tabel(
        code="grafiek-4",
        titel="Aantallen en verdeling begeleide en niet-begeleide vsv’ers verslagjaar",
        eenheid="jongeren",
        periode=Periode.SCHOOLJAAR,
        bron=trajecten(Populatie.UITVALLER),
        rijen=_per_begeleiding(),
        labels={"traject_wajong": "Volgt traject arbeidsbeperkt"},
        aandeel=Aandeel("van alle uitvallers", decimalen=0),
        grondslag=WEB,
        voetnoten=(OPTELLEN,),
    ),
    Tabel(
        code="tabel-12",
        titel="Onderwijsachtergrond uitvallers, naar leeftijd op ingangsdatum",
        eenheid="jongeren",
        periode=Periode.SCHOOLJAAR,
        bron=trajecten(Populatie.UITVALLER),
        rijen=per_groep("onderwijssoort", IndelingSoort.ACHTERGROND.value),
        kolommen=per_leeftijd("leeftijd", 18, 22),
        totaalkolom=True,
        grondslag=WEB,
        voetnoten=("De leeftijd is die op de dag waarop de jongere stopte.",),
    ),
    Tabel(
        code="tabel-13",
        titel="Uitstroom begeleide nieuwe vsv-ers {jaar.label}",
        eenheid="jongeren",
        periode=Periode.SCHOOLJAAR_EN_STAND,
        bron=trajecten(Populatie.UITVALLER, _BEGELEID),
        rijen=per_groep_en_code(
            "uitstroom",
            IndelingSoort.UITSTROOM.value,
            uitstroom_lijst(Populatie.UITVALLER.value),
            jaarstand=NOG_IN_TRAJECT,
            jaarstand_in=TOELEIDING,
        ),
        aandeel=VAN_DE_BEGELEIDEN,
        grondslag=WEB,
        voetnoten=(
            "“Nog in traject” is geen uitstroom: deze jongeren werden op de peildatum nog begeleid.",
            OPTELLEN,
        ),
    ),
)

GRAFIEK_5 = Tabel(
    code="grafiek-5",
    titel="VSV verslagjaar {jaar.schooljaar}/{jaar.kalenderjaar}",
    eenheid="jongeren",
    periode=Periode.SCHOOLJAAR_EN_STAND,
    bron=begeleide_vsvers,
    rijen=per_groep("uitstroom", IndelingSoort.UITSTROOM.value, jaarstand=NOG_IN_TRAJECT, jaarstand_in=TOELEIDING),
    kolommen=per_keuze(
        "populatie",
        (Populatie.UITVALLER.value, "VSV verslagjaar", (Populatie.UITVALLER.value,)),
        (Populatie.OUDE_VSV.value, "VSV oud", (Populatie.OUDE_VSV.value,)),
    ),
    weglaten=frozenset({ONBEKEND}),
    labels={"werk": "Werk", TOELEIDING: "Toeleidingstraject"},
    aandeel=Aandeel("van de begeleide jongeren met bekende uitstroom", decimalen=0, per_kolom=True),
    grondslag=WEB,
    voetnoten=("Begeleide jongeren van wie de uitstroom onbekend is, tellen in deze grafiek niet mee.", OPTELLEN),
)

OUDE_VSVERS = (
    Tabel(
        code="tabel-14",
        titel="Verdeling oude vsv’ers {jaar.label}",
        eenheid="jongeren",
        periode=Periode.SCHOOLJAAR,
        bron=trajecten(Populatie.OUDE_VSV),
        rijen=_per_begeleiding(),
        kolommen=een("Oude vsv-ers"),
        labels={"niet_begeleid": "Geen gebruik begeleiding"},
        aandeel=Aandeel("van de benaderde oude vsv’ers"),
        grondslag=WEB,
        voetnoten=(OPTELLEN,),
    ),
)

KWETSBARE_JONGEREN = (
    Tabel(
        code="tabel-15",
        titel="Leeftijd bij herkomst onderwijs",
        eenheid="jongeren",
        periode=Periode.STAND,
        bron=trajecten(Populatie.KWETSBAAR),
        rijen=per_code("onderwijssoort", "onderwijssoort", altijd=("pro", "vso", "mbo_1")),
        kolommen=per_leeftijd("leerling__geboortedatum", 17, 21, op_peildatum=True),
        totaalkolom=True,
        labels={"vso": "VSO", "mbo_1": "Entree"},
        grondslag=WEB,
    ),
    Tabel(
        code="tabel-16",
        titel="Uitstroom kwetsbare jongeren {jaar.label}",
        eenheid="jongeren",
        periode=Periode.SCHOOLJAAR_EN_STAND,
        bron=trajecten(Populatie.KWETSBAAR),
        rijen=per_code("uitstroom", uitstroom_lijst(Populatie.KWETSBAAR.value), jaarstand=NOG_IN_TRAJECT),
        aandeel=Aandeel("van de kwetsbare jongeren"),
        grondslag=WEB,
        voetnoten=(OPTELLEN,),
    ),
)
