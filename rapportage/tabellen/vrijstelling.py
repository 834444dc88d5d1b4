"""Tabel 11: vrijstellingen per ground, from regular attendance (a) and from being enrolled (b)."""

from django.db.models import F

from leerplicht.models import IndelingSoort
from meldingen.choices import Besluit, Grondslag
from rapportage.kruistabel import Tabel
from rapportage.tabellen.bronnen import NIET_VERLEEND, VERLEEND, vrijstellingen
from rapportage.uitsplitsing import Lijnen, Post, Uitsplitsing, per_groep
from rapportage.verslagjaar import Periode

BESLUITEN = (
    ("verleend", "Verleend", VERLEEND),
    ("niet_verleend", "Niet verleend", NIET_VERLEEND),
)
VOETNOOT = (
    "Deze tabel telt afgehandelde aanvragen en beroepen. Wat eerder is verleend en in dit schooljaar nog gold, "
    "telt mee. Een leerling kan er meer dan een hebben."
)
# As short as the table needs it; both grounds of article 11 are one row.
_ARTIKEL_3B = ("3b", "3b toelating 15-jarige op mbo", (Grondslag.ARTIKEL_3B.value,))
_ARTIKEL_11 = ("11", "11 verlof buiten de schoolvakanties", tuple(Grondslag.ARTIKEL_11))


def _een_grondslag(grondslag: str) -> tuple[str, str, tuple[str, ...]]:
    return grondslag, Grondslag(grondslag).label, (grondslag,)


def _per_besluit_en_grondslag(*grondslagen: tuple[str, str, tuple[str, ...]]) -> Uitsplitsing:
    """First what was granted per ground, then what was refused."""
    posten = tuple(
        Post(f"{besluit}_{code}", f"{woord} {label}")
        for besluit, woord, _ in BESLUITEN
        for code, label, _ in grondslagen
    )
    per_grondslag = {grondslag: code for code, _, samen in grondslagen for grondslag in samen}
    per_besluit = {Besluit.VERLEEND.value: "verleend", Besluit.NIET_VERLEEND.value: "niet_verleend"}

    def plaats(waarden: tuple) -> tuple[str, ...]:
        besluit, grondslag = waarden
        return (f"{per_besluit[besluit]}_{per_grondslag[grondslag]}",)

    lijnen = Lijnen(posten, plaats)
    return Uitsplitsing(lambda jaar: (F("besluit"), F("grondslag")), lambda jaar: lijnen)


TABEL_11 = (
    Tabel(
        code="tabel-11a",
        titel="Vrijstelling van geregeld schoolbezoek",
        eenheid="besluiten",
        periode=Periode.GELDIG,
        bron=vrijstellingen(*Grondslag.GEREGELD_SCHOOLBEZOEK),
        rijen=_per_besluit_en_grondslag(_een_grondslag(Grondslag.ARTIKEL_3A.value), _ARTIKEL_3B, _ARTIKEL_11),
        # A child at a kinderdienstencentrum is not enrolled, so it hardly ever needs this kind.
        kolommen=per_groep("onderwijssoort", IndelingSoort.VRIJSTELLING.value, altijd=("po", "vo", "mbo", "geen")),
        totaalkolom=True,
        grondslag="Leerplichtwet 1969, artikel 3a, 3b en 11",
        voetnoten=(VOETNOOT,),
    ),
    Tabel(
        code="tabel-11b",
        titel="Vrijstelling van inschrijving",
        eenheid="besluiten",
        periode=Periode.GELDIG,
        bron=vrijstellingen(*Grondslag.INSCHRIJVING),
        rijen=_per_besluit_en_grondslag(*map(_een_grondslag, Grondslag.INSCHRIJVING)),
        kolommen=per_groep("onderwijssoort", IndelingSoort.VRIJSTELLING.value),
        totaalkolom=True,
        grondslag="Leerplichtwet 1969, artikel 5, 5a en 15",
        voetnoten=(VOETNOOT,),
    ),
)
