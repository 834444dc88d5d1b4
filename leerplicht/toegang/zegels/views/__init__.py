"""The views of this room."""

from leerplicht.toegang.zegels.views.beoordelen import opening, openingen
from leerplicht.toegang.zegels.views.kijken import geef_reden, open_dossier
from leerplicht.toegang.zegels.views.verzegelen import beeindig, eigen_postcode, verzegel

__all__ = ["beeindig", "eigen_postcode", "geef_reden", "open_dossier", "opening", "openingen", "verzegel"]
