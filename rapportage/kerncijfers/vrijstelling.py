"""The figures in the text about vrijstellingen."""

from collections.abc import Callable

from django.db.models import Q

from meldingen.choices import Grondslag
from rapportage.kerncijfers.declaraties import Telling
from rapportage.tabellen.bronnen import vrijstellingen
from rapportage.verslagjaar import Periode, Verslagjaar

_VRIJSTELLINGEN = vrijstellingen()


def _ground_5a(**filters: bool) -> Callable[[Verslagjaar], Q]:
    return lambda jaar: Q(grondslag=Grondslag.ONDER_A.value, **filters)


TELLINGEN: tuple[Telling, ...] = (
    Telling(
        "aanvragen_vrijstelling",
        "Leerlingen met een aanvraag of beroep vrijstelling",
        "leerlingen",
        _VRIJSTELLINGEN,
        uniek="leerling",
        periode=Periode.GELDIG,
        grondslag="Leerplichtwet 1969, artikel 3a, 3b, 5, 5a, 11 en 15",
    ),
    Telling(
        "vrijstelling_besluiten",
        "Afgehandelde aanvragen en beroepen",
        "besluiten",
        _VRIJSTELLINGEN,
        periode=Periode.GELDIG,
    ),
    Telling(
        "waarvan_eerder_verleend",
        "Waarvan verleend voor dit schooljaar",
        "besluiten",
        _VRIJSTELLINGEN,
        lambda jaar: Q(besloten_op__lt=jaar.begin),
        periode=Periode.GELDIG,
    ),
    Telling(
        "vrijstelling_terugkeer_onderwijs_5a",
        "5 onder a: in dit schooljaar terug naar onderwijs",
        "besluiten",
        _VRIJSTELLINGEN,
        lambda jaar: Q(grondslag=Grondslag.ONDER_A.value, teruggekeerd_op__range=(jaar.begin, jaar.einde)),
        periode=Periode.GELDIG,
        grondslag="Leerplichtwet 1969, artikel 5 onder a",
    ),
    Telling(
        "vrijstelling_tot_einde_leerplicht_5a",
        "5 onder a: tot het einde van de leerplicht",
        "besluiten",
        _VRIJSTELLINGEN,
        _ground_5a(tot_einde_leerplicht=True),
        periode=Periode.GELDIG,
        grondslag="Leerplichtwet 1969, artikel 5 onder a",
    ),
    Telling(
        "vrijstelling_bezocht_speciaal_onderwijs_5a",
        "5 onder a: heeft speciaal onderwijs bezocht",
        "besluiten",
        _VRIJSTELLINGEN,
        _ground_5a(bezocht_speciaal_onderwijs=True),
        periode=Periode.GELDIG,
        grondslag="Leerplichtwet 1969, artikel 5 onder a",
    ),
)
