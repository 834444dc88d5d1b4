"""Every bron of the product, whatever stands in the cells of its file: each row gets a stand, nothing breaks."""

import csv
import io
import zipfile

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from leerplicht.inlezen.bron import Bron
from leerplicht.inlezen.bronnen import bronnen
from leerplicht.models import AanleveringStatus as Status
from leerplicht.models import School

GEWOON = ["", "1", "x", "ja", "31-02-2011", "05-09-2010", "01-08-2030", "16SW03", "123456782", "havo", "2023"]
CEL = st.one_of(st.sampled_from(GEWOON), st.text(max_size=10))
EINDE = (Status.INGELEZEN, Status.GECONTROLEERD, Status.GEWEIGERD)


def bestand(bron: Bron, rijen: list[dict[str, str]]) -> bytes:
    """The examples of the columns, with these texts in their place; in a zip when the bron asks for one."""
    uit = io.StringIO()
    schrijver = csv.DictWriter(uit, [kolom.code for kolom in bron.kolommen], delimiter=";")
    schrijver.writeheader()
    voorbeeld = {kolom.code: kolom.voorbeeld for kolom in bron.kolommen}
    schrijver.writerows({**voorbeeld, **rij} for rij in rijen)
    inhoud = uit.getvalue().replace("\0", "").encode("utf-8", "replace")
    if not bron.pakket:
        return inhoud
    pakket = io.BytesIO()
    with zipfile.ZipFile(pakket, "w") as archief:
        archief.writestr(bron.pakket, inhoud)
        archief.writestr("x", b"%PDF-1.7")
    return pakket.getvalue()


def probeer(balie, bron: Bron) -> list[tuple[str, bool]]:
    """How each of some files ended, and whether every row of it was counted."""
    gezien = []
    kolommen = st.sampled_from([kolom.code for kolom in bron.kolommen])
    naam = "proef.zip" if bron.pakket else "proef.csv"

    @settings(
        max_examples=5,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(st.dictionaries(kolommen, CEL, max_size=6), min_size=1, max_size=3))
    def een_bestand(rijen):
        klaar = balie.bied_aan(bron, bestand(bron, rijen), naam)
        if klaar.status == Status.GECONTROLEERD:
            klaar = balie.lees_in(klaar, alleen_goede=True)
        geteld = klaar.status == Status.GEWEIGERD or sum(klaar.telling.values()) == len(rijen)
        gezien.append((klaar.status, geteld))

    een_bestand()
    return gezien


def test_geen_bron_breekt_op_wat_er_in_een_bestand_staat(balie):
    School.objects.create(brin="16SW03", naam="De Brug", plaats="Zoetermeer")
    gezien = {bron.code: probeer(balie, bron) for bron in bronnen().values()}
    mis = {code: wat for code, wat in gezien.items() if not all(einde in EINDE and heel for einde, heel in wat)}
    assert (mis, set(gezien)) == ({}, set(bronnen()))
