"""Two colleagues who say at the same time what the words of one file mean."""

from urllib.parse import urlencode

from django.http import QueryDict

from leerplicht.formulieren.bewijs import Bewijs
from leerplicht.formulieren.concept import bewaar, leesbare
from leerplicht.inlezen.forms import codeveld
from leerplicht.toegang.gemeente import in_gemeente
from tests.cast import _gebruiker
from tests.formulieren import ingevuld, verborgen
from tests.leerplicht.inlezen.test_vertalingen import ingelogd, stuur, vertaald

KOP = "BSN;Achternaam;Voornaam;Geboortedatum;Onderwijs\n"
NOA = "123456782;Vries;Noa;05-09-2009;atheneum\n"
SEM = "111222333;Vries;Sem;01-02-2011;lyceum\n"


def _concepten(balie, wie) -> list[tuple[str, dict]]:
    with in_gemeente(balie.gemeente.pk):
        return [(een.concept.formulier, QueryDict(een.velden).dict()) for een in leesbare(wie)]


def test_wie_tweede_is_ziet_het_in_woorden_en_kan_daarna_verder(balie, proef):
    van_anna = ingelogd(balie.door)
    van_bram = ingelogd(_gebruiker("Bram", balie.gemeente, "leerplichtambtenaar"))
    gezien = balie.bied_aan(proef, KOP + NOA + SEM)
    adres = f"/inlezen/{gezien.pk}/codes/soort/"
    begonnen = van_anna.get(adres)
    stuur(van_bram, adres, **{codeveld("atheneum"): "vwo"})
    balie.werk()
    atheneum, lyceum = codeveld("atheneum"), codeveld("lyceum")
    gekozen = {atheneum: "havo", lyceum: "havo"}
    antwoord = van_anna.post(adres, ingevuld(begonnen) | verborgen(begonnen) | gekozen)
    assert antwoord.context["ingehaald"].feiten == [
        ("Status", "Gecontroleerd"),
        ("Aantal regels per uitkomst", "1 nieuw, 1 geweigerd"),
    ]
    # Opened again it stands there on what she was told, and what Bram said stands as he said it.
    verteld = balie.nu(gezien).version
    # Checked anew meanwhile: she is told that too.
    balie.controleer(gezien)
    opnieuw = van_anna.get(adres)
    assert ingevuld(opnieuw) == {"version": str(verteld), atheneum: "vwo", lyceum: "havo"}
    for status in (200, 302):
        antwoord = van_anna.post(adres, ingevuld(opnieuw) | verborgen(opnieuw))
        assert antwoord.status_code == status
        if status == 200:
            opnieuw = van_anna.get(adres)
    assert vertaald(balie) == {"atheneum": "vwo", "lyceum": "havo"}
    assert _concepten(balie, balie.door) == []


def test_een_kop_die_een_collega_koppelde_blijft_zoals_hij_zei(balie, proef):
    van_anna = ingelogd(balie.door)
    van_bram = ingelogd(_gebruiker("Bram", balie.gemeente, "leerplichtambtenaar"))
    gezien = balie.bied_aan(proef, KOP.replace("Onderwijs", "Opleiding;Stad").replace("BSN", "Burger") + NOA)
    adres = f"/inlezen/{gezien.pk}/kolommen/"
    begonnen = van_anna.get(adres)
    stuur(van_bram, adres, **ingevuld(begonnen) | {"kop_4": "soort"})
    balie.werk()
    gekozen = {"kop_0": "bsn", "kop_4": "opmerking", "kop_5": "plaats"}
    antwoord = van_anna.post(adres, ingevuld(begonnen) | verborgen(begonnen) | gekozen)
    assert "was u voor" in antwoord.context["ingehaald"].zin
    nu = ingevuld(van_anna.get(adres))
    assert {veld: nu[veld] for veld in gekozen} == {"kop_0": "bsn", "kop_4": "soort", "kop_5": "plaats"}


def test_een_concept_gaat_weg_als_er_niets_meer_te_koppelen_is(balie, proef):
    bram = _gebruiker("Bram", balie.gemeente, "leerplichtambtenaar")
    gezien = balie.bied_aan(proef, KOP + NOA)
    codes, kolommen = (f"/inlezen/{gezien.pk}/{waar}/" for waar in ("codes/soort", "kolommen"))
    getypt = {"version": str(gezien.version), codeveld("atheneum"): "havo"}
    for wie, formulier in ((balie.door, codes), (balie.door, kolommen), (bram, codes)):
        bewijs = Bewijs(gebruiker=wie.pk, gemeente=balie.gemeente.pk, formulier=formulier, titel="Koppelen")
        bewaar(bewijs, urlencode(getypt), tab=f"{wie.pk}{formulier}"[:43], volgnummer=1)
    assert [een for een, _ in _concepten(balie, balie.door)] == [kolommen, codes]
    # Bram says that the column is not used.
    koppen = enumerate(("bsn", "achternaam", "voornaam", "geboortedatum", "-"))
    gestuurd = {"version": gezien.version} | {f"kop_{plek}": kolom for plek, kolom in koppen}
    assert ingelogd(bram).post(kolommen, gestuurd).status_code == 302
    balie.werk()
    antwoord = ingelogd(balie.door).get(codes)
    assert (antwoord.status_code, antwoord["Location"]) == (302, f"/inlezen/{gezien.pk}/")
    assert [_concepten(balie, wie) for wie in (balie.door, bram)] == [[(kolommen, getypt)], [(codes, getypt)]]
