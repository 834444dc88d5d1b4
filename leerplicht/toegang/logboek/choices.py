"""What was done with data of a person, and what for: the words of the logbook."""

from django.db import models


class Handeling(models.TextChoices):
    BEKEKEN = "bekeken", "bekeken"
    LIJST = "lijst", "in een lijst gezien"
    GEZOCHT = "gezocht", "gezocht"
    GEDOWNLOAD = "gedownload", "gedownload"
    BEWERKT = "bewerkt", "bewerkt"


class Doel(models.TextChoices):
    """Why a colleague reads about a person, as it follows from the page."""

    WERKVERDELING = "werkverdeling", "Werk verdelen en plannen"
    OPZOEKEN = "opzoeken", "Een leerling opzoeken"
    DOSSIER = "dossier", "Werken aan het dossier"
    REGISTREREN = "registreren", "Een melding, aanvraag of traject registreren"
    CONTROLE = "controle", "Controleren wie gegevens heeft bekeken"
    INZAGE = "inzage", "Een vraag om inzage beantwoorden"
    TOEGANG = "toegang", "Een dossier verzegelen of openen"
