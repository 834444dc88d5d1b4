"""Files as a test writes them: rows as dicts, by the code of the column; and rows with anything in their cells."""

import csv
import io

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from leerplicht.inlezen.bron import Bron

NOA = {"bsn": "123456782", "achternaam": "Vries", "voornaam": "Noa", "geboortedatum": "05-09-2008"}
SEM = {"bsn": "111222333", "achternaam": "Bakker", "voornaam": "Sem", "geboortedatum": "01-02-2008"}
LOT = {"achternaam": "Jansen", "voornaam": "Lot", "geboortedatum": "03-04-2008"}

# A file with control characters is refused as a whole: it is no text.
_TEKST = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12)
_WAARDEN = st.sampled_from(
    (
        *("", "-", "ja", "N", "0", "-1", "99999", "2147483647", "2027", "25LP00", "16SW03", "99XX99", "4A"),
        *("A01", "a02", "A05", "havo", "mbo_2", "werken", "123456782", "111222333", "Vries", "Noa", "=1+1", "%s"),
        *("05-09-2008", "01-02-2001", "31-02-2020", "15-10-2026", "01-10-2026", "24-11-2026", "25-11-2026"),
        *("01-01-1900", "31-12-2200"),
    )
)
CEL = st.one_of(_WAARDEN, _WAARDEN, _TEKST)
# Each example is a file that is really read in; making a failing one smaller would take minutes.
FUZZ = settings(
    max_examples=10,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def bestand(bron: Bron, *rijen: dict[str, str]) -> str:
    """A CSV file with every column of the bron."""
    koppen = [kolom.code for kolom in bron.kolommen]
    uit = io.StringIO()
    schrijver = csv.DictWriter(uit, koppen, delimiter=";", restval="", quoting=csv.QUOTE_ALL)
    schrijver.writeheader()
    schrijver.writerows(rijen)
    return uit.getvalue()


def rijen_van(bron: Bron, goede: dict[str, str]) -> st.SearchStrategy[list[dict[str, str]]]:
    """Rows in which anything may stand, half of them with good values in most of their columns."""
    wat_ook = st.fixed_dictionaries({kolom.code: CEL for kolom in bron.kolommen})
    bijna = st.dictionaries(st.sampled_from([kolom.code for kolom in bron.kolommen]), CEL, max_size=3)
    # A row without anything in it is no row.
    gevuld = wat_ook.filter(lambda rij: any(tekst.strip() for tekst in rij.values()))
    return st.lists(gevuld | bijna.map(lambda anders: goede | anders), min_size=1, max_size=25)
