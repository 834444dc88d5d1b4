"""Put a report before the wethouder, and take it back. Nothing else makes him see one."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from leerplicht.formulieren.uniek import uniek_als_zin
from leerplicht.models import Aanstelling, Gebruiker
from leerplicht.postvak.actions import mail_collega
from leerplicht.roles import ROLLEN, Recht
from leerplicht.rules import schooljaar_label
from rapportage.jaarbeeld.voorleggen import waarom_niet
from rapportage.models import Verslagrun

AL_VOORGELEGD = "Dit jaarverslag is al voorgelegd."
NIET_VOORGELEGD = "Dit jaarverslag is niet voorgelegd."

# Who sees a report only now: the others could read it while it was made.
LEZERS = [
    rol.code for rol in ROLLEN.values() if Recht.JAARBEELD in rol.rechten and Recht.VERSLAG not in rol.rechten
]


@transaction.atomic
def leg_voor(run: Verslagrun, *, door: Gebruiker, op: datetime.date) -> Verslagrun:
    """From now on the wethouder sees this report; an e-mail tells him so."""
    actueel = _vergrendeld(run)
    if actueel.voorgelegd_op is not None:
        raise ValidationError(AL_VOORGELEGD)
    if zin := waarom_niet(actueel):
        raise ValidationError(zin)
    actueel.voorgelegd_op, actueel.voorgelegd_door = op, door
    jaar = schooljaar_label(actueel.schooljaar)
    ander = f"Over {jaar} is al een ander jaarverslag voorgelegd. Haal dat eerst terug."
    with uniek_als_zin({"verslagrun_een_voorgelegd": ("__all__", ander)}):
        actueel.save(update_fields=["voorgelegd_op", "voorgelegd_door"])
    for gebruiker in _lezers(actueel):
        mail_collega(
            gebruiker,
            sjabloon="voorgelegd",
            sleutel=f"voorgelegd-{actueel.pk}-{actueel.version}-{gebruiker.pk}",
            gemeente_id=actueel.gemeente_id,
            onderwerp_id=actueel.pk,
        )
    return actueel


@transaction.atomic
def haal_terug(run: Verslagrun, *, door: Gebruiker, op: datetime.date) -> Verslagrun:
    """The wethouder no longer sees this report. That he could, and who showed it, stays in the history."""
    actueel = _vergrendeld(run)
    if actueel.voorgelegd_op is None:
        raise ValidationError(NIET_VOORGELEGD)
    actueel.voorgelegd_op = actueel.voorgelegd_door = None
    actueel.save(update_fields=["voorgelegd_op", "voorgelegd_door"])
    return actueel


def _vergrendeld(run: Verslagrun) -> Verslagrun:
    return Verslagrun.objects.select_for_update(of=("self",)).defer("pdf").get(pk=run.pk)


def _lezers(run: Verslagrun) -> list[Gebruiker]:
    aanstellingen = Aanstelling.objects.filter(
        gemeente_id=run.gemeente_id, rol__in=LEZERS, gebruiker__is_active=True
    )
    return [aanstelling.gebruiker for aanstelling in aanstellingen.select_related("gebruiker").order_by("pk")]
