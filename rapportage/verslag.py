"""Make the yearly report: count everything, check it, and give it as plain values or as JSON."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from leerplicht.models import Gemeente, IndelingSoort
from leerplicht.toegang.gemeente import in_gemeente
from rapportage.controles import controleer
from rapportage.kerncijfers import tel_kerncijfers
from rapportage.tabellen import JAARVERSLAG
from rapportage.tabellen.overzicht import UITKOMSTLIJSTEN
from rapportage.uitkomst import ControleUitslag, Kerncijfer, Rij, TabelUitkomst, Verslag
from rapportage.uitsplitsing import NIET_INGEDEELD
from rapportage.verslagjaar import Verslagjaar

PROCENT = "procent"


def maak_verslag(gemeente: Gemeente, *, schooljaar: int, peildatum: date | None = None) -> Verslag:
    """Count the report of a school year (its starting year); `peildatum`: 1 October after it, unless given."""
    jaar = Verslagjaar.van(gemeente, schooljaar, peildatum)
    with _een_moment(gemeente):
        kerncijfers = tel_kerncijfers(jaar)
        cijfers = {code: kerncijfer.waarde for code, kerncijfer in kerncijfers.items()}
        tabellen = {tabel.code: tabel.tel(jaar, cijfers) for tabel in JAARVERSLAG}
        indeling = {lijst: _overzichtrijen(jaar, lijst) for lijst in UITKOMSTLIJSTEN}
    verslag = Verslag(
        gemeente=gemeente.code,
        gemeente_naam=gemeente.naam,
        schooljaar=schooljaar,
        peildatum=jaar.peildatum.isoformat(),
        kerncijfers=kerncijfers,
        tabellen=tabellen,
        indeling=indeling,
    )
    return replace(verslag, controles=controleer(verslag))


def _overzichtrijen(jaar: Verslagjaar, lijst: str) -> dict[str, str]:
    indeling = jaar.lijsten.indeling(lijst, IndelingSoort.OVERZICHT.value)
    return {code: rij or NIET_INGEDEELD for code, rij in indeling.items()}


@contextmanager
def _een_moment(gemeente: Gemeente) -> Iterator[None]:
    """All queries see the database as it was at one moment, so that work going on cannot make tables disagree.

    That can only be asked at the start of a transaction: within one that already runs, as in a request, each
    query sees what is committed when it starts.
    """
    with transaction.atomic():
        if not connection.savepoint_ids:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        with in_gemeente(gemeente.pk):
            yield


def als_json(verslag: Verslag) -> dict[str, Any]:
    """The report as JSON types. `uit_json` turns it back without loss."""
    return {
        "gemeente": verslag.gemeente,
        "gemeente_naam": verslag.gemeente_naam,
        "schooljaar": verslag.schooljaar,
        "peildatum": verslag.peildatum,
        "kerncijfers": {code: _getal(k.waarde) for code, k in verslag.kerncijfers.items()},
        "kerncijfers_uitleg": {
            code: {"label": k.label, "eenheid": k.eenheid, "periode": k.periode, "grondslag": k.grondslag}
            for code, k in verslag.kerncijfers.items()
        },
        "tabellen": {code: _tabel_als_json(tabel) for code, tabel in verslag.tabellen.items()},
        "controles": [
            {
                "code": controle.code,
                "omschrijving": controle.omschrijving,
                "houdt": controle.houdt,
                "afwijkingen": list(controle.afwijkingen),
            }
            for controle in verslag.controles
        ],
        "indeling": verslag.indeling,
    }


def _tabel_als_json(tabel: TabelUitkomst) -> dict[str, Any]:
    return {
        "titel": tabel.titel,
        "eenheid": tabel.eenheid,
        "kolommen": list(tabel.kolommen),
        "rijen": [
            {
                "code": rij.code,
                "label": rij.label,
                "niveau": rij.niveau,
                "aantallen": list(rij.aantallen),
                "percentages": [_getal(waarde) for waarde in rij.percentages],
                **({"opsporing": True} if rij.opsporing else {}),
            }
            for rij in tabel.rijen
        ],
        "totaal": list(tabel.totaal),
        "noemers": list(tabel.noemers),
        "periode": tabel.periode,
        "grondslag": tabel.grondslag,
        "voetnoten": list(tabel.voetnoten),
    }


def _getal(waarde: int | Decimal | None) -> int | float | None:
    """A share with decimals becomes a float, which JSON prints with its decimals; a whole one stays whole."""
    if isinstance(waarde, Decimal):
        return float(waarde) if waarde.as_tuple().exponent else int(waarde)
    return waarde


def _decimaal(getal: int | float | None) -> Decimal | None:
    return None if getal is None else Decimal(str(getal))


def uit_json(inhoud: dict[str, Any]) -> Verslag:
    """The report as `als_json` wrote it."""
    uitleg = inhoud["kerncijfers_uitleg"]
    return Verslag(
        gemeente=inhoud["gemeente"],
        gemeente_naam=inhoud["gemeente_naam"],
        schooljaar=inhoud["schooljaar"],
        peildatum=inhoud["peildatum"],
        kerncijfers={
            code: Kerncijfer(
                code=code,
                waarde=_decimaal(waarde) if uitleg[code]["eenheid"] == PROCENT else waarde,
                **uitleg[code],
            )
            for code, waarde in inhoud["kerncijfers"].items()
        },
        tabellen={code: _tabel_uit_json(code, tabel) for code, tabel in inhoud["tabellen"].items()},
        controles=tuple(
            ControleUitslag(
                code=controle["code"],
                omschrijving=controle["omschrijving"],
                houdt=controle["houdt"],
                afwijkingen=tuple(controle["afwijkingen"]),
            )
            for controle in inhoud["controles"]
        ),
        indeling=inhoud["indeling"],
    )


def _tabel_uit_json(code: str, tabel: dict[str, Any]) -> TabelUitkomst:
    return TabelUitkomst(
        code=code,
        titel=tabel["titel"],
        eenheid=tabel["eenheid"],
        kolommen=tuple(tabel["kolommen"]),
        rijen=tuple(
            Rij(
                code=rij["code"],
                label=rij["label"],
                niveau=rij["niveau"],
                aantallen=tuple(rij["aantallen"]),
                percentages=tuple(_decimaal(waarde) for waarde in rij["percentages"]),
                opsporing=rij.get("opsporing", False),
            )
            for rij in tabel["rijen"]
        ),
        totaal=tuple(tabel["totaal"]),
        noemers=tuple(tabel["noemers"]),
        periode=tabel["periode"],
        grondslag=tabel["grondslag"],
        voetnoten=tuple(tabel["voetnoten"]),
    )
