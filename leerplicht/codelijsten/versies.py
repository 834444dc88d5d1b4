"""Which version of a code holds in a school year."""

from leerplicht.models import Code


def versie_in(code: Code | None, schooljaar: int) -> Code | None:
    """The version of the same code that holds in a school year; the code itself when that year has none.

    An enrolment keeps the version of the year it began in; what is recorded later wants that of its own year.
    """
    if code is None:
        return None
    versies = Code.objects.filter(gemeente_id=code.gemeente_id, lijst=code.lijst, code=code.code)
    return versies.in_schooljaar(schooljaar).first() or code
