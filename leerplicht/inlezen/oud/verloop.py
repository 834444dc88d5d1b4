"""What every dossier of the old package gets: where it came from, and what is still to do."""

from leerplicht.inlezen.stappen import leg_vast, plan_taken
from leerplicht.inlezen.werktafel import Werktafel

# A service term of the gemeente, by its parameter in working days.
UITZOEKEN = "uitzoeken_werkdagen"


def vertel_herkomst(werk: Werktafel, *, waar: str = "stand = 'nieuw'") -> None:
    """The old number stays to be found on the timeline."""
    leg_vast(
        werk,
        soort="notitie",
        titel="'Overgenomen uit het oude pakket: dossier ' || dossier_nummer",
        op="%(op)s::date",
        waar=waar,
    )


def plan_nagaan(werk: Werktafel, *, waar: str) -> None:
    """What is open has nobody who knows what comes next: the tasks of the old package are not in the set."""
    plan_taken(werk, UITZOEKEN, titel="Nagaan wat er nog moet gebeuren", na="overnemen", waar=waar)
