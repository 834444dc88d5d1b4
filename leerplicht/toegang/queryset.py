"""The first lock: every list, count, facet and export begins at `.zichtbaar_voor(gebruiker)`."""

from typing import TYPE_CHECKING, Self

from django.db import models

from leerplicht.roles import Recht

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


class PersoonQuerySet(GemeenteQuerySet):
    """Rows about persons: for those who work on dossiers, never for wethouder or functioneel beheerder."""

    rechten = frozenset({Recht.LEERPLICHT, Recht.DOORSTROOMPUNT})
