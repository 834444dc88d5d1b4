"""Whatever stands in a file of the kernel: no error, and the same file again changes nothing."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leerplicht.dossier.actions import registreer_leerling
from leerplicht.inlezen.bron import Veldsoort
from leerplicht.inlezen.kern import BRONNEN
from leerplicht.models import School
from leerplicht.toegang.gemeente import in_gemeente

# Few values, so that rows meet each other: the same person, school and day, twice and crosswise.
# First the good ones.
PER_SOORT = {
    Veldsoort.DATUM: (
        ("", "12-05-2010", "01-01-2012", "1-2-2024", "01-08-2025"),
        ("31-02-2020", "01-01-2090", "x"),
    ),
    Veldsoort.BSN: (("", "111222333", "123456782"), ("123456789",)),
    Veldsoort.ONDERWIJSNUMMER: (("",), ("101222331", "9")),
    Veldsoort.JANEE: (("", "ja", "nee"), ("misschien",)),
    Veldsoort.BRIN: (("16SW03", "01AB00", "02CD00"), ("", "99ZZ99")),
    Veldsoort.VESTIGING: (("", ""), ("00", "Noord")),
    Veldsoort.POSTCODE: (("", "2711 AB"), ("nergens",)),
    Veldsoort.GETAL: (("", "1", "8"), ("0", "2147483648", "-3")),
    Veldsoort.CODE: (("havo", "vmbo"), ("", "onzin")),
    Veldsoort.NUMMER: (("", "16SW03", "16SW", "3", "07QQ01", "637"), ("0612345678",)),
    Veldsoort.TEKST: (
        ("", "Vries", "Çelik", "Noa", "de"),
        ("=1+1", "O'Brien %s {x}", "Ĳ" * 90, '"', "e. de vries"),
    ),
}
GOED_TEGEN_FOUT = 60


def waarden_van(kolom):
    if kolom.soort == Veldsoort.KEUZE:
        return tuple(kolom.keuzes)[:4], ("", "?")
    goed, fout = PER_SOORT[kolom.soort]
    return (tuple(filter(None, goed)), ("", *fout)) if kolom.verplicht else (goed, fout)


def bestanden(bron):
    """Up to 25 rows with every column."""
    cellen = [
        st.sampled_from([*(goed * (GOED_TEGEN_FOUT // len(goed))), *fout])
        for goed, fout in map(waarden_van, bron.kolommen)
    ]
    return st.lists(st.tuples(*cellen).filter(any), min_size=1, max_size=25)


def als_csv(bron, rijen):
    regels = [[kolom.kop for kolom in bron.kolommen], *rijen]
    return "".join(";".join('"' + cel.replace('"', '""') + '"' for cel in rij) + "\n" for rij in regels)


@pytest.fixture
def bekenden(balie):
    for brin in ("16SW03", "01AB00", "02CD00"):
        School.objects.create(brin=brin, naam=brin, plaats="Zoetermeer")
    with in_gemeente(balie.gemeente.pk):
        for naam, bsn in (("Noa", "111222333"), ("Zoë", None)):
            registreer_leerling(
                gemeente=balie.gemeente,
                door=None,
                voornaam=naam,
                achternaam="Vries",
                geboortedatum=date(2010, 5, 12),
                bsn=bsn,
            )
    return balie


@pytest.mark.parametrize("bron", BRONNEN, ids=lambda bron: bron.code)
def test_any_file_is_read_in_once(bekenden, bron):
    gelezen = []

    @settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(bestanden(bron))
    def probeer(rijen):
        inhoud = als_csv(bron, rijen)
        eerst = bekenden.in_een_keer(bron, inhoud, alleen_goede=True)
        assert (eerst.fout, eerst.status) == ("", "ingelezen")
        daarna = bekenden.bied_aan(bron, inhoud)
        assert {stand for stand in daarna.telling if stand in ("nieuw", "gewijzigd")} == set(), inhoud
        gelezen.append(sum(eerst.telling.get(stand, 0) for stand in ("nieuw", "gewijzigd", "gelijk")))

    probeer()
    assert sum(gelezen) > 0
