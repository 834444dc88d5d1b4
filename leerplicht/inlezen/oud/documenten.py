"""The documents of the old package: a zip with the files, and a list that says to which dossier each belongs.

A document is judged by its content as one that a colleague adds. A zip for leerplicht and one for the
Doorstroompunt: each finds only the dossiers of its own compartment.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from leerplicht.bestanden import opslag
from leerplicht.bestanden.keuring import Gekeurd, keur
from leerplicht.inlezen.bron import Bron, Kolom
from leerplicht.inlezen.lezen import Onleesbaar
from leerplicht.inlezen.lezen.pakket import Pakket, open_pakket
from leerplicht.inlezen.oud.nummers import DOSSIER_NUMMER, onthoud, wijs_dossiers_aan
from leerplicht.inlezen.stappen import leg_vast
from leerplicht.inlezen.werktafel import Werktafel
from leerplicht.models import Compartiment, Document
from leerplicht.models.zaak import RECHT_PER_COMPARTIMENT
from leerplicht.roles import Recht

LIJST = "documenten.csv"
CODES = {Recht.LEERPLICHT: "oud-documenten", Recht.DOORSTROOMPUNT: "oud-documenten-doorstroompunt"}
NIET_IN_ZIP = "Dit bestand zit niet in de zip."
DUBBEL = "Dit bestand staat eerder in deze lijst bij hetzelfde dossier."

KOLOMMEN = (
    DOSSIER_NUMMER,
    Kolom(
        "bestandsnaam",
        "Bestandsnaam",
        verplicht=True,
        lengte=150,
        uitleg="De naam van het bestand in de zip, zonder map.",
        voorbeeld="brief-871.pdf",
    ),
    Kolom("omschrijving", "Omschrijving", lengte=140, voorbeeld="Brief aan de ouders"),
)
_SLEUTEL = "dossier_nummer || ' ' || md5(lower(bestandsnaam))"


@dataclass(frozen=True)
class _Rij:
    regel: int
    zaak_id: int
    naam: str
    omschrijving: str


def _nieuwe(werk: Werktafel) -> list[_Rij]:
    velden = "regel, zaak_id, bestandsnaam, coalesce(omschrijving, '')"
    return [_Rij(*rij) for rij in werk.vraag(f"SELECT {velden} FROM {{t}} WHERE stand = 'nieuw' ORDER BY regel")]


def _gekeurd(pakket: Pakket, rij: _Rij) -> Gekeurd:
    return keur(ContentFile(pakket.lees(rij.naam), name=rij.naam))


def _beoordeel(werk: Werktafel) -> None:
    wijs_dossiers_aan(werk)
    # As the zip is read: by the name of a file, whatever folders it stood in.
    werk.voer_uit(r"UPDATE {t} SET bestandsnaam = regexp_replace(bestandsnaam, '^.*[/\\](?=.)', '')")
    werk.weiger(
        "stand = 'nieuw' AND regel IN (SELECT regel FROM (SELECT regel, row_number() OVER "
        f"(PARTITION BY {_SLEUTEL} ORDER BY regel) AS hoeveelste FROM {{t}} WHERE stand = 'nieuw') r "
        "WHERE hoeveelste > 1)",
        "bestandsnaam",
        DUBBEL,
    )
    werk.voer_uit(
        f"""UPDATE {{t}} SET stand = 'gelijk' WHERE stand = 'nieuw' AND EXISTS (
            SELECT 1 FROM leerplicht_bronrij b
            JOIN leerplicht_document d ON d.gemeente_id = b.gemeente_id AND d.id = b.doel_id
            WHERE b.gemeente_id = %(gemeente)s AND b.bron = %(bron)s AND b.sleutel = {_SLEUTEL})""",
        {"bron": werk.bron.code},
    )
    assert werk.bestand is not None
    with open_pakket(werk.bestand) as pakket:
        for rij in _nieuwe(werk):
            zin = NIET_IN_ZIP
            if pakket.heeft(rij.naam):
                try:
                    _gekeurd(pakket, rij)
                    continue
                except (ValidationError, Onleesbaar) as fout:
                    zin = fout.messages[0] if isinstance(fout, ValidationError) else str(fout)
            werk.weiger("regel = %(regel)s", "bestandsnaam", zin, {"regel": rij.regel})


def _verwerk(werk: Werktafel) -> None:
    assert werk.bestand is not None and werk.door_id is not None
    with open_pakket(werk.bestand) as pakket:
        for rij in _nieuwe(werk):
            bestand = _gekeurd(pakket, rij)
            document = Document.objects.create(
                gemeente_id=werk.gemeente_id,
                zaak_id=rij.zaak_id,
                naam=bestand.naam,
                omschrijving=rij.omschrijving or bestand.naam,
                mime=bestand.mime,
                grootte=len(bestand.inhoud),
                sha256=opslag.bewaar(werk.gemeente_id, bestand.inhoud),
                toegevoegd_door_id=werk.door_id,
            )
            werk.voer_uit(
                "UPDATE {t} SET doel_id = %(document)s WHERE regel = %(regel)s",
                {"document": document.pk, "regel": rij.regel},
            )
    leg_vast(
        werk,
        soort="brief",
        titel="'Document overgenomen: ' || coalesce(nullif(omschrijving, ''), bestandsnaam)",
        op="%(op)s::date",
        waar="stand = 'nieuw'",
    )
    onthoud(werk, werk.bron.code, sleutel=_SLEUTEL, doel="doel_id", waar="stand = 'nieuw'")


def _bron(recht: Recht, naam: str) -> Bron:
    return Bron(
        code=CODES[recht],
        naam=naam,
        wat=(
            f"Een zip met bestanden en een lijst, {LIJST}. Lees eerst de dossiers in: een document komt in zijn "
            f"dossier van {Compartiment(RECHT_PER_COMPARTIMENT[recht]).label}."
        ),
        recht=recht,
        enkel="document",
        meer="documenten",
        kolommen=KOLOMMEN,
        beoordeel=_beoordeel,
        verwerk=_verwerk,
        pakket=LIJST,
    )


LEERPLICHT = _bron(Recht.LEERPLICHT, "Oud pakket: documenten")
DOORSTROOMPUNT = _bron(Recht.DOORSTROOMPUNT, "Oud pakket: documenten Doorstroompunt")
