"""The two overview pages: leerplicht and Doorstroompunt at a glance, in blocks."""

from doorstroompunt.choices import REDEN_GEEN_GEBRUIK, Begeleiding, Populatie
from leerplicht.models import IndelingSoort
from meldingen.choices import Grondslag, Soort, resultaat_lijst
from rapportage.kruistabel import Aandeel, RijUitKerncijfer, Tabel
from rapportage.tabellen.bronnen import NOG_IN_TRAJECT, meldingen, niet_opgelost, trajecten, vrijstellingen
from rapportage.tabellen.doorstroompunt import TOELEIDING, VAN_DE_BEGELEIDEN, WEB
from rapportage.tabellen.leerplicht import OPEN_IS_GEEN_RESULTAAT, OPTELLEN, meldingen_en_aanvragen
from rapportage.tabellen.vrijstelling import BESLUITEN, VOETNOOT
from rapportage.uitsplitsing import per_code, per_groep, per_keuze
from rapportage.verslagjaar import Periode

_ARTIKEL_25 = "Leerplichtwet 1969, artikel 25"
_VAN_MELDINGEN_EN_AANVRAGEN = "van alle meldingen en aanvragen samen"
UITKOMSTLIJSTEN = tuple(resultaat_lijst(soort) for soort in Soort.LEERPLICHT)

LEERPLICHT = (
    Tabel(
        code="overzicht-leerplicht",
        titel="Leerplicht in één oogopslag: meldingen",
        eenheid="meldingen",
        periode=Periode.SCHOOLJAAR,
        bron=meldingen(),
        rijen=per_keuze(
            "soort",
            (
                "relatief_en_thuiszitters",
                "Relatief verzuim (licht, wettelijk en langdurig)",
                tuple(Soort.RELATIEF_EN_THUISZITTERS),
            ),
            *(
                (soort.value, str(soort.label), (soort.value,))
                for soort in (Soort.ZORG, Soort.ABSOLUUT, Soort.LUXE)
            ),
        ),
        aandeel=Aandeel(_VAN_MELDINGEN_EN_AANVRAGEN, decimalen=0, geheel=meldingen_en_aanvragen),
        grondslag=_ARTIKEL_25,
        voetnoten=(OPTELLEN,),
    ),
    Tabel(
        code="overzicht-leerplicht-vrijstellingen",
        titel="Leerplicht in één oogopslag: aanvragen vrijstelling",
        eenheid="besluiten",
        periode=Periode.GELDIG,
        bron=vrijstellingen(),
        rijen=per_keuze(
            "grondslag",
            (
                "geregeld_schoolbezoek",
                "Vrijstelling geregeld schoolbezoek",
                tuple(Grondslag.GEREGELD_SCHOOLBEZOEK),
            ),
            ("inschrijving", "Vrijstelling inschrijving school", tuple(Grondslag.INSCHRIJVING)),
        ),
        aandeel=Aandeel(_VAN_MELDINGEN_EN_AANVRAGEN, geheel=meldingen_en_aanvragen),
        grondslag=_ARTIKEL_25,
        voetnoten=(VOETNOOT,),
    ),
    Tabel(
        code="overzicht-leerplicht-aanvragen",
        titel="Resultaten afhandeling aanvragen",
        eenheid="besluiten",
        periode=Periode.GELDIG,
        bron=vrijstellingen(),
        rijen=per_keuze("besluit", *BESLUITEN),
        grondslag=_ARTIKEL_25,
    ),
    Tabel(
        code="overzicht-leerplicht-resultaten",
        titel="Resultaten afhandeling meldingen",
        eenheid="meldingen",
        periode=Periode.SCHOOLJAAR_EN_STAND,
        bron=meldingen(),
        rijen=per_groep("resultaat", IndelingSoort.OVERZICHT.value, jaarstand=niet_opgelost("verhuisd")),
        grondslag=_ARTIKEL_25,
        voetnoten=(OPEN_IS_GEEN_RESULTAAT,),
    ),
)

DOORSTROOMPUNT = (
    Tabel(
        code="overzicht-doorstroompunt",
        titel="Nieuwe voortijdig schoolverlaters in één oogopslag",
        eenheid="jongeren",
        periode=Periode.TELDATUM,
        erbij=(
            RijUitKerncijfer("gestopt", "Jongeren tijdelijk gestopt", "vsv_gestopt"),
            RijUitKerncijfer("teruggekeerd", "Jongeren teruggeleid naar onderwijs", "vsv_teruggekeerd"),
            RijUitKerncijfer("nieuw", "Nieuwe voortijdig schoolverlaters", "vsv_nieuw"),
        ),
        heeft_totaal=False,
        grondslag=WEB,
    ),
    Tabel(
        code="overzicht-doorstroompunt-aanbod",
        titel="Jongeren benaderd met een aanbod",
        eenheid="jongeren",
        periode=Periode.SCHOOLJAAR,
        bron=trajecten(Populatie.UITVALLER),
        rijen=per_keuze(
            "begeleiding",
            ("begeleid", "Jongeren begeleid", (Begeleiding.BEGELEID.value,)),
            ("niet_begeleid", "Geen gebruik ondersteuningsaanbod", (Begeleiding.GEEN_GEBRUIK.value,)),
            ("gevolgd", Begeleiding.GEVOLGD.label, (Begeleiding.GEVOLGD.value,)),
        ),
        grondslag=WEB,
    ),
    Tabel(
        code="overzicht-doorstroompunt-niet-begeleid",
        titel="Reden geen gebruik ondersteuningsaanbod",
        eenheid="jongeren",
        periode=Periode.SCHOOLJAAR,
        bron=trajecten(Populatie.UITVALLER, Begeleiding.GEEN_GEBRUIK.value),
        rijen=per_code("reden_geen_gebruik", REDEN_GEEN_GEBRUIK),
        grondslag=WEB,
    ),
    Tabel(
        code="overzicht-doorstroompunt-uitstroom",
        titel="Uitstroom van de begeleide jongeren",
        eenheid="jongeren",
        periode=Periode.SCHOOLJAAR_EN_STAND,
        bron=trajecten(Populatie.UITVALLER, Begeleiding.BEGELEID.value),
        rijen=per_groep(
            "uitstroom", IndelingSoort.UITSTROOM.value, jaarstand=NOG_IN_TRAJECT, jaarstand_in=TOELEIDING
        ),
        labels={"onderwijs": "Begeleid naar school", "werk": "Werk", TOELEIDING: "Toeleidingstraject"},
        aandeel=VAN_DE_BEGELEIDEN,
        grondslag=WEB,
    ),
)
