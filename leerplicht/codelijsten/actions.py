"""What can be done with the code lists of a gemeente."""

from typing import Any

import yaml
from django.conf import settings
from django.db import transaction

from leerplicht.models import Code, Gemeente, Indeling

BEGINLIJSTEN = settings.BASE_DIR / "fixtures" / "codelijsten.yaml"


@transaction.atomic
def richt_in(gemeente: Gemeente, *, vanaf_schooljaar: int) -> None:
    """Give a new gemeente its first code lists, valid from a school year on. Does nothing when it has lists.

    Runs inside `in_gemeente(gemeente.pk)`.
    """
    if Code.objects.filter(gemeente=gemeente).exists():
        return
    begin: dict[str, Any] = yaml.safe_load(BEGINLIJSTEN.read_text(encoding="utf-8"))
    codes = Code.objects.bulk_create(
        Code(
            gemeente=gemeente,
            lijst=lijst,
            code=code,
            label=label,
            # Room between them, for codes that are added later.
            volgorde=10 * nummer,
            van_schooljaar=vanaf_schooljaar,
        )
        for lijst, regels in begin["lijsten"].items()
        for nummer, (code, label) in enumerate(regels.items(), start=1)
    )
    per_sleutel = {(code.lijst, code.code): code for code in codes}
    Indeling.objects.bulk_create(
        Indeling(
            gemeente=gemeente,
            soort=soort,
            code=per_sleutel[lijst, code],
            rij=per_sleutel[f"rij-{soort}", rij],
        )
        for soort, lijsten in begin["indelingen"].items()
        for lijst, rijen in lijsten.items()
        for code, rij in rijen.items()
    )
