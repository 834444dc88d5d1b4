"""The first lock: every list, count, facet and export begins at `.zichtbaar_voor(gebruiker)`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Self

from django.db import models

from leerplicht.roles import Recht
from leerplicht.toegang.logboek.spoor import bewaak_uitdrukking, bewaak_waarden

if TYPE_CHECKING:
    from leerplicht.models import Gebruiker


class GemeenteQuerySet(models.QuerySet):
    """Rows of a gemeente. `rechten`: having one of these is enough to see the rows."""

    rechten: frozenset[Recht] = frozenset()

    def zichtbaar_voor(self, gebruiker: "Gebruiker") -> Self:
        """Rows of the user's active gemeente, or none when the role may not see this kind of row."""
        if not gebruiker.mag_een_van(self.rechten):
            return self.none()
        return self.filter(gemeente_id=gebruiker.gemeente.pk)

    # Rows report to the logbook by themselves; what is read without its row is looked at here.

    def _fetch_all(self) -> None:
        if self._result_cache is None:
            bewaak_waarden(self)
        super()._fetch_all()

    def iterator(self, chunk_size: int | None = None) -> Iterator[Any]:
        bewaak_waarden(self)
        return super().iterator(chunk_size=chunk_size)

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        for naam, uitdrukking in [*((str(een), een) for een in args), *kwargs.items()]:
            bewaak_uitdrukking(uitdrukking.resolve_expression(self.query.chain(), summarize=True), naam)
        return super().aggregate(*args, **kwargs)


class PersoonQuerySet(GemeenteQuerySet):
    """Rows about persons: for those who work on dossiers, never for wethouder or functioneel beheerder."""

    rechten = frozenset({Recht.LEERPLICHT, Recht.DOORSTROOMPUNT})
