"""Everything the yearly report counts in tables, charts and overviews, in the order of the report."""

from rapportage.kruistabel import Tabel
from rapportage.tabellen import doorstroompunt, jgz, leerplicht, overzicht, vrijstelling

JAARVERSLAG: tuple[Tabel, ...] = (
    leerplicht.GRAFIEK_1,
    *leerplicht.VERZUIM,
    *jgz.SCHOOLARTS,
    *vrijstelling.TABEL_11,
    *overzicht.LEERPLICHT,
    *doorstroompunt.UITVALLERS,
    *overzicht.DOORSTROOMPUNT,
    doorstroompunt.GRAFIEK_5,
    *doorstroompunt.OUDE_VSVERS,
    *doorstroompunt.KWETSBARE_JONGEREN,
)
PER_CODE = {tabel.code: tabel for tabel in JAARVERSLAG}
