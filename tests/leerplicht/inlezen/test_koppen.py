"""What the headings of a file tell: columns that nothing reads, and that it is a file of another bron."""

from leerplicht.inlezen import actions
from leerplicht.inlezen.bronnen import bronnen, bronnen_voor
from leerplicht.inlezen.koppen import ERNAAST, lijkt_op
from leerplicht.toegang.gemeente import in_gemeente
from meldingen.uitwisseling.duo import BRON as DUO
from tests.leerplicht.inlezen.conftest import VANDAAG
from tests.leerplicht.inlezen.test_motor import KOP, NOA

ERBIJ = "Regel in het bestand;Klas;Reden van verzuim;#;"


def test_wat_niet_gelezen_wordt_staat_er(balie, proef, client):
    """Until somebody says that it is meant so. What we add ourselves does not count."""
    client.force_login(balie.door)
    gezien = balie.bied_aan(proef, ERBIJ + KOP + "2;3B;Ziek;1;" + NOA)
    adres = f"/inlezen/{gezien.pk}/"
    pagina = client.get(adres)
    assert pagina.context["ongebruikt"] == ["Klas", "Reden van verzuim", "#"]
    assert "3 kolommen worden niet gebruikt: Klas, Reden van verzuim, #." in pagina.content.decode()
    with in_gemeente(balie.gemeente.pk):
        actions.vertaal(gezien, kolom="", vertalingen={"Klas": "-", "#": "-"}, door=balie.door, op=VANDAAG)
    balie.werk()
    assert client.get(adres).context["ongebruikt"] == ["Reden van verzuim"]
    balie.lees_in(balie.nu(gezien))
    assert "ongebruikt" not in client.get(adres).context


def test_van_een_kolom_die_niets_leest_staat_nergens_wat_erin_staat(balie, proef, client):
    """It may be a secret address under a heading of its own, or a result of opsporing."""
    client.force_login(balie.door)
    gezien = balie.bied_aan(proef, "Adresregel;" + KOP + "Geheimpad 13;" + NOA.replace("05-09-2009", "gisteren"))
    pagina = client.get(f"/inlezen/{gezien.pk}/")
    assert [regel["inhoud"] for regel in pagina.context["regels"]] == ["123456782 · Vries · Noa · gisteren"]
    kop, regel = client.get(f"/inlezen/{gezien.pk}/geweigerd/").content.decode("utf-8-sig").splitlines()
    assert kop == ";".join(f'"{naam}"' for naam in (*KOP.strip().split(";"), *ERNAAST))
    assert regel.startswith('"123456782";"Vries";"Noa";"gisteren";"Delft";"2";')


def test_een_bestand_van_een_andere_bron(balie, client):
    client.force_login(balie.door)
    koppen = [kolom.kop for kolom in DUO.kolommen]
    gezien = balie.bied_aan(bronnen()["brp"], ";".join(koppen) + "\n" + ";".join(["x"] * len(koppen)) + "\n")
    assert "Dit lijkt een bestand van" in client.get(f"/inlezen/{gezien.pk}/").content.decode()
    assert client.get(f"/inlezen/{gezien.pk}/").context["lijkt_op"] == DUO


def test_het_voorbeeld_van_elke_bron_lijkt_op_zichzelf(balie):
    with in_gemeente(balie.gemeente.pk):
        van = list(bronnen_voor(balie.door).values())
        anders = {
            bron.code: lijkt_op(bron, [kolom.kop for kolom in bron.kolommen], balie.gemeente.pk, van=van)
            for bron in bronnen().values()
        }
    assert anders == dict.fromkeys(bronnen())
