"""Which version of a code holds in a school year, and in which rows it counts."""

from django.apps import apps

from leerplicht.models import Code


def versie_in(code: Code | None, schooljaar: int) -> Code | None:
    """The version of the same code that holds in a school year; the code itself when that year has none.

    An enrolment keeps the version of the year it began in; what is recorded later wants that of its own year.
    """
    if code is None:
        return None
    versies = Code.objects.filter(gemeente_id=code.gemeente_id, lijst=code.lijst, code=code.code)
    return versies.in_schooljaar(schooljaar).first() or code


def indelingen_van(code: Code) -> dict[str, Code]:
    """Grouping to the row that the code counts in; of a former state of the code (`standen`) as it was then.

    A change of the code and of its roll-ups is one transaction, so one moment in the history of both.
    """
    toen = getattr(code, "stand_van", None)
    if toen is None:
        return {indeling.soort: indeling.rij for indeling in code.indelingen.select_related("rij")}
    historie = apps.get_model("leerplicht", "IndelingEvent").objects.filter(
        gemeente_id=code.gemeente_id, code_id=code.pk, pgh_created_at__lte=toen
    )
    laatste = {een.pgh_obj_id: een for een in historie.order_by("pgh_id")}
    rijen = {een.soort: een.rij_id for een in laatste.values() if een.pgh_label != "delete"}
    codes = Code.objects.in_bulk(set(rijen.values()))
    return {soort: codes[pk] for soort, pk in rijen.items()}
