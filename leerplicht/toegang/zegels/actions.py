"""Who says why he looks into a dossier."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from leerplicht.models import Gebruiker, Leerling, Opening
from leerplicht.toegang.zegels.choices import Kijkgrond, Openingsoort


@transaction.atomic
def geef_reden(
    leerling: Leerling, *, grond: str, toelichting: str = "", door: Gebruiker, op: datetime.date
) -> Opening:
    """Say what this dossier, a colleague's work, is looked into for; it holds until the end of the day."""
    if grond == Kijkgrond.ANDERS and not toelichting:
        raise ValidationError({"toelichting": "Schrijf op waarvoor u in dit dossier kijkt."})
    return Opening.objects.create(
        gemeente=door.gemeente,
        leerling=leerling,
        gebruiker=door,
        soort=Openingsoort.BUITEN_EIGEN_WERK,
        grond=grond,
        toelichting=toelichting,
        geldig_op=op,
    )
