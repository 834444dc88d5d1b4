"""What DUO is told of each result: the default of the product, or what the gemeente chose in its place.

The defaults stand in fixtures/duo-terugmelding.yaml. Of a result of opsporing nothing can be chosen: DUO and the
school may not learn it from this.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import yaml
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, Subquery

from leerplicht.formulieren.uniek import uniek_als_zin
from leerplicht.formulieren.versies import Stand, laatste_standen
from leerplicht.models import Code, Compartiment, Gebruiker
from leerplicht.rules import schooljaar_label
from meldingen.choices import DuoReden, DuoStatus, Soort, resultaat_lijst
from meldingen.models import Melding, Terugmelding, Terugmeldkeuze

# A melding that we closed is never merely registered.
STATUSSEN = (DuoStatus.IN_BEHANDELING, DuoStatus.TER_KENNISGEVING, DuoStatus.AFGESLOTEN)
ONMOGELIJK = "Bij “Afgesloten” hoort altijd een reden van sluiten, en bij een andere status nooit."
TEGELIJK = "Een collega koos hier net iets. Kijk eerst wat er nu staat."


@dataclass(frozen=True)
class Bericht:
    """What DUO is told."""

    status: str
    reden: str = ""

    def __str__(self) -> str:
        status = DuoStatus(self.status).label
        return f"{status}: {DuoReden(self.reden).label}" if self.reden else status


@dataclass(frozen=True)
class Resultaat:
    """A result of the lists of a gemeente; the same code can stand in several, by another label (`ook`).

    `soorten`: of which kinds of melding; `let_op`: that it cannot be chosen any more.
    """

    code: str
    label: str
    ook: list[str]
    soorten: list[str]
    standaard: Bericht
    eigen: Bericht | None
    stand: Stand | None
    let_op: str

    @property
    def bericht(self) -> Bericht:
        return self.eigen or self.standaard


@cache
def standaarden() -> dict[str, Bericht]:
    pad = settings.BASE_DIR / "fixtures" / "duo-terugmelding.yaml"
    gelezen: dict[str, dict[str, str]] = yaml.safe_load(pad.read_text(encoding="utf-8"))
    return {code: Bericht(**bericht) for code, bericht in gelezen.items()}


def anders() -> Bericht:
    """Of a result of opsporing, and of one that the product does not know."""
    return standaarden()["anders"]


def berichten_van(gemeente_id: int) -> dict[str, Bericht]:
    """By the code of a result; what is not here is told as `anders`."""
    eigen = Terugmeldkeuze.objects.filter(gemeente_id=gemeente_id).exclude(status="")
    return standaarden() | {een.code: Bericht(een.status, een.reden) for een in eigen}


def resultaten(gebruiker: Gebruiker, *, schooljaar: int) -> list[Resultaat]:
    """All but those of opsporing, by label; those that ended too, since older meldingen still have them."""
    namen = {resultaat_lijst(soort): soort.kort for soort in Soort}
    codes = Code.objects.zichtbaar_voor(gebruiker).filter(lijst__in=namen, compartiment="")
    per_code: dict[str, list[Code]] = {}
    for code in codes.order_by("-van_schooljaar", "lijst"):
        per_code.setdefault(code.code, []).append(code)
    keuzes = list(Terugmeldkeuze.objects.zichtbaar_voor(gebruiker).filter(code__in=per_code).exclude(status=""))
    eigen = {keuze.code: keuze for keuze in keuzes}
    standen = laatste_standen(keuzes)
    gevonden = [
        Resultaat(
            code=naam,
            label=versies[0].label,
            ook=sorted({versie.label for versie in versies} - {versies[0].label}),
            soorten=[kort for lijst, kort in namen.items() if lijst in {versie.lijst for versie in versies}],
            standaard=standaarden().get(naam, anders()),
            eigen=Bericht(eigen[naam].status, eigen[naam].reden) if naam in eigen else None,
            stand=standen.get(eigen[naam].pk) if naam in eigen else None,
            let_op=_voorbij(versies, schooljaar),
        )
        for naam, versies in per_code.items()
    ]
    return sorted(gevonden, key=lambda een: een.label.lower())


def _voorbij(versies: Iterable[Code], schooljaar: int) -> str:
    einden = [versie.tot_schooljaar for versie in versies]
    bekend = [einde for einde in einden if einde is not None and einde <= schooljaar]
    return f"Niet meer te kiezen vanaf {schooljaar_label(max(bekend))}." if len(bekend) == len(einden) else ""


def aantal_gemeld(gebruiker: Gebruiker, resultaat: Resultaat) -> int:
    """How many meldingen with this result DUO knows as it is told now: another choice tells these again.

    Counts whole rows of the gemeente, as the code lists do: who keeps those sees no dossiers.
    """
    laatste = Terugmelding.objects.filter(gemeente=OuterRef("gemeente"), zaak=OuterRef("zaak")).order_by(
        "-bestand"
    )
    meldingen = Melding.objects.filter(
        gemeente=gebruiker.gemeente, duo_nummer__isnull=False, resultaat__code=resultaat.code
    ).exclude(resultaat__compartiment=Compartiment.OPSPORING)
    weet = meldingen.annotate(
        duo_status=Subquery(laatste.values("status")[:1]), duo_reden=Subquery(laatste.values("reden")[:1])
    )
    nu = resultaat.bericht
    return weet.filter(duo_status=nu.status, duo_reden=nu.reden).count()


@transaction.atomic
def kies(keuze: Terugmeldkeuze, *, status: str, reden: str, door: Gebruiker, op: datetime.date) -> Terugmeldkeuze:
    """Tell DUO this from the next file on; empty `status` is the default again.

    `keuze`: the row that is there, or an unsaved one that says of which result it will be.
    """
    if status and (status not in STATUSSEN or (status == DuoStatus.AFGESLOTEN) != bool(reden)):
        raise ValidationError(ONMOGELIJK)
    if keuze.pk is not None:
        keuze = Terugmeldkeuze.objects.select_for_update(of=("self",)).get(pk=keuze.pk)
        keuze.status, keuze.reden = status, reden
        keuze.save(update_fields=["status", "reden"])
        return keuze
    with uniek_als_zin({"terugmeldkeuze_een_per_code": ("bericht", TEGELIJK)}):
        return Terugmeldkeuze.objects.create(gemeente=keuze.gemeente, code=keuze.code, status=status, reden=reden)
