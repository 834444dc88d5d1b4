"""Sort what came in, one melding or forty at once, and bring a round back on the same day."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from leerplicht.dossier.actions import heropen_zaak, leg_vast, plan_taak_binnen, wijs_toe
from leerplicht.formulieren.conflict import Wijziging, attributen, voeg_samen
from leerplicht.formulieren.tonen import was_eerst
from leerplicht.models import Code, Gebruiker, Taak, Toewijzing
from leerplicht.toegang.zegels.verzegeld import is_dicht
from meldingen.actions.controle import controleer_melding, weiger
from meldingen.actions.melding import sluit_melding
from meldingen.choices import Soort, resultaat_lijst
from meldingen.models import Melding, Sorteerronde
from meldingen.rules import EERSTE_CONTACT, THUISZITTER_VOORTGANG
from meldingen.triage.choices import Actie

CONTACT, VOORTGANG = "Eerste contact opnemen", "Voortgang nagaan"
TER_KENNISNAME = "ter_kennisname"
GESORTEERD = "Deze melding is al gesorteerd."
VERZEGELD = "Dit dossier is verzegeld. Open het eerst, met een reden."
GEWIJZIGD = "Deze melding is na het sorteren gewijzigd. Maak het daar ongedaan."
# What makes up the state of a melding in triage: who comes second learns about these.
RAAKT = ("te_sorteren", "gesorteerd_op", "gesloten_op", "resultaat", "soort", "vervolg_op", "gemeld_op")
TERUG = ("soort", "geoorloofd", "vervolg_op_id")


@dataclass(frozen=True)
class Keuze:
    """What a colleague chose for a melding as he saw it: in that version, in the hands of that owner."""

    melding: int
    version: int
    eigenaar: int | None
    actie: str
    aan: Gebruiker | None = None
    vervolg_op: Melding | None = None
    geoorloofd: bool | None = None


@dataclass
class Gesorteerd:
    """A melding as it was before it was sorted, and what was made for it; kept in `Sorteerronde.gedaan`."""

    melding: int
    actie: str
    # Fields of TERUG, as they were.
    was: dict[str, Any]
    eigenaar: int | None
    # Tasks that were ticked off, and that were planned.
    afgerond: list[int] = field(default_factory=list)
    gepland: list[int] = field(default_factory=list)
    # As they are afterwards: whoever changes it later wants to keep that.
    version: int = 0
    nieuwe_eigenaar: int | None = None


@transaction.atomic
def sorteer(
    melding: Melding,
    *,
    actie: str,
    op: date,
    door: Gebruiker,
    aan: Gebruiker | None = None,
    vervolg_op: Melding | None = None,
    geoorloofd: bool | None = None,
) -> Gesorteerd:
    """Say what becomes of a melding that came in; one line on the timeline."""
    melding = Melding.objects.select_for_update(of=("self",)).select_related("zaak", "leerling").get(pk=melding.pk)
    if not melding.te_sorteren:
        raise ValidationError(GESORTEERD)
    if is_dicht(door, melding.leerling_id):
        raise ValidationError(VERZEGELD)
    open_taken = list(melding.zaak.taken.open())
    gesorteerd = Gesorteerd(
        melding=melding.pk,
        actie=actie,
        was={veld: getattr(melding, veld) for veld in TERUG},
        eigenaar=_eigenaar(melding).gebruiker_id,
    )
    if actie == Actie.TER_KENNISGEVING:
        sluit_melding(melding, resultaat=_ter_kennisname(melding), gesloten_op=op, op=op, door=door)
        gesorteerd.afgerond = [taak.pk for taak in open_taken]
    elif actie in Actie.MET_BEHANDELAAR:
        if aan is None:
            raise ValidationError({"aan": ["Kies wie de melding gaat behandelen."]})
        zin = _pas_toe(melding, actie, vervolg_op, geoorloofd, op)
        melding.te_sorteren, melding.gesorteerd_op = False, op
        melding.save(update_fields=["te_sorteren", "gesorteerd_op", *TERUG])
        _geef(melding, aan, zin, op=op, door=door)
        _plan(gesorteerd, melding, open_taken, _taak(actie, vervolg_op), op=op, door=door)
    else:
        raise ValidationError({"actie": ["Kies wat er met deze melding gebeurt."]})
    gesorteerd.version = Melding.objects.values_list("version", flat=True).get(pk=melding.pk)
    gesorteerd.nieuwe_eigenaar = _eigenaar(melding).gebruiker_id
    return gesorteerd


def _plan(
    gesorteerd: Gesorteerd, melding: Melding, open_taken: Sequence[Taak], titel: str, *, op: date, door: Gebruiker
) -> None:
    """What is to be done now, in the place of what the import planned for when nobody would look."""
    if any(taak.titel == titel for taak in open_taken):
        return
    eerste = [taak.pk for taak in open_taken if taak.titel == CONTACT]
    Taak.objects.filter(zaak=melding.zaak, pk__in=eerste).update(gedaan_op=op)
    termijn = THUISZITTER_VOORTGANG if titel == VOORTGANG else EERSTE_CONTACT
    taak = plan_taak_binnen(melding.zaak, termijn, titel=titel, na="sorteren", op=op, door=door)
    gesorteerd.afgerond, gesorteerd.gepland = eerste, [taak.pk]


def _pas_toe(melding: Melding, actie: str, vervolg_op: Melding | None, geoorloofd: bool | None, op: date) -> str:
    """The fields that go with the action; gives how it reads on the timeline."""
    if actie == Actie.VERVOLG:
        if vervolg_op is None or vervolg_op == melding:
            raise ValidationError({"vervolg_op": ["Kies op welke eerdere melding dit een vervolg is."]})
        _controleer(melding, {"vervolg_op": vervolg_op}, op)
        melding.vervolg_op = vervolg_op
        return f"Vervolg op zaak {vervolg_op.zaak} van {vervolg_op.gemeld_op:%d-%m-%Y}"
    if actie == Actie.THUISZITTER:
        if melding.soort not in Soort.RELATIEF or melding.reden_id or melding.resultaat_id:
            raise ValidationError("Van deze melding kunt u hier geen thuiszitter maken: wijzig de melding zelf.")
        was, melding.soort = melding.get_soort_display(), Soort.THUISZITTER
        _controleer(melding, {"geoorloofd": geoorloofd}, op)
        melding.geoorloofd = geoorloofd
        return f"Thuiszitter, gemeld als {was.lower()}"
    return "Waarschuwingsbrief" if actie == Actie.WAARSCHUWING else ""


def _controleer(melding: Melding, velden: dict[str, Any], op: date) -> None:
    weiger(controleer_melding(melding.leerling, melding.soort, _velden(melding) | velden, vandaag=op))


def _velden(melding: Melding) -> dict[str, Any]:
    return {veld: getattr(melding, veld) for veld in ("gemeld_op", "verwijtbaarheid_onderzocht", "geoorloofd")}


def _taak(actie: str, vervolg_op: Melding | None) -> str:
    if actie == Actie.VERVOLG and vervolg_op is not None and vervolg_op.gesloten_op is None:
        return f"Samen behandelen met zaak {vervolg_op.zaak}"
    return {
        Actie.WAARSCHUWING: "Waarschuwingsbrief sturen",
        Actie.THUISZITTER: VOORTGANG,
    }.get(Actie(actie), CONTACT)


def _ter_kennisname(melding: Melding) -> Code:
    lijst = Code.objects.filter(gemeente=melding.gemeente_id).van_lijst(resultaat_lijst(melding.soort))
    code = lijst.in_schooljaar(melding.schooljaar).filter(code=TER_KENNISNAME).first()
    if code is None:
        raise ValidationError("De lijst van deze soort kent geen “ter kennisname”.")
    return code


def _eigenaar(melding: Melding) -> Toewijzing:
    return melding.zaak.toewijzingen.get(tot__isnull=True)


def _geef(melding: Melding, aan: Gebruiker, zin: str, *, op: date, door: Gebruiker) -> None:
    """One line: that of the assignment, or when it is his already what was decided."""
    if _eigenaar(melding).gebruiker_id != aan.pk:
        wijs_toe(melding.zaak, aan=aan, op=op, door=door, waarom=zin)
    else:
        leg_vast(melding.zaak, soort="notitie", titel=f"Gesorteerd: {zin or 'toegewezen'}", op=op, door=door)


@transaction.atomic
def sorteer_alle(
    keuzes: Sequence[Keuze], *, op: date, door: Gebruiker, geweigerd: Sequence[tuple[int, str]] = ()
) -> Sorteerronde:
    """Each in a savepoint: what is refused stays with its sentence, the rest is done.

    `geweigerd`: meldingen whose choice could not be read, with the sentence for it.
    """
    ids = [keuze.melding for keuze in keuzes]
    # In one order, so that two colleagues who sort the same ones wait for each other once.
    rijen = Melding.objects.select_for_update(of=("self",)).filter(gemeente=door.gemeente, pk__in=ids)
    per_id = {melding.pk: melding for melding in rijen.select_related("zaak").order_by("pk")}
    gedaan: list[dict] = []
    niet_gedaan = [list(een) for een in geweigerd]
    # The earlier ones first: a later one may follow them.
    for keuze in sorted(keuzes, key=lambda een: (per_id[een.melding].gemeld_op, een.melding)):
        melding = per_id[keuze.melding]
        try:
            with transaction.atomic():
                _controleer_ongewijzigd(melding, keuze, door)
                gesorteerd = sorteer(
                    melding,
                    actie=keuze.actie,
                    aan=keuze.aan,
                    vervolg_op=keuze.vervolg_op,
                    geoorloofd=keuze.geoorloofd,
                    op=op,
                    door=door,
                )
        except ValidationError as fout:
            niet_gedaan.append([melding.pk, " ".join(fout.messages)])
        else:
            gedaan.append(asdict(gesorteerd))
    return Sorteerronde.objects.create(
        gemeente=door.gemeente, gebruiker=door, op=op, gedaan=gedaan, niet_gedaan=niet_gedaan
    )


def _controleer_ongewijzigd(melding: Melding, keuze: Keuze, door: Gebruiker) -> None:
    """A colleague who was first has decided; who comes second looks again."""
    samen = voeg_samen(melding, keuze.version, {}, lees=attributen(*RAAKT))
    if samen.intussen or samen.onbekend:
        gewijzigd = samen.intussen.values() or [Wijziging(None, None, None, None, None)]
        laatste = max(gewijzigd, key=lambda een: (een.wanneer is not None, een.wanneer))
        raise ValidationError(was_eerst(laatste, door))
    lopend = _eigenaar(melding)
    if lopend.gebruiker_id != keuze.eigenaar:
        raise ValidationError(f"Deze melding is intussen toegewezen aan {lopend.gebruiker or 'het team'}.")


@transaction.atomic
def maak_ongedaan(ronde: Sorteerronde, *, op: date, door: Gebruiker) -> Sorteerronde:
    """Bring a round back, on the day itself. What was changed since stays as it is, with its sentence."""
    ronde = Sorteerronde.objects.select_for_update(of=("self",)).get(pk=ronde.pk)
    if ronde.ongedaan_op is not None:
        raise ValidationError("Dit was al ongedaan gemaakt.")
    if ronde.op != op:
        raise ValidationError("Sorteren kunt u alleen op de dag zelf ongedaan maken.")
    ids = [een["melding"] for een in ronde.gedaan]
    rijen = Melding.objects.select_for_update(of=("self",)).filter(gemeente=door.gemeente, pk__in=ids)
    per_id = {melding.pk: melding for melding in rijen.select_related("zaak").order_by("pk")}
    niet_gedaan = []
    for een in ronde.gedaan:
        gesorteerd = Gesorteerd(**een)
        try:
            with transaction.atomic():
                _zet_terug(per_id[gesorteerd.melding], gesorteerd, op=op, door=door)
        except ValidationError as fout:
            niet_gedaan.append([gesorteerd.melding, " ".join(fout.messages)])
    ronde.ongedaan_op, ronde.niet_gedaan = op, niet_gedaan
    ronde.save(update_fields=["ongedaan_op", "niet_gedaan"])
    return ronde


def _zet_terug(melding: Melding, gesorteerd: Gesorteerd, *, op: date, door: Gebruiker) -> None:
    lopend = _eigenaar(melding)
    if (melding.version, lopend.gebruiker_id) != (gesorteerd.version, gesorteerd.nieuwe_eigenaar):
        raise ValidationError(GEWIJZIGD)
    if is_dicht(door, melding.leerling_id):
        raise ValidationError(VERZEGELD)
    gepland = Taak.objects.filter(zaak=melding.zaak, pk__in=gesorteerd.gepland)
    if gepland.filter(gedaan_op__isnull=False).exists():
        raise ValidationError("De taak hiervan is al gedaan.")
    gepland.delete()
    for veld, waarde in gesorteerd.was.items():
        setattr(melding, veld, waarde)
    if melding.gesloten_op is not None:
        melding.resultaat = melding.gesloten_op = None
        heropen_zaak(melding.zaak, door=door)
    Taak.objects.filter(zaak=melding.zaak, pk__in=gesorteerd.afgerond).update(gedaan_op=None)
    melding.te_sorteren, melding.gesorteerd_op = True, None
    melding.save(update_fields=["te_sorteren", "gesorteerd_op", "resultaat", "gesloten_op", *TERUG])
    if lopend.gebruiker_id != gesorteerd.eigenaar:
        aan = Gebruiker.objects.get(pk=gesorteerd.eigenaar) if gesorteerd.eigenaar else None
        wijs_toe(melding.zaak, aan=aan, op=op, door=door, waarom="Sorteren ongedaan gemaakt")
    else:
        leg_vast(melding.zaak, soort="notitie", titel="Sorteren ongedaan gemaakt", op=op, door=door)
