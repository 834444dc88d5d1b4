"""Two colleagues who record the same thing at the same instant: only the database sees that. Say it in Dutch."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction


@contextmanager
def uniek_als_zin(zinnen: Mapping[str, tuple[str, str]]) -> Iterator[None]:
    """Run a block in a savepoint. `zinnen`: unique constraint to the field and the sentence of the refusal."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as fout:
        regel = fout.__cause__.diag.constraint_name  # type: ignore[union-attr]
        if regel not in zinnen:
            raise
        veld, zin = zinnen[regel]
        raise ValidationError({veld: zin}) from fout
