"""Undo: how much it takes back, and that what holds for all gemeenten stays."""

import pytest
from django.core.exceptions import ValidationError

from leerplicht.inlezen import actions
from leerplicht.inlezen.bronnen import bronnen
from leerplicht.models import AanleveringStatus as Status
from leerplicht.models import School
from leerplicht.toegang.gemeente import in_gemeente
from tests.cast import _gebruiker
from tests.leerplicht.inlezen.conftest import VANDAAG
from tests.leerplicht.inlezen.test_motor import KOP, NOA, SEM

NIET = "Dit geldt voor alle gemeenten. Daarom kunt u het niet ongedaan maken."
BESTANDEN = {
    "scholen": "Vestigingsnummer;Vestigingsnaam;Plaatsnaam\n99ZZ00;De Brug;Zoetermeer\n",
    "schoolfusies": "Oude BRIN;Nieuwe BRIN;Per datum\n99YY00;99XX00;01-08-2026\n",
}


def test_ongedaan_maken_zegt_hoeveel(balie, proef, client):
    client.force_login(balie.door)
    eerste = balie.in_een_keer(proef, KOP + NOA)
    gezien = balie.in_een_keer(proef, KOP + NOA.replace("Delft", "Leiden") + SEM)
    # Also from a bookmark, of a file that was not read in.
    assert client.get(f"/inlezen/{balie.bied_aan(proef, KOP + NOA).pk}/terugdraaien/").status_code == 200
    vraag = client.get(f"/inlezen/{gezien.pk}/terugdraaien/").context["vraag"]
    assert vraag.endswith("Wilt u 2 leerlingen uit dit bestand terugdraaien (1 nieuw, 1 gewijzigd)?")
    assert "Daarna" not in vraag
    vraag = client.get(f"/inlezen/{eerste.pk}/terugdraaien/").context["vraag"]
    daarna = f"Daarna is bestand {gezien.pk} ingelezen. Bouwt het hierop voort, draai het dan eerst terug."
    assert daarna in vraag


@pytest.mark.parametrize("code", sorted(BESTANDEN))
def test_wat_voor_alle_gemeenten_geldt_gaat_niet_terug(balie, client, code):
    for brin in ("99XX00", "99YY00"):
        School.objects.create(brin=brin, naam=brin, plaats="Zoetermeer")
    client.force_login(_gebruiker("Floor", balie.gemeente, "functioneel_beheerder"))
    gezien = balie.in_een_keer(bronnen()[code], BESTANDEN[code])
    pagina = client.get(f"/inlezen/{gezien.pk}/").content.decode()
    assert (gezien.status, NIET in pagina, "Maak ongedaan" in pagina) == (Status.INGELEZEN, True, False)
    with in_gemeente(balie.gemeente.pk), pytest.raises(ValidationError) as fout:
        actions.draai_terug(gezien, door=balie.door, op=VANDAAG)
    assert (fout.value.messages, balie.nu(gezien).status) == ([NIET], Status.INGELEZEN)
