"""The rules of meldingen as pure functions of plain values: compartment, next melding, points of attention."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from leerplicht import rules
from leerplicht.models.zaak import Compartiment
from meldingen.choices import Grondslag, Soort

# Service terms of the gemeente, by their parameter in working days (no national terms exist).
EERSTE_CONTACT = "eerste_contact_werkdagen"
UITZOEKEN = "uitzoeken_werkdagen"
THUISZITTER_VOORTGANG = "thuiszitter_voortgang_werkdagen"
# Decide on a request: articles 3a and 3b four weeks, other besluiten the eight weeks of Awb 4:13.
BESLUIT_WEKEN = 8
BESLUIT_WEKEN_3A_3B = 4
# A vrijstelling is shown as ending soon from so many days before its last day: time to renew it.
VERLOOPT_BINNEN_DAGEN = 60


def compartiment_van(soort: str) -> str:
    """Verzuim 18+ is voluntary guidance by the Doorstroompunt; all other kinds are supervision."""
    return Compartiment.DOORSTROOMPUNT if soort == Soort.VERZUIM_18PLUS else Compartiment.TOEZICHT


def soorten_in(compartimenten: list[str]) -> list[Soort]:
    """The kinds of melding of these compartments, in the order of the report."""
    return [soort for soort in Soort if compartiment_van(soort) in compartimenten]


def vervolgsoorten(resultaat: str) -> list[Soort]:
    """Kinds of melding that a melding closed with this result code leads to; most results lead to none."""
    return {
        "thuiszitter": [Soort.THUISZITTER],
        "verzuim": [Soort.ABSOLUUT, Soort.RELATIEF_WETTELIJK, Soort.RELATIEF_LICHT],
    }.get(resultaat, [])


def voortgang_termijn(soort: str) -> str:
    """The service term in which a melding that is open again gets attention; a thuiszitter has one of his own."""
    return THUISZITTER_VOORTGANG if soort == Soort.THUISZITTER else EERSTE_CONTACT


def besluit_weken(grondslag: str) -> int:
    """Weeks to decide on a request (art. 3a, 3b; Awb 4:13)."""
    return BESLUIT_WEKEN_3A_3B if grondslag in (Grondslag.ARTIKEL_3A, Grondslag.ARTIKEL_3B) else BESLUIT_WEKEN


@dataclass(frozen=True)
class Aandachtspunt:
    """Something odd that the officer may confirm: it never blocks."""

    code: str
    tekst: str


def aandachtspunten(
    *,
    soort: str,
    gemeld_op: date,
    geboortedatum: date,
    startkwalificatie_op: date | None,
    uren: Decimal | int | None,
    drempel_uren: int,
    vrijgesteld_tot_en_met: date | None,
    al_gemeld: bool,
    overleden_op: date | None,
    vertrokken_op: date | None,
    gevestigd_op: date | None,
    vandaag: date,
) -> list[Aandachtspunt]:
    """What does not fit in a melding, on the day it is about or, of who is not here any more, today.

    `drempel_uren`: hours from which reporting is a duty (art. 21a). `al_gemeld`: this kind and day is there.
    """
    woont_er_niet = [
        _woont_er_niet(dag, overleden_op, vertrokken_op, gevestigd_op) for dag in (vandaag, gemeld_op)
    ]
    punten = woont_er_niet[0] or woont_er_niet[1]
    if al_gemeld:
        punten.append(
            Aandachtspunt(
                "dubbel", f"Er is al een melding van deze soort op {gemeld_op:%d-%m-%Y}. Is dit een andere?"
            )
        )
    if soort == Soort.VERZUIM_18PLUS:
        if rules.leeftijd_op(geboortedatum, gemeld_op) < 18:
            punten.append(Aandachtspunt("leeftijd", "De leerling is op de meldingsdatum nog geen 18 jaar."))
    elif not (
        rules.is_leerplichtig(geboortedatum, gemeld_op)
        or rules.is_kwalificatieplichtig(geboortedatum, gemeld_op, startkwalificatie_op=startkwalificatie_op)
    ):
        punten.append(
            Aandachtspunt(
                "plicht", "De leerling is op de meldingsdatum niet leerplichtig of kwalificatieplichtig."
            )
        )
    if uren is not None and soort == Soort.RELATIEF_WETTELIJK and uren < drempel_uren:
        punten.append(
            Aandachtspunt(
                "uren",
                f"{_getal(uren)} uur is minder dan {drempel_uren} uur in 4 weken: dat past bij licht verzuim.",
            )
        )
    if uren is not None and soort == Soort.RELATIEF_LICHT and uren >= drempel_uren:
        punten.append(
            Aandachtspunt(
                "uren",
                f"{_getal(uren)} uur is {drempel_uren} uur of meer in 4 weken: dat past bij wettelijk verzuim.",
            )
        )
    if vrijgesteld_tot_en_met is not None:
        punten.append(
            Aandachtspunt(
                "vrijstelling", f"Er geldt een vrijstelling tot en met {vrijgesteld_tot_en_met:%d-%m-%Y}."
            )
        )
    return punten


def _getal(uren: Decimal | int) -> str:
    """15.50 → "15,5"."""
    return f"{Decimal(uren).normalize():f}".replace(".", ",")


def _woont_er_niet(
    dag: date, overleden_op: date | None, vertrokken_op: date | None, gevestigd_op: date | None
) -> list[Aandachtspunt]:
    if overleden_op is not None and overleden_op <= dag:
        return [Aandachtspunt("overleden", f"De leerling is overleden op {overleden_op:%d-%m-%Y}.")]
    if vertrokken_op is not None and rules.is_vertrokken(vertrokken_op, gevestigd_op, dag):
        return [
            Aandachtspunt(
                "vertrokken",
                f"De leerling woont sinds {vertrokken_op:%d-%m-%Y} niet meer in de gemeente.",
            )
        ]
    return []
