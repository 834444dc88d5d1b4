"""What can be done with documents of a zaak: add one, withdraw it, put it back."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from leerplicht.bestanden import opslag, virusscan
from leerplicht.bestanden.keuring import Gekeurd
from leerplicht.dossier.actions import leg_vast
from leerplicht.formulieren.versies import vergrendel
from leerplicht.models import Document, Gebruiker, Zaak


@transaction.atomic
def voeg_document_toe(
    zaak: Zaak, *, bestand: Gekeurd, omschrijving: str, door: Gebruiker, op: datetime.date
) -> Document:
    """Keep a judged file in a zaak. Raises ValidationError when the virus scanner refuses it."""
    try:
        virusscan.scan(bestand.inhoud)
    except ValidationError as fout:
        raise ValidationError({"bestand": fout.messages}) from fout
    document = Document.objects.create(
        gemeente_id=zaak.gemeente_id,
        zaak=zaak,
        naam=bestand.naam,
        omschrijving=omschrijving or bestand.naam,
        mime=bestand.mime,
        grootte=len(bestand.inhoud),
        sha256=opslag.bewaar(zaak.gemeente_id, bestand.inhoud),
        toegevoegd_door=door,
    )
    leg_vast(zaak, soort="brief", titel=f"Document toegevoegd: {document}"[:160], op=op, door=door)
    return document


@transaction.atomic
def trek_document_in(document: Document, *, waarom: str, door: Gebruiker, op: datetime.date) -> None:
    """Added to the wrong dossier, or wrong in itself: from now on nobody reads it. The timeline says why."""
    document = vergrendel(document)
    if document.ingetrokken_op is not None:
        raise ValidationError("Dit document is al ingetrokken.")
    document.ingetrokken_op, document.ingetrokken_waarom = op, waarom
    document.save(update_fields=["ingetrokken_op", "ingetrokken_waarom"])
    titel = f"Document ingetrokken: {document.omschrijving}"[:160]
    leg_vast(document.zaak, soort="brief", titel=titel, toelichting=waarom, op=op, door=door)


@transaction.atomic
def zet_document_terug(document: Document, *, door: Gebruiker, op: datetime.date) -> None:
    """Undo a withdrawal."""
    document = vergrendel(document)
    if document.ingetrokken_op is None:
        raise ValidationError("Dit document is niet ingetrokken.")
    document.ingetrokken_op, document.ingetrokken_waarom = None, ""
    document.save(update_fields=["ingetrokken_op", "ingetrokken_waarom"])
    titel = f"Document teruggezet: {document.omschrijving}"[:160]
    leg_vast(document.zaak, soort="brief", titel=titel, op=op, door=door)
