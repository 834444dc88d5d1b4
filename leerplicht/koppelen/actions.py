"""Merge two leerlingen who are one person, and undo it: every row as it was, also after months."""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

import pghistory
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction

from leerplicht.dossier.actions import zoeknaam
from leerplicht.models import Gebruiker, Leerling, Samenvoeging, Zaak
from leerplicht.terugdraaien import Teruggedraaid, draai_terug
from leerplicht.toegang.zegels.verzegeld import is_dicht

NUMMERS = ("bsn", "onderwijsnummer")
# What may be taken over from the one who goes; numbers are kept by themselves.
OVER_TE_NEMEN = (
    "voornaam", "tussenvoegsel", "achternaam", "geboortedatum", "geslacht", "straat", "postcode", "plaats",
    "geheim_adres", "startkwalificatie_op", "gevestigd_op", "vertrokken_op", "vertrokken_naar",
    "vertrokken_buitenland", "overleden_op",
)  # fmt: skip

ZICHZELF = "Kies een andere leerling dan deze."
AL_SAMENGEVOEGD = "Een van deze leerlingen is al samengevoegd. Open de leerlingen opnieuw."
TWEE_BSN = "Deze leerlingen hebben elk een eigen BSN. Het zijn twee mensen."
DICHT = "Een van deze dossiers is verzegeld. Open het eerst met een reden."
AL_ONGEDAAN = "Deze samenvoeging is al ongedaan gemaakt."
DAARNA_SAMENGEVOEGD = "Deze leerling is daarna zelf met een ander samengevoegd. Maak dat eerst ongedaan."


@transaction.atomic
def voeg_samen(
    weg: Leerling, blijft: Leerling, *, velden: Iterable[str], door: Gebruiker, op: datetime.date, waarom: str
) -> Samenvoeging:
    """All that is of `weg` becomes of `blijft`, with `velden` of the person himself; `weg` leads to him.

    What the user may not see moves too: it is about the same person.
    """
    if weg.pk == blijft.pk:
        raise ValidationError(ZICHZELF)
    rijen = Leerling.objects.select_for_update().in_bulk(sorted([weg.pk, blijft.pk]))
    weg, blijft = rijen[weg.pk], rijen[blijft.pk]
    _controleer(weg, blijft, door)
    with pghistory.context(reden=waarom) as context:
        samenvoeging = Samenvoeging.objects.create(
            gemeente_id=blijft.gemeente_id,
            weg=weg,
            blijft=blijft,
            op=op,
            door=door,
            waarom=waarom,
            context=context.id,
            moment=_nu(),
        )
        _verplaats(weg, blijft)
        _neem_over(weg, blijft, set(velden))
    return samenvoeging


@transaction.atomic
def maak_ongedaan(samenvoeging: Samenvoeging, *, door: Gebruiker, op: datetime.date) -> Teruggedraaid:
    """Both leerlingen as they were. What was worked on since stays with the one who stayed."""
    samenvoeging = Samenvoeging.objects.select_for_update().get(pk=samenvoeging.pk)
    if samenvoeging.ongedaan_op is not None:
        raise ValidationError(AL_ONGEDAAN)
    blijft = Leerling.objects.select_for_update().get(pk=samenvoeging.blijft_id)
    if blijft.samengevoegd_met_id is not None:
        raise ValidationError(DAARNA_SAMENGEVOEGD)
    if any(is_dicht(door, pk) for pk in (samenvoeging.weg_id, samenvoeging.blijft_id)):
        raise ValidationError(DICHT)
    _geef_terug(samenvoeging, blijft)
    uitkomst = draai_terug(context=samenvoeging.context, op=samenvoeging.moment)
    samenvoeging.ongedaan_op, samenvoeging.ongedaan_door = op, door
    samenvoeging.save(update_fields=["ongedaan_op", "ongedaan_door"])
    # He himself was changed back just now, field by field.
    zelf = {Leerling._meta.label}
    gebleven = {label: pks for label, pks in uitkomst.gebleven.items() if label not in zelf}
    return Teruggedraaid(uitkomst.aantallen, gebleven)


def _controleer(weg: Leerling, blijft: Leerling, door: Gebruiker) -> None:
    if weg.samengevoegd_met_id is not None or blijft.samengevoegd_met_id is not None:
        raise ValidationError(AL_SAMENGEVOEGD)
    if weg.bsn and blijft.bsn and weg.bsn != blijft.bsn:
        raise ValidationError(TWEE_BSN)
    if any(is_dicht(door, leerling.pk) for leerling in (weg, blijft)):
        raise ValidationError(DICHT)
    botsingen = [zin for model, veld in _over_een_leerling() for zin in _botsingen(model, veld, weg, blijft, door)]
    if botsingen:
        raise ValidationError(botsingen)


