"""For which school years there can be a report."""

from datetime import date

from leerplicht.rules import schooljaar_van
from meldingen.models import Melding


def verslagjaren(vandaag: date) -> list[int]:
    """Starting years with meldingen in the active gemeente, and the current one; newest first.

    Whoever may read the report may know this, also without a right to dossiers.
    """
    met_meldingen = Melding.objects.order_by().values_list("schooljaar", flat=True).distinct()
    return sorted({*met_meldingen, schooljaar_van(vandaag)}, reverse=True)


def standaardjaar(jaren: list[int], vandaag: date) -> int:
    """The last school year that has ended, of those given; the current one when none has."""
    huidig = schooljaar_van(vandaag)
    return max((jaar for jaar in jaren if jaar < huidig), default=huidig)
