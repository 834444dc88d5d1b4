"""Files that lean on each other, undone in the wrong order: what stayed the first time goes the second time."""

from leerplicht.dossier.actions import leg_vast
from leerplicht.inlezen import actions, stand
from leerplicht.inlezen.oud import leerlingen
from leerplicht.models import AanleveringStatus as Status
from leerplicht.models import Aanleverregel, Leerling, Zaak
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


def test_opnieuw_ingelezen_is_ook_wat_van_de_eerste_keer_bleef_nog_terug_te_draaien(balie):  # noqa: F811
    leeg = alles(balie.gemeente)
    personen = balie.in_een_keer(leerlingen.BRON, PERSONEN)
    meldingen = balie.in_een_keer(oud_meldingen.BRON, bestand(DICHT, ABSOLUUT))
    weer = balie.lees_in(balie.controleer(balie.draai_terug(personen)))
    assert (weer.status, weer.gebleven, weer.telling) == (Status.INGELEZEN, 0, {"nieuw": 1, "gelijk": 2})
    assert weer.eerdere_keren == [[str(personen.context), personen.ingelezen_op.isoformat()]]
    # Lot was read in after the meldingen, but Noa and Sem before them.
    assert ingelogd(balie.door).get(f"/inlezen/{personen.pk}/terugdraaien/").context["vraag"] == (
        "Alles wat dit bestand bracht gaat weg, en wat het wijzigde komt terug zoals het was. Wat een collega "
        f"daarna heeft bewerkt, blijft staan. Daarna is bestand {meldingen.pk} ingelezen. Bouwt het hierop voort, "
        "draai het dan eerst terug. Wilt u 1 leerling uit dit bestand terugdraaien (1 nieuw, 0 gewijzigd)?"
    )
    # In the wrong order once more: Lot goes, and both of the first time stay.
    terug = balie.draai_terug(weer)
    assert (terug.gebleven, terug.eerdere_keren, _namen(balie)) == (2, weer.eerdere_keren, ["Noa", "Sem"])
    assert balie.draai_terug(meldingen).gebleven == 0
    klaar = balie.draai_terug(terug)
    assert (klaar.gebleven, klaar.eerdere_keren, alles(balie.gemeente)) == (0, [], leeg)


def _weer_met_geheim(balie, aanlevering):  # noqa: F811
    """Checked again, and read in with a repair: Noa is to be kept secret."""
    gezien = balie.controleer(aanlevering)
    with in_gemeente(balie.gemeente.pk):
        van_noa = Aanleverregel.objects.get(aanlevering=gezien, regel=2)
        velden = [*van_noa.ruw[:5], "j", *van_noa.ruw[6:]]
        actions.verbeter(van_noa, velden=velden, door=balie.door, op=VANDAAG)
    weer = balie.lees_in(balie.controleer(gezien))
    assert weer.telling == {"nieuw": 1, "gelijk": 1, "gewijzigd": 1}
    return weer


def test_wat_een_tweede_keer_wijzigde_hoort_nog_bij_de_eerste(balie):  # noqa: F811
    leeg = alles(balie.gemeente)
    personen = balie.in_een_keer(leerlingen.BRON, PERSONEN)
    meldingen = balie.in_een_keer(oud_meldingen.BRON, bestand(DICHT, ABSOLUUT))
    # Her secrecy goes, she herself does not: she has a melding of the other file.
    terug = balie.draai_terug(_weer_met_geheim(balie, balie.draai_terug(personen)))
    with in_gemeente(balie.gemeente.pk):
        assert not Leerling.objects.get(voornaam="Noa").geheim_adres
    assert (terug.gebleven, _namen(balie)) == (2, ["Noa", "Sem"])
    assert [balie.draai_terug(een).gebleven for een in (meldingen, terug)] == [0, 0]
    assert alles(balie.gemeente) == leeg


def test_waar_een_collega_aan_werkte_telt_over_alle_keren_eenmaal(balie):  # noqa: F811
    personen = balie.in_een_keer(leerlingen.BRON, PERSONEN)
    meldingen = balie.in_een_keer(oud_meldingen.BRON, bestand(DICHT, ABSOLUUT))
    with in_gemeente(balie.gemeente.pk):
        van_noa = Zaak.objects.get(leerling__voornaam="Noa")
        leg_vast(van_noa, soort="notitie", titel="Gebeld", op=VANDAAG, door=balie.door)
    weer = _weer_met_geheim(balie, balie.draai_terug(personen))
    with in_gemeente(balie.gemeente.pk):
        Leerling.objects.filter(voornaam="Noa").update(plaats="Delft")
    # Noa is of both times by now.
    assert [balie.draai_terug(een).gebleven for een in (weer, meldingen, weer)] == [2, 1, 1]
    with in_gemeente(balie.gemeente.pk):
        assert (_namen(balie), list(Zaak.objects.all())) == (["Noa"], [van_noa])


def test_een_tweede_keer_die_wordt_gestopt_laat_het_zoals_het_was(balie):  # noqa: F811
    personen = balie.in_een_keer(leerlingen.BRON, PERSONEN)
    balie.in_een_keer(oud_meldingen.BRON, bestand(DICHT, ABSOLUUT))
    terug = balie.draai_terug(personen)
    with in_gemeente(balie.gemeente.pk):
        actions.draai_terug(terug, door=balie.door, op=VANDAAG)
        actions.annuleer(terug, door=balie.door, op=VANDAAG)
        assert stand.neem(terug.pk) is None
    assert (balie.nu(terug).status, balie.nu(terug).gebleven) == (Status.TERUGGEDRAAID, 2)
