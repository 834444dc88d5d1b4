"""A row about which a choice is made: who it is, that it is left out, and that it is not after all."""

from datetime import date

from leerplicht.dossier.actions import registreer_leerling
from leerplicht.inlezen.bronnen import bronnen
from leerplicht.models import Aanlevering, Aanleverregel
from leerplicht.toegang.gemeente import in_gemeente
from tests.leerplicht.inlezen.test_motor import FOUT, KOP, NOA

LOT = {"voornaam": "Lot", "achternaam": "Jansen", "geboortedatum": date(2010, 2, 1)}
# "Niemand van hen" is no choice about a number that somebody has.
NIEUW = ("nieuw", "Niemand van hen: dit is een nieuwe leerling")
OVERSLAAN = ("overslaan", "Sla deze regel over")


def regel_van(balie, aanlevering: Aanlevering, nummer: int = 2) -> Aanleverregel:
    with in_gemeente(balie.gemeente.pk):
        return Aanleverregel.objects.get(aanlevering=aanlevering, regel=nummer)


def keuzes(client, regel: Aanleverregel) -> list[tuple[str, str]]:
    return list(client.get(f"/inlezen/regels/{regel.pk}/wie/").context["form"].fields["keuze"].choices)


def kies(client, regel: Aanleverregel, keuze: str) -> int:
    return client.post(f"/inlezen/regels/{regel.pk}/wie/", {"version": regel.version, "keuze": keuze}).status_code


def test_niemand_nieuw_met_het_nummer_van_een_ander(balie, client):
    """With another date of birth it is in doubt; with no number at all it may be somebody new."""
    client.force_login(balie.door)
    brp = bronnen()["brp"]
    with in_gemeente(balie.gemeente.pk):
        lot = registreer_leerling(gemeente=balie.gemeente, door=balie.door, bsn="123456782", **LOT)
    kop = "BSN;Achternaam;Voornaam;Geboortedatum\n"
    gezien = balie.bied_aan(brp, kop + "123456782;Jansen;Lot;02-02-2010\n;Jansen;Lot;01-02-2010\n")
    assert gezien.telling == {"twijfel": 2}
    bezet, vrij = regel_van(balie, gezien), regel_van(balie, gezien, 3)
    wie = [
        (str(lot.pk), "Lot Jansen, geboren op 01-02-2010: {}".format(" ".join(een.kandidaten[0]["redenen"])))
        for een in (bezet, vrij)
    ]
    assert keuzes(client, bezet) == [wie[0], OVERSLAAN]
    assert keuzes(client, vrij) == [wie[1], NIEUW, OVERSLAAN]
    assert (kies(client, bezet, "nieuw"), kies(client, vrij, "nieuw")) == (200, 302)
    assert (regel_van(balie, gezien).keuze, regel_van(balie, gezien, 3).keuze) == ("", "nieuw")


def test_een_geweigerde_regel_overslaan_en_toch_inlezen(balie, proef, client):
    client.force_login(balie.door)
    gezien = balie.bied_aan(proef, KOP + FOUT + NOA)
    adres = f"/inlezen/{gezien.pk}/"
    assert "Sla over<span" in client.get(adres, {"stand": "geweigerd"}).content.decode()
    regel = regel_van(balie, gezien)
    assert keuzes(client, regel) == [OVERSLAAN]
    assert client.get(f"/inlezen/regels/{regel.pk}/wie/").context["form"]["keuze"].value() == "overslaan"
    assert kies(client, regel_van(balie, gezien), "overslaan") == 302
    assert balie.controleer(gezien).telling == {"overgeslagen": 1, "nieuw": 1}
    assert "Toch inlezen<span" in client.get(adres, {"stand": "overgeslagen"}).content.decode()
    # The page of a stand that has no rows any more, and of one that never was.
    leeg, onzin = (client.get(adres, {"stand": stand}) for stand in ("geweigerd", "onzin"))
    assert (leeg.status_code, leeg.context["regels"], onzin.status_code) == (200, [], 404)
    assert keuzes(client, regel_van(balie, gezien)) == [OVERSLAAN, ("terug", "Lees hem toch in")]
    assert kies(client, regel_van(balie, gezien), "terug") == 302
    assert balie.controleer(gezien).telling == {"geweigerd": 1, "nieuw": 1}
