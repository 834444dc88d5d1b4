"""The counts of the walk in docs/matrix.md: what stands there is what was walked.

`make matrix` writes them again; without it a difference fails.
"""

import os
import re
from collections import Counter

from tests import services
from tests.verhalen.lekmerken import Merken
from tests.verhalen.lekverwachting import views_per_route
from tests.verhalen.lekwandeling import Verslag
from tests.verhalen.lekwereld import VAKKEN

DOCUMENT = services.PROJECT_DIR / "docs" / "matrix.md"
STATUSSEN = (200, 302, 403, 404, 405)
SCHRIJF = "MATRIX"


def leg_vast(naam: str, tabel: list[str]) -> None:
    """Compare this part of the document with what was walked, or write it."""
    deel = re.compile(rf"(<!-- {naam} -->\n\n).*?(\n\n<!-- /{naam} -->)", re.S)
    tekst = DOCUMENT.read_text()
    gevonden = deel.search(tekst)
    assert gevonden, f"docs/matrix.md has no part {naam}"
    nieuw = tekst[: gevonden.end(1)] + "\n".join(tabel) + tekst[gevonden.start(2) :]
    if os.environ.get(SCHRIJF):
        DOCUMENT.write_text(nieuw)
        return
    assert nieuw == tekst, f"docs/matrix.md says something else than was walked ({naam}): run `make matrix`"


def tabel_van(verslagen: list[Verslag]) -> list[str]:
    """One line for everybody who walked, and one for all together."""
    kop = ["who", "addresses", *STATUSSEN, "all requests", "own marks met", "leaks"]
    rijen = [[verslag.wie.naam, *_getallen(verslag)] for verslag in verslagen]
    samen = ["together", *(sum(kolom) for kolom in zip(*(rij[1:] for rij in rijen), strict=True))]
    assert {status for verslag in verslagen for status in verslag.statussen} <= set(STATUSSEN)
    return _opmaak(kop, [*rijen, samen])


def merken_tabel(merken: Merken) -> list[str]:
    """How many marks were put in each compartment of each gemeente, and in how many kinds of rows."""
    per_vak = Counter((merk.gemeente, merk.vak) for merk in merken.geplant)
    rijen = []
    for kant, naam in (("hier", "the walkers' own"), ("elders", "the other")):
        for vak in VAKKEN:
            modellen = {merk.model for merk in merken.geplant if (merk.gemeente, merk.vak) == (kant, vak)}
            rijen.append([naam, vak, len(modellen), per_vak[kant, vak]])
    rijen.append(["together", "", len({merk.model for merk in merken.geplant}), len(merken.geplant)])
    return _opmaak(["gemeente", "compartment", "kinds of rows", "marks"], rijen)


def adressen_tabel() -> list[str]:
    routes = views_per_route()
    rechten = Counter(_recht(view) for view in routes.values())
    rijen = [*([recht, aantal] for recht, aantal in sorted(rechten.items())), ["together", len(routes)]]
    return _opmaak(["right that opens it (one is enough)", "addresses"], rijen)


def _recht(view) -> str:
    if rechten := getattr(view, "rechten", None):
        return ", ".join(sorted(rechten))
    return "none: who is logged in" if getattr(view, "login_required", True) else "none: everybody"


def _getallen(verslag: Verslag) -> list[int]:
    per_status = [verslag.statussen[status] for status in STATUSSEN]
    return [
        verslag.statussen.total(),
        *per_status,
        verslag.vragen.total(),
        len(verslag.gezien),
        len(verslag.lekken),
    ]


def _opmaak(kop: list, rijen: list[list]) -> list[str]:
    streep = ["---:" if isinstance(cel, int) else "---" for cel in rijen[0]]
    return ["| " + " | ".join(map(str, rij)) + " |" for rij in (kop, streep, *rijen)]
