"""The kernel's records, by noun; other apps import them from here."""

from leerplicht.models.aanlevering import (
    Aanlevering,
    AanleveringStatus,
    Aanleverregel,
    Bronrij,
    Bronvertaling,
)
from leerplicht.models.codelijst import Code, Indeling, IndelingSoort
from leerplicht.models.concept import Concept, Verzending
from leerplicht.models.document import Document
from leerplicht.models.extern import ExternCijfer, ExternCijferSoort
from leerplicht.models.gemeente import Aanstelling, Gebruiker, Gemeente
from leerplicht.models.herstelproef import Herstelproef
from leerplicht.models.leerling import (
    Betrokkene,
    Geslacht,
    Gezin,
    Inschrijving,
    Leerling,
    Relatie,
    zoeksleutel,
)
from leerplicht.models.logregel import Logregel
from leerplicht.models.opdracht import MAIL, Opdracht, OpdrachtStatus
from leerplicht.models.samenvoeging import Samenvoeging
from leerplicht.models.school import School
from leerplicht.models.sessie import Sessie
from leerplicht.models.zaak import Compartiment, Gebeurtenis, Taak, Toewijzing, ViaZaakQuerySet, Zaak
from leerplicht.models.zegel import Opening, Verzegeling

__all__ = [
    "MAIL",
    "Aanlevering",
    "AanleveringStatus",
    "Aanleverregel",
    "Aanstelling",
    "Betrokkene",
    "Bronrij",
    "Bronvertaling",
    "Code",
    "Compartiment",
    "Concept",
    "Document",
    "ExternCijfer",
    "ExternCijferSoort",
    "Gebeurtenis",
    "Gebruiker",
    "Gemeente",
    "Geslacht",
    "Gezin",
    "Herstelproef",
    "Indeling",
    "IndelingSoort",
    "Inschrijving",
    "Leerling",
    "Logregel",
    "Opdracht",
    "OpdrachtStatus",
    "Opening",
    "Relatie",
    "Samenvoeging",
    "School",
    "Sessie",
    "Taak",
    "Toewijzing",
    "Verzegeling",
    "Verzending",
    "ViaZaakQuerySet",
    "Zaak",
    "zoeksleutel",
]
