"""Files that lean on each other, undone in the wrong order: what stayed the first time goes the second time."""

from leerplicht.dossier.actions import leg_vast
from leerplicht.inlezen import actions, stand
from leerplicht.inlezen.oud import leerlingen
from leerplicht.models import AanleveringStatus as Status
from leerplicht.models import Leerling, Zaak
from leerplicht.toegang.gemeente import in_gemeente
from meldingen.uitwisseling import oud_meldingen
from tests.leerplicht.inlezen.conftest import VANDAAG, balie  # noqa: F401 - a fixture
from tests.leerplicht.inlezen.test_vertalingen import ingelogd
from tests.meldingen.uitwisseling.oudpakket import ABSOLUUT, DICHT, PERSONEN, alles, bestand

LATER = PERSONEN.splitlines()[0] + "\nL1;123456782;Vries;Noa;05-09-2009;j;;G1\n"


def _namen(balie) -> list[str]:  # noqa: F811
    with in_gemeente(balie.gemeente.pk):
        return list(Leerling.objects.order_by("voornaam").values_list("voornaam", flat=True))


def test_wat_de_eerste_keer_bleef_gaat_de_tweede_keer(balie):  # noqa: F811
    leeg = alles(balie.gemeente)
    personen = balie.in_een_keer(leerlingen.BRON, PERSONEN)
    geheim = balie.in_een_keer(leerlingen.BRON, LATER)
    meldingen = balie.in_een_keer(oud_meldingen.BRON, bestand(DICHT, ABSOLUUT))
    assert (personen.telling, geheim.telling, meldingen.telling) == ({"nieuw": 3}, {"gewijzigd": 1}, {"nieuw": 2})
    terug = balie.draai_terug(personen)
    # Sem has a melding now, and Noa one and another address.
    assert (terug.status, terug.gebleven, _namen(balie)) == (Status.TERUGGEDRAAID, 2, ["Noa", "Sem"])
    # Nothing came free: nothing more goes, and nothing is counted twice.
    weer = balie.draai_terug(terug)
    assert (weer.status, weer.gebleven, _namen(balie)) == (Status.TERUGGEDRAAID, 2, ["Noa", "Sem"])
    client = ingelogd(balie.door)
    assert "Maak ook de rest ongedaan" in client.get(f"/inlezen/{personen.pk}/").content.decode()
    assert client.get(f"/inlezen/{personen.pk}/terugdraaien/").context["vraag"] == (
        "De vorige keer bleven 2 dossiers staan. Waar een collega aan heeft gewerkt, blijft ook nu staan. "
        f"Daarna zijn de bestanden {meldingen.pk}, {geheim.pk} ingelezen. Bouwen ze hierop voort, draai ze dan "
        "eerst terug. Wilt u wat nu vrij is alsnog terugdraaien?"
    )
    assert [balie.draai_terug(een).gebleven for een in (meldingen, geheim)] == [0, 0]
    # Looked at once more in between: that is no reason to keep what stayed.
    gezien = balie.controleer(weer)
    assert (gezien.status, gezien.telling) == (Status.GECONTROLEERD, {"nieuw": 1, "gelijk": 2})
    rest = balie.draai_terug(gezien)
    assert (rest.status, rest.gebleven, alles(balie.gemeente)) == (Status.TERUGGEDRAAID, 0, leeg)
    assert "ongedaan" not in client.get(f"/inlezen/{personen.pk}/").content.decode()
    # Read in once more it is a file like any other.
    klaar = balie.lees_in(balie.controleer(rest))
    assert (klaar.status, klaar.telling, klaar.teruggedraaid_op) == (Status.INGELEZEN, {"nieuw": 3}, None)
    assert (balie.draai_terug(klaar).gebleven, alles(balie.gemeente)) == (0, leeg)


def test_waar_een_collega_aan_werkte_blijft_ook_de_tweede_keer(balie):  # noqa: F811
    personen = balie.in_een_keer(leerlingen.BRON, PERSONEN)
    meldingen = balie.in_een_keer(oud_meldingen.BRON, bestand(DICHT, ABSOLUUT))
    with in_gemeente(balie.gemeente.pk):
        van_noa = Zaak.objects.get(leerling__voornaam="Noa")
        leg_vast(van_noa, soort="notitie", titel="Gebeld", op=VANDAAG, door=balie.door)
    terug = balie.draai_terug(personen)
    assert [terug.gebleven, balie.draai_terug(meldingen).gebleven] == [2, 1]
    # Sem is free by now, Noa is not.
    for _ in range(2):
        terug = balie.draai_terug(terug)
        assert (terug.status, terug.gebleven, _namen(balie)) == (Status.TERUGGEDRAAID, 1, ["Noa"])


def test_een_tweede_keer_die_wordt_gestopt_laat_het_zoals_het_was(balie):  # noqa: F811
    personen = balie.in_een_keer(leerlingen.BRON, PERSONEN)
    balie.in_een_keer(oud_meldingen.BRON, bestand(DICHT, ABSOLUUT))
    terug = balie.draai_terug(personen)
    with in_gemeente(balie.gemeente.pk):
        actions.draai_terug(terug, door=balie.door, op=VANDAAG)
        actions.annuleer(terug, door=balie.door, op=VANDAAG)
        assert stand.neem(terug.pk) is None
    assert (balie.nu(terug).status, balie.nu(terug).gebleven) == (Status.TERUGGEDRAAID, 2)