def _dubbel(model: type[models.Model], veld: str, weg: Leerling, blijft: Leerling) -> list[int]:
    """Rows of `weg` of which there may be one per leerling, while `blijft` has that one."""
    dubbel: set[int] = set()
    for regel in model._meta.constraints:
        if not isinstance(regel, models.UniqueConstraint) or veld not in regel.fields:
            continue
        verder = [naam for naam in regel.fields if naam not in ("gemeente", veld)]
        rijen = model._base_manager.filter(regel.condition or models.Q())
        van_hem = {tuple(rij) for rij in rijen.filter(**{veld: blijft.pk}).values_list(*verder)}
        van_weg = rijen.filter(**{veld: weg.pk}).values_list("pk", *verder)
        dubbel |= {rij[0] for rij in van_weg if rij[1:] in van_hem}
    return sorted(dubbel)


def _botsingen(
    model: type[models.Model], veld: str, weg: Leerling, blijft: Leerling, door: Gebruiker
) -> Iterator[str]:
    """What only a person can settle: of two, which one stays."""
    dubbel = [] if _dubbel_blijft_achter(model) else _dubbel(model, veld, weg, blijft)
    if dubbel:
        zichtbaar = model._default_manager.zichtbaar_voor(door).filter(pk__in=dubbel)  # type: ignore[attr-defined]
        wat = ", ".join(str(rij) for rij in zichtbaar)
        if wat:
            yield f"Beide leerlingen hebben dit, en dat mag maar één keer: {wat}. Verwijder of beëindig er een."
        else:
            yield "Beide leerlingen hebben iets dat maar één keer mag en dat u niet mag zien. Vraag een collega."


def _dubbel_blijft_achter(model: type[models.Model]) -> bool:
    return getattr(model, "dubbel_blijft_achter", False)


def _verplaats(weg: Leerling, blijft: Leerling) -> None:
    """Everything that points to the one points to the other; a zaak that is there twice by itself stays behind."""
    achter = [
        zaak
        for model, veld in _over_een_leerling()
        if _dubbel_blijft_achter(model)
        for zaak in model._base_manager.filter(pk__in=_dubbel(model, veld, weg, blijft)).values_list(
            "zaak_id", flat=True
        )
    ]
    for model, veld in _over_een_leerling():
        rijen = model._base_manager.filter(**{veld: weg.pk})
        if model is Zaak:
            rijen = rijen.exclude(pk__in=achter)
        elif hasattr(model, "zaak"):
            rijen = rijen.exclude(zaak_id__in=achter)
        rijen.update(**{veld: blijft.pk})


def _over_een_leerling() -> Iterator[tuple[type[models.Model], str]]:
    """Every model with a foreign key to a leerling, and the name of it; history and merges stay as they were."""
    for model in apps.get_models():
        if hasattr(model, "pgh_tracked_model") or model is Samenvoeging:
            continue
        for veld in model._meta.concrete_fields:
            if veld.remote_field and veld.remote_field.model is Leerling:
                yield model, veld.name


def _neem_over(weg: Leerling, blijft: Leerling, velden: set[str]) -> None:
    onbekend = velden - set(OVER_TE_NEMEN)
    assert not onbekend, onbekend
    gekregen = {veld: getattr(weg, veld) for veld in OVER_TE_NEMEN if veld in velden}
    for nummer in NUMMERS:
        # When each has one, the other's stays with his row: by that number a file still finds him.
        if getattr(blijft, nummer) is None and getattr(weg, nummer) is not None:
            gekregen[nummer] = getattr(weg, nummer)
            setattr(weg, nummer, None)
    weg.samengevoegd_met = blijft
    # He lets go of a number before the other has it.
    weg.save()
    for veld, waarde in gekregen.items():
        setattr(blijft, veld, waarde)
    blijft.zoeknaam = zoeknaam(blijft)
    blijft.save()


def _geef_terug(samenvoeging: Samenvoeging, blijft: Leerling) -> None:
    """What the merge changed of him himself and nobody changed since: also when something else was changed."""
    gebeurd: Any = apps.get_model("leerplicht", "LeerlingEvent").objects.filter(pgh_obj_id=blijft.pk)
    van_toen = gebeurd.filter(pgh_context_id=samenvoeging.context, pgh_created_at=samenvoeging.moment)
    toen = van_toen.order_by("pgh_id").last()
    if toen is None:
        return
    eerder = gebeurd.filter(pgh_id__lt=van_toen.order_by("pgh_id").first().pgh_id).order_by("pgh_id").last()
    if eerder is None:
        return
    for veld in (*OVER_TE_NEMEN, *NUMMERS):
        if getattr(blijft, veld) == getattr(toen, veld):
            setattr(blijft, veld, getattr(eerder, veld))
    blijft.zoeknaam = zoeknaam(blijft)
    blijft.save()


def _nu() -> datetime.datetime:
    """The moment of this transaction, as the history has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        return cursor.fetchone()[0]
