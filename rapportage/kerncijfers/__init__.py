"""The figures in the running text of the report, and the counts they are computed from."""

from rapportage.kerncijfers import jgz, preventie, verzuim, vrijstelling, vsv
from rapportage.kerncijfers.declaraties import Bekend, Berekening, Telling, lees_externe_cijfers, tel
from rapportage.uitkomst import Kerncijfer
from rapportage.verslagjaar import Verslagjaar

_TELLINGEN = (
    *verzuim.TELLINGEN,
    *vrijstelling.TELLINGEN,
    *jgz.TELLINGEN,
    *vsv.TELLINGEN,
    *preventie.TELLINGEN,
)
_TELLINGEN_VORIG_JAAR = (
    *verzuim.TELLINGEN_VORIG_JAAR,
    *vsv.TELLINGEN_VORIG_JAAR,
    *preventie.TELLINGEN_VORIG_JAAR,
)
_BEREKENINGEN = (
    *verzuim.BEREKENINGEN,
    *jgz.BEREKENINGEN,
    *vsv.BEREKENINGEN,
    *preventie.BEREKENINGEN,
)


def tel_kerncijfers(jaar: Verslagjaar) -> dict[str, Kerncijfer]:
    """Every kerncijfer of a report, by code."""
    # The year before is only used for counts that do not look at a peildatum.
    vorig = Verslagjaar.van(jaar.gemeente, jaar.schooljaar - 1)
    bekend = Bekend(
        jaar=jaar,
        dit_jaar=tel(_TELLINGEN, jaar),
        vorig_jaar=tel(_TELLINGEN_VORIG_JAAR, vorig),
        externe_cijfers=lees_externe_cijfers(jaar),
    )
    # In order: a formula may use what was computed before it.
    for berekening in _BEREKENINGEN:
        bekend.dit_jaar[berekening.code] = berekening.formule(bekend)
    alle: tuple[Telling | Berekening, ...] = (*_TELLINGEN, *_BEREKENINGEN)
    return {
        wat.code: Kerncijfer(
            code=wat.code,
            label=wat.label,
            waarde=bekend.dit_jaar[wat.code],
            eenheid=wat.eenheid,
            periode=wat.periode.zin(jaar),
            grondslag=wat.grondslag,
        )
        for wat in alle
    }
