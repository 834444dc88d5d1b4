"""Where codes are used: how often, and what a change in a list would do to the tables of which school year.

Counts whole rows of the gemeente, never persons: the functioneel beheerder sees no dossiers. How often a code of
opsporing is used he does not see either: who changes lists has no right under the Wpg.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Model, Q

from leerplicht.models import Code, Indeling, IndelingSoort, Inschrijving
from leerplicht.onderdeel import Codekolom, onderdelen
from leerplicht.schooljaar import schooljaar_uit

NIET_INGEDEELD = "niet ingedeeld"
KERNLIJSTEN = {
    "onderwijssoort": "Onderwijssoorten",
    **{f"rij-{soort}": f"Rijen: {soort.label}" for soort in IndelingSoort},
}
# An enrolment feeds no table by itself: what is recorded later copies its onderwijssoort.
KERNKOLOMMEN = (Codekolom("inschrijvingen", Inschrijving, "onderwijssoort", schooljaar_uit("van")),)


def lijstnamen() -> dict[str, str]:
    """Titles of all code lists, by name, in the order of the overview."""
    namen: dict[str, str] = {}
    for onderdeel in onderdelen():
        namen |= onderdeel.codelijsten
    return namen | KERNLIJSTEN


def kolommen() -> list[Codekolom]:
    """All columns that point at codes."""
    return [*KERNKOLOMMEN, *(kolom for onderdeel in onderdelen() for kolom in onderdeel.codekolommen)]


@dataclass(frozen=True)
class Gebruik:
    """So many rows of a kind point at a version of a code, counting in a school year."""

    kolom: Codekolom
    code_id: int
    schooljaar: int
    aantal: int


def gebruik_van(codes: Iterable[Code], waar: Q | None = None, kolom: Codekolom | None = None) -> list[Gebruik]:
    """The use of these versions of codes, one query per column; `waar` and `kolom` narrow it down."""
    ids = [code.pk for code in codes]
    gevonden = []
    for een in [kolom] if kolom else kolommen():
        rijen = een.model._default_manager.filter(waar or Q(), **{f"{een.veld}__in": ids})
        aantallen = rijen.annotate(telt_in=een.schooljaar).values_list(een.veld, "telt_in").order_by("telt_in")
        gevonden += [
            Gebruik(een, code_id, schooljaar, aantal)
            for code_id, schooljaar, aantal in aantallen.annotate(aantal=Count("pk"))
        ]
    return gevonden


def aantal_keer_gebruikt(codes: list[Code]) -> dict[int, int | None]:
    """How often each code is used: by rows, or (a row of a grouping) by the codes that are divided into it.

    None for a code of opsporing.
    """
    aantallen: Counter[int] = Counter()
    for gebruik in gebruik_van(code for code in codes if not code.is_opsporing):
        aantallen[gebruik.code_id] += gebruik.aantal
    ingedeeld = Indeling.objects.filter(rij__in=codes).values_list("rij").annotate(aantal=Count("pk"))
    for code_id, aantal in ingedeeld.order_by():
        aantallen[code_id] += aantal
    # How many codes are divided into a row is no use of them.
    return {
        code.pk: None if code.is_opsporing and not code.lijst.startswith("rij-") else aantallen[code.pk]
        for code in codes
    }


def ingedeeld_in(rij: Code, vanaf_schooljaar: int) -> list[Code]:
    """Codes that are divided into a row of a grouping, in or after a school year, by whatever version of it."""
    codes = Code.objects.filter(
        Q(tot_schooljaar__isnull=True) | Q(tot_schooljaar__gt=vanaf_schooljaar),
        gemeente_id=rij.gemeente_id,
        indelingen__rij__lijst=rij.lijst,
        indelingen__rij__code=rij.code,
    )
    return list(codes.order_by("lijst", "volgorde"))


@dataclass(frozen=True)
class Gevolg:
    """In the table of a school year so many rows move from one line to another, or the line gets another name."""

    schooljaar: int
    tabel: str
    rijen: str
    aantal: int
    van: str
    naar: str


def gevolgen_van_wijziging(
    code: Code, *, vanaf_schooljaar: int, label: str, indelingen: dict[str, Code | None]
) -> list[Gevolg]:
    """What `wijzig_code` with the same arguments does to the tables; nothing is counted of a code of opsporing."""
    if code.is_opsporing:
        return []
    gevolgen = []
    if label != code.label:
        gevolgen += _hernoemd(code, vanaf_schooljaar, label)
    nu = {indeling.soort: indeling.rij for indeling in code.indelingen.select_related("rij")}
    for soort, rij in indelingen.items():
        van = nu.get(soort)
        if (van.code if van else None) == (rij.code if rij else None):
            continue
        for kolom in kolommen():
            if soort not in kolom.indelingen:
                continue
            gevolgen += [
                Gevolg(
                    gebruik.schooljaar,
                    IndelingSoort(soort).label.capitalize(),
                    kolom.geteld(gebruik.aantal),
                    gebruik.aantal,
                    van.label if van else NIET_INGEDEELD,
                    rij.label if rij else NIET_INGEDEELD,
                )
                for gebruik in gebruik_van([code], kolom.indelingen[soort], kolom)
                if _valt_in(gebruik, code, vanaf_schooljaar)
            ]
    return sorted(gevolgen, key=lambda gevolg: (gevolg.schooljaar, gevolg.tabel, gevolg.rijen))


def _hernoemd(code: Code, vanaf: int, label: str) -> list[Gevolg]:
    """A line gets another name: of the list itself, or (a row of a grouping) of the codes divided into it."""
    bronnen = ingedeeld_in(code, vanaf) or [code]
    tabel = lijstnamen().get(code.lijst, code.lijst)
    per_jaar: dict[tuple[int, type[Model]], int] = {}
    soort = code.lijst.removeprefix("rij-")
    for kolom in kolommen():
        if code.lijst.startswith("rij-") and soort not in kolom.indelingen:
            continue
        for gebruik in gebruik_van(bronnen, kolom.indelingen.get(soort), kolom):
            if _valt_in(gebruik, code, vanaf):
                sleutel = (gebruik.schooljaar, kolom.model)
                per_jaar[sleutel] = per_jaar.get(sleutel, 0) + gebruik.aantal
    per_model = {kolom.model: kolom for kolom in kolommen()}
    return [
        Gevolg(schooljaar, tabel, per_model[model].geteld(aantal), aantal, code.label, label)
        for (schooljaar, model), aantal in per_jaar.items()
    ]


def _valt_in(gebruik: Gebruik, code: Code, vanaf: int) -> bool:
    return vanaf <= gebruik.schooljaar and (
        code.tot_schooljaar is None or gebruik.schooljaar < code.tot_schooljaar
    )


def wijs_om(oud: Code, nieuw: Code) -> int:
    """Let rows of the school years of `nieuw` point at it instead of at `oud`; gives how many rows that were."""
    aantal = 0
    for kolom in kolommen():
        rijen = kolom.model._default_manager.annotate(telt_in=kolom.schooljaar).filter(**{kolom.veld: oud})
        rijen = rijen.filter(telt_in__gte=nieuw.van_schooljaar)
        if nieuw.tot_schooljaar is not None:
            rijen = rijen.filter(telt_in__lt=nieuw.tot_schooljaar)
        aantal += rijen.update(**{kolom.veld: nieuw})
    return aantal
