"""Builders of the rows about colleagues and what they did; see `lekbouwers.py`."""

from urllib.parse import urlencode
from uuid import uuid4

from django.db import models
from django.urls import reverse
from django.utils import timezone

from leerplicht.bestanden import opslag
from leerplicht.formulieren.geheim import versleutel
from leerplicht.models import (
    Aanlevering,
    AanleveringStatus,
    Aanleverregel,
    Aanstelling,
    Bronrij,
    Bronvertaling,
    Concept,
    Gebruiker,
    Leerling,
    Logregel,
    Opdracht,
    Opening,
    Samenvoeging,
    Verzegeling,
    Verzending,
)
from leerplicht.toegang.logboek.choices import Doel, Handeling
from leerplicht.toegang.zegels.choices import Kijkgrond, Oordeel, Openingsoort, Zegelgrond
from tests.verhalen.lekwereld import DAG, Plek


def concept(plek: Plek) -> models.Model:
    """What the colleague typed on the page of the leerling, and of nobody else."""
    tekst = plek.merken.tekst(plek.merk(Concept, "inhoud"), None)
    inhoud = versleutel({"titel": tekst, "velden": urlencode({"voornaam": tekst})})
    return Concept(
        gemeente=plek.gemeente,
        gebruiker=plek.collega,
        formulier=reverse("leerling_wijzigen", args=[plek.nummer]),
        volgnummer=1,
        inhoud=inhoud,
        bewaard=timezone.now(),
    )


def verzending(plek: Plek) -> models.Model:
    return Verzending(gemeente=plek.gemeente, gebruiker=plek.collega)


def opdracht(plek: Plek) -> models.Model:
    return Opdracht(gemeente=plek.gemeente, soort="lek", volgende_poging=timezone.now())


def aanstelling(plek: Plek) -> models.Model:
    return Aanstelling.objects.get(pk=plek.nummer)


def verzegeling(plek: Plek) -> models.Model:
    """For a relative of the leerling, who walks nowhere: to the others the dossier is open."""
    familie = Gebruiker.objects.create(email=f"familie-{plek.nummer}@voorbeeld.test", naam="Familie")
    return Verzegeling(
        gemeente=plek.gemeente,
        leerling=plek.leerling,
        voor=familie,
        grond=Zegelgrond.FAMILIE,
        van=DAG,
        door=plek.collega,
    )


def samenvoeging(plek: Plek) -> models.Model:
    """Of somebody else with the leerling, undone."""
    ander = Leerling.objects.create(
        gemeente=plek.gemeente, voornaam="Ander", achternaam="Mens", zoeknaam="mens ander", geboortedatum=DAG
    )
    return Samenvoeging(
        gemeente=plek.gemeente,
        weg=ander,
        blijft=plek.leerling,
        op=DAG,
        door=plek.collega,
        context=uuid4(),
        moment=timezone.now(),
        ongedaan_op=DAG,
        ongedaan_door=plek.collega,
    )


def opening(plek: Plek) -> models.Model:
    """That the colleague opened the seal, reviewed."""
    return Opening(
        gemeente=plek.gemeente,
        leerling=plek.leerling,
        gebruiker=plek.collega,
        soort=Openingsoort.ZEGEL,
        grond=Kijkgrond.VRAAG,
        geldig_op=DAG,
        beoordelen_voor=DAG,
        beoordeeld_op=DAG,
        beoordeeld_door=plek.collega,
        oordeel=Oordeel.TERECHT,
    )


def logregel(plek: Plek) -> models.Model:
    """That the colleague looked at the leerling."""
    return Logregel(
        gemeente_id=plek.gemeente.pk,
        gebruiker_id=plek.collega.pk,
        rol="teamleider",
        verzoek=uuid4(),
        route="leerling",
        handeling=Handeling.BEKEKEN,
        doel=Doel.values[0],
        leerlingen=[plek.nummer],
        aantal=1,
        status=200,
    )


def aanlevering(plek: Plek) -> models.Model | None:
    """A file of the verzuimregister, which is of leerplicht."""
    if plek.vak != "toezicht":
        return None
    # Its file is there: it covers the day of the meldingen, so that they stand beside it.
    sha = opslag.bewaar(plek.gemeente.pk, f"meldingsnummer;gemeld_op\nLEEG;{DAG}\n".encode())
    koppen, onbekend = (plek.merken.tekst(plek.merk(Aanlevering, veld), None) for veld in ("koppen", "onbekend"))
    return Aanlevering(
        gemeente=plek.gemeente,
        bron="duo-verzuim",
        grootte=1024,
        sha256=sha,
        door=plek.collega,
        status=AanleveringStatus.GECONTROLEERD,
        koppen=[koppen],
        telling={"geweigerd": 1},
        onbekend={"sector": {onbekend: 1}},
    )


def aanleverregel(plek: Plek) -> models.Model | None:
    if Aanlevering not in plek.rijen:
        return None
    tekst = {veld: plek.merken.tekst(plek.merk(Aanleverregel, veld), None) for veld in ("ruw", "fouten")}
    return Aanleverregel(
        gemeente=plek.gemeente,
        aanlevering=plek.rijen[Aanlevering],
        regel=2,
        stand="geweigerd",
        keuze="overslaan",
        ruw=[tekst["ruw"]],
        fouten=[["", tekst["fouten"]]],
    )


def bronvertaling(plek: Plek) -> models.Model | None:
    return Bronvertaling(gemeente=plek.gemeente, bron="duo-verzuim") if plek.vak == "toezicht" else None


def bronrij(plek: Plek) -> models.Model | None:
    if plek.vak != "toezicht":
        return None
    return Bronrij(gemeente=plek.gemeente, bron="duo-verzuim", doel_id=plek.nummer)
