"""What to propose for a melding that came in: pure functions of what is known about it and its leerling."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from meldingen.choices import DuoSoort, Soort
from meldingen.rules import Aandachtspunt
from meldingen.triage.choices import Actie

# A melding that was closed this short before is the same spell of absence: a school reports it every seven days.
KORT_GELEDEN = timedelta(days=28)
# After a first report of these a warning letter comes first; who was warned before is invited.
EERST_WAARSCHUWEN = (Soort.RELATIEF_LICHT, Soort.RELATIEF_WETTELIJK, Soort.LUXE, Soort.VERZUIM_18PLUS)
# Absence of these kinds in the history: then it is no first report any more.
VERZUIM = tuple(soort for soort in Soort if soort != Soort.ZORG)
# Points of attention that a colleague has to look at before anything is done.
EERST_KIJKEN = frozenset({"overleden", "vertrokken", "dubbel", "leeftijd", "plicht", "vrijstelling"})


@dataclass(frozen=True)
class Wie:
    """A colleague who may own the zaak."""

    pk: int
    naam: str


@dataclass(frozen=True)
class Eerdere:
    """An earlier melding of the same leerling; `eigenaar` None: the team, or who may not get this zaak."""

    pk: int
    soort: str
    gemeld_op: date
    gesloten_op: date | None
    eigenaar: Wie | None


@dataclass(frozen=True)
class Feiten:
    """`eerdere`: newest first. `behandelaar`: of an open zaak of the leerling. `van_de_school`: who lately got
    most of the meldingen of this school. `volgt_op`: the melding that it follows according to who sent it.
    `kan_…`: whether the lists and the kind allow it.
    """

    soort: str
    gemeld_op: date
    ik: Wie
    duo_soort: str = ""
    actie_gewenst: bool | None = None
    volgt_op: int | None = None
    punten: Sequence[Aandachtspunt] = ()
    eerdere: Sequence[Eerdere] = ()
    behandelaar: Wie | None = None
    van_de_school: Wie | None = None
    kan_ter_kennisgeving: bool = False
    kan_thuiszitter: bool = False


@dataclass(frozen=True)
class Voorstel:
    """`waarom`: one sentence. `zeker`: nothing in it needs an answer, so it may be accepted with many others.

    `aan`: who gets it, also when the colleague chooses another action; `vervolg_op`: the melding it follows.
    """

    actie: Actie
    waarom: str
    zeker: bool
    aan: Wie
    vervolg_op: int | None = None


def voorstel(feiten: Feiten) -> Voorstel:
    """The first that fits, from what must be looked at to what anybody can take."""
    aan, omdat = wie(feiten)
    vorige = vervolgt(feiten)
    op = vorige.pk if vorige else None
    # Chosen by hand it may follow any earlier one; the latest is the most likely.
    kan_op = op or next((eerdere.pk for eerdere in feiten.eerdere), None)
    kijken = next((punt for punt in feiten.punten if punt.code in EERST_KIJKEN), None)
    if kijken is not None:
        return Voorstel(Actie.NIETS, kijken.tekst, False, aan, kan_op)
    if vorige is not None:
        return Voorstel(Actie.VERVOLG, _vervolg_zin(vorige, feiten), True, vorige.eigenaar or aan, op)
    if feiten.duo_soort == DuoSoort.LANGDURIG and feiten.kan_thuiszitter:
        zin = "De school meldt langdurig verzuim (LRV): beslis of dit een thuiszitter is."
        return Voorstel(Actie.THUISZITTER, zin, False, aan, kan_op)
    if _ter_kennisgeving(feiten):
        zin = "De school vraagt geen actie en er is niets eerder gemeld."
        return Voorstel(Actie.TER_KENNISGEVING, zin, True, aan, kan_op)
    if feiten.soort in EERST_WAARSCHUWEN and not any(eerdere.soort in VERZUIM for eerdere in feiten.eerdere):
        return Voorstel(Actie.WAARSCHUWING, f"Eerste melding van verzuim; {omdat}.", True, aan, kan_op)
    zin = omdat[:1].upper() + omdat[1:] + "."
    return Voorstel(Actie.TOEWIJZEN, zin, aan != feiten.ik, aan, kan_op)


def mogelijk(feiten: Feiten) -> list[Actie]:
    """What a colleague may choose, in the order of the keys."""
    kan = {
        Actie.VERVOLG: bool(feiten.eerdere),
        Actie.WAARSCHUWING: feiten.soort in EERST_WAARSCHUWEN,
        Actie.TER_KENNISGEVING: feiten.kan_ter_kennisgeving,
        Actie.THUISZITTER: feiten.kan_thuiszitter,
    }
    return [actie for actie in Actie if kan.get(actie, True)]


def wie(feiten: Feiten) -> tuple[Wie, str]:
    """Who should get it, and because of what."""
    if feiten.behandelaar is not None:
        return feiten.behandelaar, f"{_naam(feiten.behandelaar, feiten)} al een zaak van deze leerling"
    if feiten.van_de_school is not None:
        return feiten.van_de_school, f"{_naam(feiten.van_de_school, feiten)} de meeste meldingen van deze school"
    return feiten.ik, "niemand kent deze leerling of school al"


def vervolgt(feiten: Feiten) -> Eerdere | None:
    """What it follows: as was reported, or of the same kind what is still open or was closed shortly before.

    LRV follows a thuiszitter.
    """
    gemeld = next((eerdere for eerdere in feiten.eerdere if eerdere.pk == feiten.volgt_op), None)
    if gemeld is not None:
        return gemeld
    soort = Soort.THUISZITTER if feiten.duo_soort == DuoSoort.LANGDURIG else feiten.soort
    zelfde = [eerdere for eerdere in feiten.eerdere if eerdere.soort == soort]
    for eerdere in zelfde:
        if eerdere.gesloten_op is None:
            return eerdere
    return next((e for e in zelfde if e.gesloten_op and feiten.gemeld_op - e.gesloten_op <= KORT_GELEDEN), None)


def _naam(wie: Wie, feiten: Feiten) -> str:
    return "u behandelt" if wie == feiten.ik else f"{wie.naam} behandelt"


def _vervolg_zin(vorige: Eerdere, feiten: Feiten) -> str:
    bij = f" bij {vorige.eigenaar.naam}" if vorige.eigenaar else ""
    if vorige.pk == feiten.volgt_op:
        return f"Gemeld als vervolg op de melding van {vorige.gemeld_op:%d-%m-%Y}{bij}."
    if vorige.gesloten_op is None:
        return f"Er is nog een open melding van {vorige.gemeld_op:%d-%m-%Y}{bij}."
    return f"De melding van {vorige.gemeld_op:%d-%m-%Y}{bij} is pas op {vorige.gesloten_op:%d-%m-%Y} afgesloten."


def _ter_kennisgeving(feiten: Feiten) -> bool:
    """Wettelijk verzuim is always looked into (Lpw art. 22), whatever the school asks."""
    return (
        feiten.actie_gewenst is False
        and feiten.kan_ter_kennisgeving
        and feiten.soort != Soort.RELATIEF_WETTELIJK
        and not feiten.eerdere
        and feiten.behandelaar is None
    )
