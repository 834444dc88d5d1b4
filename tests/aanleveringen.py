"""Files that were offered, in the states in which a page of theirs looks different."""

from uuid import uuid4

from django.utils import timezone

from leerplicht.bestanden import opslag
from leerplicht.models import (
    Aanlevering,
    AanleveringStatus,
    Aanleverregel,
    Bronvertaling,
    Gebruiker,
    Gemeente,
    Leerling,
)
from meldingen.uitwisseling.duo import BRON

KOPPEN = ["Meldingsnummer", "Datum melding", "Achternaam", "Voornaam", "Geboortedatum", "Soort verzuim", "BRIN"]
RUW = ["2026000001", "02-11-2026", "Vries", "Noa", "03-02-2011", "V3", "99XJ00"]


def maak_aanleveringen(gemeente: Gemeente, door: Gebruiker) -> Aanlevering:
    """One that waits for its check, one whose columns are not known, one that was read in; the last is checked.

    It has a row of each stand that is shown.
    """
    vast = {"gemeente": gemeente, "bron": BRON.code, "naam": "duo.csv", "grootte": 1024, "door": door}
    Aanlevering.objects.create(**vast, sha256="0" * 64)
    Aanlevering.objects.create(
        **vast,
        sha256="1" * 64,
        status=AanleveringStatus.KOPPELEN,
        koppen=["Nummer", "Wie"],
        fout="Geen enkele kolom van dit bestand hoort bij Verzuimregister van DUO.",
    )
    Aanlevering.objects.create(
        **vast,
        sha256="3" * 64,
        status=AanleveringStatus.INGELEZEN,
        telling={"nieuw": 12, "geweigerd": 1},
        ingelezen_door=door,
        ingelezen_op=timezone.now(),
        context=uuid4(),
    )
    # With codes that our lists do not know.
    Aanlevering.objects.create(
        **vast | {"bron": "inschrijvingen"},
        sha256="4" * 64,
        status=AanleveringStatus.GECONTROLEERD,
        koppen=["Soort onderwijs"],
        telling={"geweigerd": 12},
        onbekend={"onderwijssoort": {"vo-anders": 12}},
    )
    # What a heading means was said before; for one code it no longer holds.
    for bron, kolom, waarde, naar in (
        (BRON.code, "", "nummermelding", "meldingsnummer"),
        ("inschrijvingen", "onderwijssoort", "gymnasium", "vwo"),
        ("inschrijvingen", "onderwijssoort", "lbo", "lbo"),
    ):
        Bronvertaling.objects.create(gemeente=gemeente, bron=bron, kolom=kolom, waarde=waarde, naar=naar)
    gecontroleerd = Aanlevering.objects.create(
        **vast,
        # Its file is there, to lay beside our own meldingen.
        sha256=opslag.bewaar(gemeente.pk, f"{';'.join(KOPPEN)}\n{';'.join(RUW)}\n".encode()),
        status=AanleveringStatus.GECONTROLEERD,
        koppen=KOPPEN,
        telling={"nieuw": 1200, "gewijzigd": 1, "gelijk": 3, "geweigerd": 1, "twijfel": 1},
    )
    wie = Leerling.objects.filter(gemeente=gemeente).order_by("-pk").first()
    redenen = ["De naam en de geboortedatum zijn gelijk."]
    for regel, stand, velden in (
        (2, "nieuw", {}),
        (3, "gewijzigd", {"verschil": {"uren": [12, 18]}}),
        (4, "geweigerd", {"fouten": [["brin", "Deze school kennen wij niet."]]}),
        (5, "twijfel", {"kandidaten": [{"leerling": wie.pk, "redenen": redenen}] if wie else []}),
    ):
        Aanleverregel.objects.create(
            gemeente=gemeente, aanlevering=gecontroleerd, regel=regel, stand=stand, ruw=RUW, **velden
        )
    return gecontroleerd
