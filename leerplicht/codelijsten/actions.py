"""What can be done with the code lists and the external figures of a gemeente. A code is ended, never deleted."""

import datetime
from typing import Any

import yaml
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from leerplicht.codelijsten.gebruik import gebruik_van, ingedeeld_in, wijs_om
from leerplicht.codelijsten.versies import versie_in
from leerplicht.models import Code, Compartiment, ExternCijfer, Gebruiker, Gemeente, Indeling
from leerplicht.onderdeel import lijsten_met_opsporing
from leerplicht.rules import schooljaar_label, schooljaar_van

BEGINLIJSTEN = settings.BASE_DIR / "fixtures" / "codelijsten.yaml"


@transaction.atomic
def richt_in(gemeente: Gemeente, *, vanaf_schooljaar: int) -> None:
    """Give a new gemeente its first code lists, valid from a school year on. Does nothing when it has lists.

    Runs inside `in_gemeente(gemeente.pk)`.
    """
    if Code.objects.filter(gemeente=gemeente).exists():
        return
    begin: dict[str, Any] = yaml.safe_load(BEGINLIJSTEN.read_text(encoding="utf-8"))
    codes = Code.objects.bulk_create(
        Code(
            gemeente=gemeente,
            lijst=lijst,
            code=code,
            label=label,
            # Room between them, for codes that are added later.
            volgorde=10 * nummer,
            compartiment=Compartiment.OPSPORING if code in begin["opsporing"].get(lijst, []) else "",
            van_schooljaar=vanaf_schooljaar,
        )
        for lijst, regels in begin["lijsten"].items()
        for nummer, (code, label) in enumerate(regels.items(), start=1)
    )
    per_sleutel = {(code.lijst, code.code): code for code in codes}
    Indeling.objects.bulk_create(
        Indeling(
            gemeente=gemeente,
            soort=soort,
            code=per_sleutel[lijst, code],
            rij=per_sleutel[f"rij-{soort}", rij],
        )
        for soort, lijsten in begin["indelingen"].items()
        for lijst, rijen in lijsten.items()
        for code, rij in rijen.items()
    )


@transaction.atomic
def voeg_code_toe(
    gemeente: Gemeente,
    *,
    lijst: str,
    label: str,
    volgorde: int,
    vanaf_schooljaar: int,
    indelingen: dict[str, Code | None],
    op: datetime.date,
    door: Gebruiker,
    opsporing: bool = False,
) -> Code:
    """A new code at the end of a list's years. `indelingen`: grouping to the row it counts in, or None.

    `opsporing`: its use tells something of opsporing. That never changes: old dossiers would be opened by it.
    """
    lijst_codes = Code.objects.filter(gemeente=gemeente).van_lijst(lijst)
    if not lijst_codes.exists():
        raise ValidationError("Deze lijst bestaat niet.")
    naam = slugify(label).replace("-", "_")[:60]
    if not naam:
        raise ValidationError({"label": "Gebruik in de omschrijving ten minste een letter of cijfer."})
    if lijst_codes.filter(code=naam).exclude(tot_schooljaar__lte=vanaf_schooljaar).exists():
        raise ValidationError({"label": "Deze code staat al in de lijst."})
    _label_is_vrij(gemeente.pk, lijst, naam, label, vanaf_schooljaar)
    if opsporing and lijst not in lijsten_met_opsporing():
        raise ValidationError({"opsporing": "In deze lijst staan geen keuzes van opsporing."})
    compartiment = Compartiment.OPSPORING if opsporing else ""
    if lijst_codes.filter(code=naam).exclude(compartiment=compartiment).exists():
        raise ValidationError({"opsporing": "Deze code stond eerder in het andere compartiment. Kies hetzelfde."})
    code = Code.objects.create(
        gemeente=gemeente,
        lijst=lijst,
        code=naam,
        label=label,
        volgorde=volgorde,
        compartiment=compartiment,
        van_schooljaar=vanaf_schooljaar,
    )
    _deel_in(code, indelingen)
    return code


