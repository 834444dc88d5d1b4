"""What was published beside what is counted: which cells are equal, and which readers see which rows."""

from dataclasses import replace
from decimal import Decimal

from django.urls import reverse

from leerplicht.models import AanleveringStatus as Status
from leerplicht.toegang.gemeente import in_gemeente
from rapportage.models import GepubliceerdCijfer
from rapportage.naast_elkaar.vergelijken import Cel, Gedrukt, leg_naast, voeg_opsporing_samen
from rapportage.uitkomst import Kerncijfer, Rij, TabelUitkomst, Verslag
from rapportage.uitwisseling.gepubliceerd import BRON
from tests.leerplicht.inlezen.conftest import balie  # noqa: F401 - a fixture

TABEL = TabelUitkomst(
    "tabel-1",
    "Redenen",
    "meldingen",
    ("Wettelijk", "Licht"),
    (Rij("werkt", "Werkt/wil werken", 1, (3, 1)), Rij("verhuisd", "Verhuisd", 1, (2, 0))),
    (5, 1),
)
VERSLAG = Verslag(
    "0637",
    "Zoetermeer",
    2023,
    "2024-10-01",
    {"vsv_pct": Kerncijfer("vsv_pct", "Nieuwe vsv'ers", Decimal("2.6"), "procent")},
    {"tabel-1": TABEL},
)


def gedrukt(rij: str, waarde: str, kolom: str = "", tabel: str = "tabel-1") -> Gedrukt:
    return Gedrukt(tabel, rij, kolom, Decimal(waarde))


def test_een_cel_vindt_zijn_plek_bij_code_of_opschrift():
    (paar,) = leg_naast(
        VERSLAG,
        [
            gedrukt("werkt", "3", "Wettelijk"),
            gedrukt("WERKT/wil  werken", "2", "2"),
            gedrukt("Totaal", "5"),
            gedrukt("Onbekende rij", "4"),
            gedrukt("verhuisd", "1", "Onbekende kolom"),
        ],
    )
    assert paar.cellen == (
        Cel("Werkt/wil werken", "Wettelijk", Decimal(3), Decimal(3)),
        Cel("Werkt/wil werken", "Licht", Decimal(2), Decimal(1)),
        Cel("Verhuisd", "Wettelijk", None, Decimal(2)),
        Cel("Verhuisd", "Licht", None, Decimal(0)),
        Cel("Totaal", "Wettelijk", Decimal(5), Decimal(5)),
        Cel("Totaal", "Licht", None, Decimal(1)),
        # A report leaves out a row in which nothing counts; a column it does not have is another thing.
        Cel("Onbekende rij", "Wettelijk", Decimal(4), Decimal(0)),
        Cel("verhuisd", "Onbekende kolom", Decimal(1), None),
    )
    assert (paar.gelijk, paar.gepubliceerd, paar.niet_gepubliceerd) == (2, 5, 3)
    assert [cel.verschil for cel in paar.cellen[:3]] == [0, -1, None]


def test_kerncijfers_naast_elkaar():
    (paar,) = leg_naast(VERSLAG, [gedrukt("vsv_pct", "2.60", tabel="kerncijfers")])
    assert (paar.cellen, paar.gelijk) == ((Cel("Nieuwe vsv'ers", "", Decimal("2.60"), Decimal("2.6")),), 1)


def test_wie_geen_opsporing_leest_ziet_die_rijen_als_een():
    cellen = [gedrukt("Halt", "3"), gedrukt("proces-verbaal", "2"), gedrukt("werkt", "1")]
    samen = voeg_opsporing_samen(cellen, {"halt", "proces-verbaal"})
    assert samen == [gedrukt("werkt", "1"), gedrukt("~afgehandeld", "5")]
    neutraal = replace(TABEL, rijen=(*TABEL.rijen, Rij("~afgehandeld", "Afgehandeld", 1, (5, 0))))
    (paar,) = leg_naast(replace(VERSLAG, tabellen={"tabel-1": neutraal}), samen)
    assert Cel("Afgehandeld", "Wettelijk", Decimal(5), Decimal(5)) in paar.cellen


BESTAND = """schooljaar;tabel;rij;kolom;waarde
2023-2024;tabel-1;Werkt/wil werken;;4
2023;kerncijfers;meldingen;;2.566
2023-2024;tabel-99;Rij;;4
2023-2025x;tabel-1;Rij;;4
2023;tabel-1;Werkt/wil werken;;9
"""


def test_gepubliceerde_cijfers_worden_ingelezen_en_weer_weg(balie):  # noqa: F811
    def cijfers():
        with in_gemeente(balie.gemeente.pk):
            return list(GepubliceerdCijfer.objects.values_list("schooljaar", "tabel", "rij", "kolom", "waarde"))

    eerste = balie.in_een_keer(BRON, BESTAND, alleen_goede=True)
    assert (eerste.status, eerste.telling) == (Status.INGELEZEN, {"nieuw": 2, "geweigerd": 3})
    vol = [
        (2023, "kerncijfers", "meldingen", "", Decimal(2566)),
        (2023, "tabel-1", "Werkt/wil werken", "", Decimal(4)),
    ]
    assert cijfers() == vol
    assert balie.in_een_keer(BRON, BESTAND, alleen_goede=True).telling == {"gelijk": 2, "geweigerd": 3}
    later = balie.in_een_keer(BRON, "\n".join(BESTAND.splitlines()[:2]).replace(";4", ";5"))
    assert (later.telling, cijfers()[1][-1]) == ({"gewijzigd": 1}, Decimal(5))
    balie.draai_terug(later)
    assert cijfers() == vol
    # What another file changed and gave back is as the first one left it.
    assert (balie.draai_terug(eerste).gebleven, cijfers()) == (0, [])


def test_de_pagina_telt_de_gelijke_cellen(client, zoetermeer, anna):
    client.force_login(anna)
    pagina = reverse("verslag_naast_elkaar", args=[2023])
    assert "nog geen gepubliceerde cijfers" in client.get(pagina).content.decode()
    for rij, waarde in (("werkt", 0), ("niet_aangemeld", 3)):
        GepubliceerdCijfer.objects.create(
            gemeente=zoetermeer, schooljaar=2023, tabel="tabel-1", rij=rij, waarde=waarde
        )
    assert "1 van 2 cellen gelijk" in client.get(pagina).content.decode()
