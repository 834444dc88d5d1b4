"""The notes of the old package, each on the timeline of the dossier it belongs to.

The timeline is only added to: a note that was changed there stands beside the one that it was.
A file for leerplicht and one for the Doorstroompunt: each finds only the dossiers of its own compartment.
"""

from leerplicht.inlezen.bron import Bron, Kolom, Veldsoort
from leerplicht.inlezen.oud.nummers import DOSSIER_NUMMER, onthoud, wijs_dossiers_aan
from leerplicht.inlezen.werktafel import Werktafel
from leerplicht.models import Compartiment
from leerplicht.models.zaak import RECHT_PER_COMPARTIMENT
from leerplicht.roles import Recht

CODES = {Recht.LEERPLICHT: "oud-notities", Recht.DOORSTROOMPUNT: "oud-notities-doorstroompunt"}

KOLOMMEN = (
    DOSSIER_NUMMER,
    Kolom("datum", "Datum", Veldsoort.DATUM, True, voorbeeld="21-11-2023"),
    Kolom(
        "titel", "Titel", lengte=160, verplicht=True, ook=("onderwerp",), voorbeeld="Telefoongesprek met school"
    ),
    Kolom("tekst", "Tekst", lengte=20000, ook=("toelichting", "inhoud")),
    Kolom("schrijver", "Geschreven door", lengte=120, ook=("schrijver", "auteur", "medewerker")),
)
_TEKST = "concat_ws(E'\\n\\n', nullif(tekst, ''), 'Geschreven door: ' || nullif(schrijver, ''))"
_SLEUTEL = "dossier_nummer || ' ' || md5(concat_ws('|', datum, titel, tekst))"


def _beoordeel(werk: Werktafel) -> None:
    werk.weiger("stand = 'nieuw' AND datum > %(op)s", "datum", "Deze datum ligt in de toekomst.")
    wijs_dossiers_aan(werk)
    # The same note twice is one note, in this file or in an earlier one.
    werk.voer_uit(
        f"""UPDATE {{t}} SET stand = 'gelijk' WHERE stand = 'nieuw' AND (
            regel IN (SELECT regel FROM (
                SELECT regel, row_number() OVER (PARTITION BY {_SLEUTEL} ORDER BY regel) AS hoeveelste
                FROM {{t}} WHERE stand = 'nieuw') r WHERE hoeveelste > 1)
            OR EXISTS (SELECT 1 FROM leerplicht_bronrij b
                JOIN leerplicht_gebeurtenis g ON g.gemeente_id = b.gemeente_id AND g.id = b.doel_id
                WHERE b.gemeente_id = %(gemeente)s AND b.bron = %(bron)s AND b.sleutel = {_SLEUTEL}))""",
        {"bron": werk.bron.code},
    )


def _verwerk(werk: Werktafel) -> None:
    werk.voer_uit(
        "UPDATE {t} SET doel_id = nextval(pg_get_serial_sequence('leerplicht_gebeurtenis', 'id')) "
        "WHERE stand = 'nieuw'"
    )
    # In nobody's name: who reads it in did not write it.
    werk.voer_uit(
        f"""INSERT INTO leerplicht_gebeurtenis
            (id, gemeente_id, zaak_id, op, vastgelegd, soort, titel, toelichting, compartiment, door_id)
        SELECT doel_id, %(gemeente)s, zaak_id, datum, %(nu)s, 'notitie', titel, {_TEKST}, '', NULL
        FROM {{t}} WHERE stand = 'nieuw' ORDER BY regel"""
    )
    onthoud(werk, werk.bron.code, sleutel=_SLEUTEL, doel="doel_id", waar="stand = 'nieuw'")


def _bron(recht: Recht, naam: str) -> Bron:
    return Bron(
        code=CODES[recht],
        naam=naam,
        wat=(
            "Notities uit het pakket waarmee u hiervoor werkte. Lees eerst de dossiers in: een notitie komt in "
            f"het verloop van haar dossier van {Compartiment(RECHT_PER_COMPARTIMENT[recht]).label}. Een notitie "
            "die daar is gewijzigd, komt erbij: de eerste blijft staan."
        ),
        recht=recht,
        enkel="notitie",
        meer="notities",
        kolommen=KOLOMMEN,
        beoordeel=_beoordeel,
        verwerk=_verwerk,
    )


LEERPLICHT = _bron(Recht.LEERPLICHT, "Oud pakket: notities")
DOORSTROOMPUNT = _bron(Recht.DOORSTROOMPUNT, "Oud pakket: notities Doorstroompunt")