@transaction.atomic
def wijzig_code(
    code: Code,
    *,
    label: str,
    volgorde: int,
    vanaf_schooljaar: int,
    indelingen: dict[str, Code | None],
    op: datetime.date,
    door: Gebruiker,
) -> Code:
    """Another label, order or roll-up from a school year on; earlier years keep what they had.

    From the first year of the version the version itself changes. From a later year the version ends there, a new
    one begins, and the rows of those years point at the new one. Gives the version that holds from then on.
    """
    code = Code.objects.select_for_update().get(pk=code.pk)
    _loopt_in(code, vanaf_schooljaar)
    _label_is_vrij(code.gemeente_id, code.lijst, code.code, label, vanaf_schooljaar)
    nu: dict[str, Code | None] = {i.soort: i.rij for i in code.indelingen.select_related("rij")}
    indelingen = {**nu, **indelingen}
    zelfde_rijen = all(_naam(rij) == _naam(nu.get(soort)) for soort, rij in indelingen.items())
    if zelfde_rijen and (label, volgorde) == (code.label, code.volgorde):
        raise ValidationError("U hebt niets gewijzigd.")
    if vanaf_schooljaar == code.van_schooljaar:
        code.label, code.volgorde = label, volgorde
        code.save(update_fields=["label", "volgorde"])
        _deel_in(code, indelingen)
        return code
    tot = code.tot_schooljaar
    code.tot_schooljaar = vanaf_schooljaar
    code.save(update_fields=["tot_schooljaar"])
    nieuw = Code.objects.create(
        gemeente_id=code.gemeente_id,
        lijst=code.lijst,
        code=code.code,
        label=label,
        volgorde=volgorde,
        compartiment=code.compartiment,
        van_schooljaar=vanaf_schooljaar,
        tot_schooljaar=tot,
    )
    _deel_in(nieuw, indelingen)
    wijs_om(code, nieuw)
    return nieuw


@transaction.atomic
def beeindig_code(code: Code, *, vanaf_schooljaar: int, op: datetime.date, door: Gebruiker) -> Code:
    """The code can no longer be chosen from a school year on. Refused while rows of those years use it."""
    code = Code.objects.select_for_update().get(pk=code.pk)
    veld = "vanaf_schooljaar"
    if vanaf_schooljaar <= code.van_schooljaar:
        begin = schooljaar_label(code.van_schooljaar)
        raise ValidationError({veld: f"Deze omschrijving geldt pas vanaf {begin}. Kies een later schooljaar."})
    if code.tot_schooljaar is not None:
        raise ValidationError(
            {veld: f"Deze code geldt al niet meer vanaf {schooljaar_label(code.tot_schooljaar)}."}
        )
    if code.is_opsporing and vanaf_schooljaar <= schooljaar_van(op):
        # Whether a refusal follows from its use would tell that it is used.
        raise ValidationError({veld: "Een keuze van opsporing kunt u beëindigen vanaf het volgende schooljaar."})
    gebruikt = [gebruik for gebruik in gebruik_van([code]) if gebruik.schooljaar >= vanaf_schooljaar]
    if gebruikt:
        aantallen = ", ".join(
            f"{gebruik.aantal} {gebruik.kolom.geteld(gebruik.aantal)} in {schooljaar_label(gebruik.schooljaar)}"
            for gebruik in gebruikt
        )
        raise ValidationError({veld: f"De code is dan nog in gebruik: {aantallen}. Kies een later schooljaar."})
    codes = ingedeeld_in(code, vanaf_schooljaar)
    if codes:
        labels = ", ".join(sorted({f"“{andere.label}”" for andere in codes}))
        raise ValidationError({veld: f"In deze rij tellen nog codes mee: {labels}. Deel die eerst anders in."})
    code.tot_schooljaar = vanaf_schooljaar
    code.save(update_fields=["tot_schooljaar"])
    return code


def _naam(rij: Code | None) -> str:
    """A row by its code: another version of it is the same row."""
    return rij.code if rij else ""


