"""What a heading or code was said to mean: shown in words, changed, taken back; and the files that wait."""

from datetime import date

import pytest
from django.test import Client

from leerplicht.codelijsten.actions import beeindig_code
from leerplicht.inlezen import actions, stand
from leerplicht.inlezen.forms import CodesForm, codeveld
from leerplicht.inlezen.kern import inschrijvingen
from leerplicht.inlezen.woorden import Woord
from leerplicht.models import AanleveringStatus as Status
from leerplicht.models import Bronvertaling, Code
from leerplicht.postvak.uitkomsten import NietMeerVanOns
from leerplicht.toegang.gemeente import in_gemeente
from tests.cast import _gebruiker, _gemeente
from tests.leerplicht.inlezen.conftest import VANDAAG

KOP = "BSN;Achternaam;Voornaam;Geboren;Woonplaats;Onderwijs\n"
KOPPELING = {
    "kop_0": "bsn",
    "kop_1": "achternaam",
    "kop_2": "voornaam",
    "kop_3": "geboortedatum",
    "kop_4": "plaats",
}
HAVO = [("havo", "Havo")]
NOA = "123456782;Vries;Noa;05-09-2009;Delft;gymnasium\n"


@pytest.fixture
def client(balie):
    return ingelogd(balie.door)


def ingelogd(wie) -> Client:
    client = Client()
    client.force_login(wie, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def vertaald(balie) -> dict[str, str]:
    with in_gemeente(balie.gemeente.pk):
        return dict(Bronvertaling.objects.values_list("waarde", "naar"))


@pytest.fixture
def gekoppeld(balie, proef, client):
    """A file of which a heading and then a code were mapped, as on its pages."""
    aanlevering = balie.bied_aan(proef, KOP + NOA)
    assert aanlevering.status == Status.KOPPELEN
    stuur(client, f"/inlezen/{aanlevering.pk}/kolommen/", **KOPPELING, kop_5="soort")
    balie.werk()
    stuur(client, f"/inlezen/{aanlevering.pk}/codes/soort/", **{codeveld("gymnasium"): "havo"})
    balie.werk()
    aanlevering = balie.nu(aanlevering)
    assert (aanlevering.status, aanlevering.telling) == (Status.GECONTROLEERD, {"nieuw": 1})
    return aanlevering


def stuur(client, adres: str, **waarden):
    form = client.get(adres).context["form"]
    antwoord = client.post(adres, {"version": form["version"].value(), **waarden})
    assert antwoord.status_code == 302, antwoord.context["form"].errors
    return antwoord


def lijst(client, bron="proef") -> list[tuple]:
    groepen = client.get(f"/inlezen/bron/{bron}/vertalingen/").context["groepen"]
    return [
        (kop, [(een.rij.waarde, een.naar, een.let_op, een.stand and str(een.stand.wie)) for een in groep])
        for kop, groep in groepen
    ]


def adres(balie, waarde: str, bron: str = "proef") -> str:
    with in_gemeente(balie.gemeente.pk):
        return f"/inlezen/bron/{bron}/vertalingen/{Bronvertaling.objects.get(waarde=waarde).pk}/"


def test_per_kop_en_code_wie_het_zei(balie, gekoppeld, client):
    bram = _gebruiker("Bram", balie.gemeente, "leerplichtambtenaar")
    stuur(ingelogd(bram), adres(balie, "gymnasium"), naar="vwo")
    # Mapped again as it was: it stays said by Anna.
    balie.werk()
    stuur(ingelogd(bram), f"/inlezen/{gekoppeld.pk}/kolommen/", **KOPPELING, kop_5="-")
    assert lijst(client) == [
        (
            "Koppen van kolommen",
            [
                ("achternaam", "Achternaam", "", "Anna"),
                ("bsn", "BSN", "", "Anna"),
                ("geboren", "Geboortedatum", "", "Anna"),
                ("onderwijs", "Niet gebruiken", "", "Bram"),
                ("voornaam", "Voornaam", "", "Anna"),
                ("woonplaats", "Woonplaats", "", "Anna"),
            ],
        ),
        ("Codes van Onderwijs", [("gymnasium", "Vwo", "", "Bram")]),
    ]


def test_een_kop_zonder_letter_of_cijfer(balie, proef, client):
    """Each has a meaning of its own, and the next file does not ask again."""
    bestand = KOP.replace("BSN", "#").replace("Onderwijs", "%") + NOA
    aanlevering = balie.bied_aan(proef, bestand)
    stuur(client, f"/inlezen/{aanlevering.pk}/kolommen/", **KOPPELING, kop_5="-")
    balie.werk()
    eerste, volgende = balie.nu(aanlevering), balie.bied_aan(proef, bestand)
    gezien = {"#": "bsn", "achternaam": "achternaam", "voornaam": "voornaam", "geboren": "geboortedatum"}
    assert vertaald(balie) == {**gezien, "woonplaats": "plaats", "%": "-"}
    assert [(een.status, een.telling) for een in (eerste, volgende)] == [(Status.GECONTROLEERD, {"nieuw": 1})] * 2


def test_wat_niet_meer_geldt_staat_erbij(balie, proef, client):
    with in_gemeente(balie.gemeente.pk):
        havo = Code.objects.get(lijst="onderwijssoort", code="havo")
        beeindig_code(havo, vanaf_schooljaar=2026, op=VANDAAG, door=balie.door)
        for kolom, waarde, naar in (
            ("", "oud", "weg"),
            ("soort", "h", "havo"),
            ("soort", "l", "lbo"),
            ("vroeger", "x", "y"),
        ):
            Bronvertaling.objects.create(
                gemeente=balie.gemeente, bron="proef", kolom=kolom, waarde=waarde, naar=naar
            )
    assert lijst(client) == [
        ("Koppen van kolommen", [("oud", "weg", "Deze kolom kennen wij niet meer.", "None")]),
        (
            "Codes van Onderwijs",
            [
                ("h", "Havo", "Deze code geldt niet meer vanaf schooljaar 2026-2027.", "None"),
                ("l", "lbo", "Deze code staat niet in onze lijst.", "None"),
            ],
        ),
        ("Codes van vroeger", [("x", "y", "Deze code staat niet in onze lijst.", "None")]),
    ]
    keuzes = dict(client.get(adres(balie, "oud")).context["form"].fields["naar"].choices)
    assert list(keuzes) == ["", "-", *(kolom.code for kolom in proef.kolommen)]


def test_een_wijziging_beoordeelt_open_bestanden_opnieuw(balie, gekoppeld, client):
    stuur(client, adres(balie, "geboren"), naar="-")
    assert balie.nu(gekoppeld).status == Status.ONTVANGEN
    balie.werk()
    gezien = balie.nu(gekoppeld)
    assert (gezien.status, gezien.fout) == (
        Status.KOPPELEN,
        "Deze kolommen moeten nog worden gekoppeld: Geboortedatum.",
    )
    stuur(client, adres(balie, "geboren"), naar="geboortedatum")
    balie.werk()
    assert balie.lees_in(gezien).status == Status.INGELEZEN
    # What was read in stays as it is.
    stuur(client, adres(balie, "gymnasium"), naar="vwo")
    assert balie.nu(gekoppeld).status == Status.INGELEZEN


def test_een_controle_die_al_liep_begint_opnieuw(balie, gekoppeld, client):
    with in_gemeente(balie.gemeente.pk):
        actions.controleer_opnieuw(gekoppeld, door=balie.door, op=VANDAAG)
        begonnen = stand.neem(gekoppeld.pk)
    stuur(client, adres(balie, "gymnasium"), naar="vwo")
    # The worker that had it writes nothing any more.
    with pytest.raises(NietMeerVanOns), in_gemeente(balie.gemeente.pk):
        stand.leg_vast(begonnen, gestart=begonnen.gestart)
    balie.werk()
    assert balie.nu(gekoppeld).status == Status.GECONTROLEERD


def test_verwijderd_vraagt_het_volgende_bestand_weer(balie, gekoppeld, proef, client):
    plek = adres(balie, "gymnasium")
    stuur(client, f"{plek}verwijderen/")
    assert [kop for kop, _ in lijst(client)] == ["Koppen van kolommen"]
    balie.werk()
    assert [balie.nu(gekoppeld).onbekend, balie.bied_aan(proef, KOP + NOA).onbekend] == 2 * [
        {"soort": {"gymnasium": 1}}
    ]
    # Said again, on the page of the file.
    stuur(client, f"/inlezen/{gekoppeld.pk}/codes/soort/", **{codeveld("gymnasium"): "vwo"})
    assert vertaald(balie)["gymnasium"] == "vwo"
    # The other file that waited for it is judged by it too.
    balie.werk()
    assert [een["aanlevering"].telling for een in client.get("/inlezen/").context["regels"]] == [{"nieuw": 1}] * 2


def test_een_keuze_blijft_bij_haar_woord():
    """Also in a draft of before a colleague mapped another word, and the words that are left moved up."""
    getypt = {"version": 1, codeveld("lyceum"): "havo"}
    for onbekend in ({"atheneum": 1, "lyceum": 1}, {"lyceum": 1}, {"lyceum": 1, "vmbo": 2}):
        form = CodesForm(getypt, kolom="soort", onbekend=onbekend, gelezen=[], codes=HAVO, versie=1)
        assert form.is_valid()
        assert form.velden() == {"kolom": "soort", "vertalingen": {"lyceum": "havo"}}
    # A word that is known since then is shown as it is read now.
    form = CodesForm(
        getypt,
        kolom="soort",
        onbekend={"lyceum": 1},
        gelezen=[Woord("vmbo", "vmbo", "Vmbo", 2)],
        codes=HAVO,
        versie=1,
    )
    assert [form[codeveld(woord)].value() for woord in ("lyceum", "vmbo")] == ["havo", "vmbo"]
    assert form.is_valid() and form.velden()["vertalingen"] == {"lyceum": "havo"}


def test_wie_tweede_is_hoort_dat(balie, gekoppeld, client):
    bram = ingelogd(_gebruiker("Bram", balie.gemeente, "leerplichtambtenaar"))
    plek = adres(balie, "gymnasium")
    begonnen = {"version": bram.get(plek).context["form"]["version"].value()}
    stuur(client, f"{plek}verwijderen/")
    antwoord = bram.post(f"{plek}verwijderen/", begonnen)
    assert "Anna was u voor" in antwoord.context["ingehaald"].zin
    antwoord = bram.post(plek, {**begonnen, "naar": "vwo"})
    assert list(antwoord.context["form"].errors) == ["naar"]
    assert vertaald(balie)["gymnasium"] == ""


def test_alleen_wie_de_bron_mag_lezen_en_alleen_van_de_eigen_gemeente(balie, gekoppeld):
    plek = adres(balie, "gymnasium")
    delft = _gemeente("0503", "Delft")
    van_delft = ingelogd(_gebruiker("Carla", delft, "leerplichtambtenaar"))
    beheerder = ingelogd(_gebruiker("Joris", balie.gemeente, "functioneel_beheerder"))
    for wie in (van_delft, beheerder):
        assert [wie.get(plek).status_code, wie.post(f"{plek}verwijderen/").status_code] == [404, 404]
    assert (lijst(van_delft), beheerder.get("/inlezen/bron/proef/vertalingen/").status_code) == ([], 404)
    assert "Er is nog niets gekoppeld." in van_delft.get("/inlezen/bron/proef/vertalingen/").content.decode()


def test_meer_dan_een_pagina_houdt_zijn_koppen(balie, proef, client):
    with in_gemeente(balie.gemeente.pk):
        for nummer in range(60):
            Bronvertaling.objects.create(
                gemeente=balie.gemeente, bron="proef", kolom="soort", waarde=f"c{nummer:02}", naar="vwo"
            )
    tweede = client.get("/inlezen/bron/proef/vertalingen/", {"pagina": 2}).context["groepen"]
    assert [(kop, len(groep)) for kop, groep in tweede] == [("Codes van Onderwijs", 10)]


def test_een_ander_bestand_van_een_andere_bron_blijft_zoals_het_was(balie, gekoppeld, client):
    ander = balie.bied_aan(
        inschrijvingen.BRON, "BSN;Geboortedatum;BRIN;Begin\n123456782;05-09-2009;16SW03;01-08-2026\n"
    )
    stuur(client, adres(balie, "gymnasium"), naar="vwo")
    with in_gemeente(balie.gemeente.pk):
        actions.wijzig_vertaling(
            Bronvertaling.objects.get(waarde="gymnasium"), naar="vwo", door=balie.door, op=date(2026, 11, 24)
        )
    assert balie.nu(ander).version == ander.version
    balie.werk()
    assert balie.nu(gekoppeld).status == Status.GECONTROLEERD


def woorden(client, aanlevering) -> list[tuple]:
    """How the words of a file are read, as its page tells."""
    groepen = client.get(f"/inlezen/{aanlevering.pk}/").context["woorden"]
    return [
        (sleutel, kop, [(een.woord, een.naam, een.regels) for een in rijen]) for sleutel, kop, rijen in groepen
    ]


def test_hoe_de_woorden_worden_gelezen_staat_er_voor_het_inlezen(balie, gekoppeld, proef, client):
    rijen = [
        NOA,
        NOA.replace("gymnasium", "HAVO"),
        NOA.replace("gymnasium", " Gymnasium "),
        NOA.replace("gymnasium", ""),
    ]
    gezien = balie.bied_aan(proef, KOP + "".join(rijen))
    assert woorden(client, gezien) == [("soort", "Onderwijs", [("gymnasium", "Havo", 2), ("havo", "Havo", 1)])]
    # A word that our list happens to know can mean something else too.
    pagina = f"/inlezen/{gezien.pk}/codes/soort/"
    form = client.get(pagina).context["form"]
    velden = {veld.label: (form[naam].value(), veld.help_text) for naam, veld in form.fields.items() if veld.label}
    assert velden == {"gymnasium": ("havo", "2 regels"), "havo": ("havo", "1 regel")}
    nu = {codeveld("gymnasium"): "havo", codeveld("havo"): "havo"}
    stuur(client, pagina, **{**nu, codeveld("havo"): "vmbo"})
    balie.werk()
    assert woorden(client, gezien) == [("soort", "Onderwijs", [("gymnasium", "Havo", 2), ("havo", "Vmbo", 1)])]
    # Only what was changed is remembered.
    assert {woord: naar for woord, naar in vertaald(balie).items() if naar in ("havo", "vmbo")} == {
        "gymnasium": "havo",
        "havo": "vmbo",
    }
    antwoord = client.post(pagina, {**nu, codeveld("havo"): "vmbo", "version": balie.nu(gezien).version})
    assert antwoord.context["form"].errors == {
        codeveld("gymnasium"): ["Kies bij ten minste een woord wat dat bij ons is."]
    }
    # A translation that is taken back is asked for again.
    stuur(client, f"{adres(balie, 'gymnasium')}verwijderen/")
    balie.werk()
    assert woorden(client, gezien) == [("soort", "Onderwijs", [("havo", "Vmbo", 1)])]
    assert balie.nu(gezien).onbekend == {"soort": {"gymnasium": 2}}
    # Once it is read in, it changes nothing any more.
    balie.lees_in(balie.nu(gezien), alleen_goede=True)
    assert "woorden" not in client.get(f"/inlezen/{gezien.pk}/").context
