"""What stayed behind when the good rows were read in: to download, and to go on with on screen."""

from datetime import date

from leerplicht.dossier.actions import registreer_leerling
from leerplicht.inlezen import actions
from leerplicht.models import Aanlevering, Aanleverregel
from leerplicht.models import AanleveringStatus as Status
from leerplicht.toegang.gemeente import in_gemeente
from tests.leerplicht.inlezen.conftest import VANDAAG
from tests.leerplicht.inlezen.test_motor import KOP, leerlingen

NOA = "123456782;Vries;Noa;05-09-2009;Delft\n"
TWIJFEL = ";Jansen;Lot;01-02-2010;Leiden\n"
NOG_EEN = ";Jansen;Lot;01-02-2010;Delft\n"
FOUT = "111222333;Bakker;Sem;31-02-2010;Zoetermeer\n"
VERBETERD = ["111222333", "Bakker", "Sem", "01-02-2010", "Zoetermeer"]


def met_twijfel(balie, proef) -> Aanlevering:
    """Read in, but for two rows about who may be Lot and one with a wrong date; the row of Noa was repaired."""
    with in_gemeente(balie.gemeente.pk):
        registreer_leerling(
            gemeente=balie.gemeente,
            door=balie.door,
            voornaam="Lot",
            achternaam="Jansen",
            geboortedatum=date(2010, 2, 1),
        )
    gezien = balie.bied_aan(proef, KOP + NOA.replace("2009", "209") + TWIJFEL + NOG_EEN + FOUT)
    with in_gemeente(balie.gemeente.pk):
        noa = Aanleverregel.objects.filter(aanlevering=gezien)[0]
        actions.verbeter(noa, velden=NOA.strip().split(";"), door=balie.door, op=VANDAAG)
    return balie.lees_in(balie.controleer(gezien), alleen_goede=True)


def test_wat_overbleef_is_te_downloaden(balie, proef, client):
    client.force_login(balie.door)
    gezien = met_twijfel(balie, proef)
    assert (gezien.status, gezien.telling) == (Status.INGELEZEN, {"nieuw": 1, "twijfel": 2, "geweigerd": 1})
    niet_zeker = '"Niet zeker wie dit is. Vul het BSN in, of kies op het scherm wie het is."'
    assert client.get(f"/inlezen/{gezien.pk}/geweigerd/").content.decode("utf-8-sig").splitlines() == [
        '"BSN";"Achternaam";"Voornaam";"Geboortedatum";"Woonplaats";"Regel in het bestand";"Wat er niet klopt"',
        f'"";"Jansen";"Lot";"01-02-2010";"Leiden";"3";{niet_zeker}',
        f'"";"Jansen";"Lot";"01-02-2010";"Delft";"4";{niet_zeker}',
        '"111222333";"Bakker";"Sem";"31-02-2010";"Zoetermeer";"5";'
        '"Geboortedatum: Dit is geen bestaande datum. Schrijf bijvoorbeeld 05-09-2023."',
    ]


def test_met_wat_overbleef_is_verder_te_gaan(balie, proef, client):
    client.force_login(balie.door)
    eerste = met_twijfel(balie, proef)
    daarna = leerlingen(balie)
    pagina = client.get(f"/inlezen/{eerste.pk}/").content.decode()
    assert "Ga verder met 3 overgebleven regels" in pagina
    antwoord = client.post(f"/inlezen/{eerste.pk}/overgebleven/", {"version": eerste.version})
    with in_gemeente(balie.gemeente.pk):
        weer = Aanlevering.objects.latest("pk")
    assert (antwoord.status_code, antwoord.url, weer.pk == eerste.pk) == (302, f"/inlezen/{weer.pk}/", False)
    balie.werk()
    weer = balie.nu(weer)
    assert (weer.status, weer.telling, weer.naam, weer.sha256) == (
        Status.GECONTROLEERD,
        {"gelijk": 1, "twijfel": 2, "geweigerd": 1},
        eerste.naam,
        eerste.sha256,
    )
    with in_gemeente(balie.gemeente.pk):
        _, lot, ook, sem = Aanleverregel.objects.filter(aanlevering=weer)
        actions.kies(lot, keuze="nieuw", door=balie.door, op=VANDAAG)
        actions.kies(ook, keuze="overslaan", door=balie.door, op=VANDAAG)
        actions.verbeter(sem, velden=VERBETERD, door=balie.door, op=VANDAAG)
    weer = balie.lees_in(balie.controleer(weer))
    assert (weer.status, weer.telling) == (Status.INGELEZEN, {"gelijk": 1, "nieuw": 2, "overgeslagen": 1})
    assert sorted(map(str, set(leerlingen(balie)) - set(daarna))) == sorted(
        map(str, [("111222333", "Bakker", "Sem", "Zoetermeer"), (None, "Jansen", "Lot", "Leiden")])
    )
    # Nothing stayed behind; and what was decided and carried out is not carried out once more.
    with in_gemeente(balie.gemeente.pk):
        derde = actions.bied_overgebleven_aan(weer, door=balie.door, op=VANDAAG)
        regels = Aanleverregel.objects.filter(aanlevering=derde).values_list("regel", "verbeterd", "keuze")
        assert list(regels) == [
            (2, NOA.strip().split(";"), ""),
            (3, None, ""),
            (4, None, "overslaan"),
            (5, VERBETERD, ""),
        ]