def _loopt_in(code: Code, schooljaar: int) -> None:
    eindigt = code.tot_schooljaar is not None and schooljaar >= code.tot_schooljaar
    if schooljaar < code.van_schooljaar or eindigt:
        raise ValidationError(
            {"vanaf_schooljaar": f"Deze omschrijving geldt niet in {schooljaar_label(schooljaar)}."}
        )


def _label_is_vrij(gemeente_id: int, lijst: str, code: str, label: str, schooljaar: int) -> None:
    zelfde = Code.objects.filter(gemeente_id=gemeente_id, label__iexact=label).van_lijst(lijst)
    if zelfde.in_schooljaar(schooljaar).exclude(code=code).exists():
        raise ValidationError({"label": "Een andere code in deze lijst heeft al deze omschrijving."})


def _deel_in(code: Code, indelingen: dict[str, Code | None]) -> None:
    """Make these the roll-ups of the code; a grouping with None gets none."""
    for soort, rij in indelingen.items():
        rij = versie_in(rij, code.van_schooljaar)
        if rij is None:
            if code.is_opsporing:
                raise ValidationError(
                    {f"indeling_{soort}": "Een keuze van opsporing telt mee in een rij van opsporing."}
                )
            code.indelingen.filter(soort=soort).delete()
            continue
        if rij.lijst != f"rij-{soort}" or rij.gemeente_id != code.gemeente_id:
            raise ValidationError({f"indeling_{soort}": "Kies een rij van deze indeling."})
        if rij.compartiment != code.compartiment:
            # In one row the count of the one would follow from that of the other.
            welke = "een rij van opsporing" if code.is_opsporing else "een andere rij: deze is van opsporing"
            raise ValidationError({f"indeling_{soort}": f"Kies {welke}."})
        Indeling.objects.update_or_create(
            gemeente_id=code.gemeente_id, code=code, soort=soort, defaults={"rij": rij}
        )


@transaction.atomic
def leg_cijfer_vast(
    gemeente: Gemeente,
    *,
    soort: str,
    schooljaar: int,
    waarde: int,
    peildatum: datetime.date,
    bron: str,
    op: datetime.date,
    door: Gebruiker,
) -> ExternCijfer:
    """A figure that dossiers cannot give, with its day and source; one per kind and school year."""
    _cijfer_mag(gemeente.pk, soort, schooljaar, peildatum, None)
    return ExternCijfer.objects.create(
        gemeente=gemeente, soort=soort, schooljaar=schooljaar, waarde=waarde, peildatum=peildatum, bron=bron
    )


@transaction.atomic
def wijzig_cijfer(
    cijfer: ExternCijfer,
    *,
    soort: str,
    schooljaar: int,
    waarde: int,
    peildatum: datetime.date,
    bron: str,
    op: datetime.date,
    door: Gebruiker,
) -> ExternCijfer:
    """Correct a figure; the history keeps what it was."""
    cijfer = ExternCijfer.objects.select_for_update().get(pk=cijfer.pk)
    _cijfer_mag(cijfer.gemeente_id, soort, schooljaar, peildatum, cijfer.pk)
    cijfer.soort, cijfer.schooljaar, cijfer.waarde = soort, schooljaar, waarde
    cijfer.peildatum, cijfer.bron = peildatum, bron
    cijfer.save()
    return cijfer


def _cijfer_mag(
    gemeente_id: int, soort: str, schooljaar: int, peildatum: datetime.date, eigen: int | None
) -> None:
    if peildatum > timezone.localdate():
        raise ValidationError({"peildatum": "Deze datum ligt in de toekomst."})
    ander = ExternCijfer.objects.filter(gemeente_id=gemeente_id, soort=soort, schooljaar=schooljaar)
    if eigen is not None:
        ander = ander.exclude(pk=eigen)
    if ander.exists():
        raise ValidationError(
            {"schooljaar": "Dit cijfer is voor dit schooljaar al vastgelegd. Wijzig dat cijfer."}
        )
