"""The jaarbeeld: the key figures of the reports that were put forward, as they were stored.

Nothing is counted here, so it cannot say anything else than the PDF beside it. No figure of opsporing: this page
is for everybody with the right to it, also for who sees dossiers and may not know which of them ended so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from leerplicht.templatetags.weergave import getal
from rapportage.hoofdstukken.blokken import Grafiek, vul_blokken
from rapportage.models import Verslagrun
from rapportage.uitkomst import Verslag
from rapportage.verslag import uit_json
from rapportage.zinnen import Onbekend, schrijf, waarde

# So many school years stand beside each other, the newest ones.
JAREN = 10
SOORTEN = "Soorten meldingen, als deel van alle meldingen en aanvragen samen"


@dataclass(frozen=True)
class Thema:
    """A part of the page: figures (name as in `zinnen`, label) and charts of the report."""

    code: str
    titel: str
    cijfers: tuple[tuple[str, str], ...]
    grafieken: tuple[Grafiek, ...] = ()


THEMAS = (
    Thema(
        "leerplicht",
        "Leerplicht",
        (
            ("leerplichtigen", "leerplichtigen van 5 tot 18 jaar"),
            ("leerlingen_gemeld", "leerlingen gemeld"),
            ("meldingen", "meldingen van verzuim en zorg"),
            ("thuiszitters", "thuiszitters"),
            ("aanvragen_vrijstelling", "leerlingen met een vrijstelling"),
        ),
        # Bars: its shares are of more than what it draws, and the parts of a ring look like the whole.
        (Grafiek("overzicht-leerplicht", "staven", titel=SOORTEN),),
    ),
    Thema(
        "doorstroompunt",
        "Doorstroompunt",
        (
            ("vsv_nieuw", "nieuwe voortijdig schoolverlaters"),
            ("vsv_nieuw_pct", "van de doelgroep werd nieuwe vsv'er"),
            ("overzicht-doorstroompunt.teruggekeerd", "weer naar school"),
            ("overzicht-doorstroompunt-aanbod.begeleid", "jongeren begeleid"),
            ("tabel-14.begeleid", "oude vsv'ers begeleid"),
        ),
        (Grafiek("overzicht-doorstroompunt-uitstroom", "staven", titel="Waar de begeleide jongeren nu zijn"),),
    ),
)


def jaarbeeld(run: Verslagrun, eerdere: Sequence[Verslagrun]) -> list[dict[str, Any]]:
    """The themes of one report; with the change since the year before, when that was put forward too."""
    verslag = uit_json(run.cijfers or {})
    vorig = next((uit_json(een.cijfers or {}) for een in eerdere if een.schooljaar == run.schooljaar - 1), None)
    return [
        {
            "thema": thema,
            "tegels": [
                {
                    "getal": schrijf(gevonden),
                    "label": label,
                    "verschil": _verschil(gevonden, _waarde(vorig, naam)),
                }
                for naam, label in thema.cijfers
                if (gevonden := _waarde(verslag, naam)) is not None
            ],
            "grafieken": vul_blokken(thema.grafieken, verslag, {}),
        }
        for thema in THEMAS
    ]


def reeks(runs: Sequence[Verslagrun]) -> list[dict[str, Any]]:
    """The same figures of several reports beside each other, in their order; "–" where one has no such figure."""
    verslagen = [uit_json(run.cijfers or {}) for run in runs]
    regels = []
    for thema in THEMAS:
        for naam, label in thema.cijfers:
            waarden = [_waarde(verslag, naam) for verslag in verslagen]
            regels.append({"label": label, "waarden": ["–" if w is None else schrijf(w) for w in waarden]})
    return regels


def _waarde(verslag: Verslag | None, naam: str) -> Any:
    try:
        return None if verslag is None else waarde(verslag, naam)
    except Onbekend:
        return None


def _verschil(nu: Any, toen: Any) -> str:
    """ "120 meer dan het jaar ervoor"; nothing for shares, of which the difference is no share."""
    if not isinstance(nu, int) or not isinstance(toen, int):
        return ""
    if nu == toen:
        return "evenveel als het jaar ervoor"
    return f"{getal(abs(nu - toen))} {'meer' if nu > toen else 'minder'} dan het jaar ervoor"
