"""Fusies: which school goes on as which. A chain of mergers ends somewhere; a circle is refused."""

from leerplicht.inlezen.bron import Bron, Kolom, Veldsoort, vestiging_bij
from leerplicht.inlezen.kern.verschil import stel_vast
from leerplicht.inlezen.werktafel import Werktafel
from leerplicht.roles import Recht

KOLOMMEN = (
    Kolom("oud", "Oude BRIN", Veldsoort.BRIN, True, ook=("oud", "opgeheven brin"), voorbeeld="16SW03"),
    vestiging_bij("oud", "Oude vestiging"),
    Kolom("nieuw", "Nieuwe BRIN", Veldsoort.BRIN, True, ook=("nieuw", "opvolger"), voorbeeld="16SW04"),
    vestiging_bij("nieuw", "Nieuwe vestiging"),
    Kolom("per", "Per datum", Veldsoort.DATUM, True, ook=("datum", "ingangsdatum"), voorbeeld="01-08-2026"),
)
VELDEN = {
    "nieuw": ("o.opgevolgd_door_id", "{t}.nieuw_id"),
    "per": ("o.opgeheven_op", "{t}.per"),
}
# Along what this file makes of it, and elsewhere as it is.
_KRING = """regel IN (
    WITH RECURSIVE stap (van, naar) AS (
        SELECT oud_id, nieuw_id FROM {t} WHERE stand = 'nieuw'
        UNION
        SELECT id, opgevolgd_door_id FROM leerplicht_school WHERE opgevolgd_door_id IS NOT NULL
            AND id NOT IN (SELECT oud_id FROM {t} WHERE stand = 'nieuw')
    ), weg (regel, begin, bij) AS (
        SELECT regel, oud_id, nieuw_id FROM {t} WHERE stand = 'nieuw'
        UNION
        SELECT weg.regel, weg.begin, stap.naar FROM weg JOIN stap ON stap.van = weg.bij
    ) SELECT regel FROM weg WHERE begin = bij)"""
_DUBBEL = "EXISTS (SELECT 1 FROM {t} eerder WHERE eerder.oud_id = {t}.oud_id AND eerder.regel < {t}.regel)"


def beoordeel(werk: Werktafel) -> None:
    werk.weiger(f"stand = 'nieuw' AND {_DUBBEL}", "oud", "Deze school staat eerder in dit bestand.")
    # What is refused leaves the school as it was, which can close another circle.
    while werk.weiger(f"stand = 'nieuw' AND {_KRING}", "nieuw", "Zo volgt een school zichzelf op."):
        pass
    werk.voer_uit("UPDATE {t} SET doel_id = oud_id WHERE stand = 'nieuw'")
    stel_vast(werk, tabel="leerplicht_school", koppeling="o.id = {t}.doel_id", velden=VELDEN)


def verwerk(werk: Werktafel) -> None:
    gewijzigd = "FROM {t} WHERE {t}.stand = 'gewijzigd' AND o.id = {t}.doel_id"
    # First loose: halfway the old successors and the new ones together could be a circle.
    werk.voer_uit(
        f"UPDATE leerplicht_school o SET opgevolgd_door_id = NULL {gewijzigd} AND o.opgevolgd_door_id IS NOT NULL"
    )
    werk.voer_uit(
        f"UPDATE leerplicht_school o SET opgevolgd_door_id = {{t}}.nieuw_id, opgeheven_op = {{t}}.per {gewijzigd}"
    )


BRON = Bron(
    code="schoolfusies",
    naam="Fusies van scholen",
    wat="Welke school in welke is opgegaan. Geldt voor alle gemeenten, dus ongedaan maken kan niet.",
    recht=Recht.LIJSTEN,
    enkel="fusie",
    meer="fusies",
    kolommen=KOLOMMEN,
    beoordeel=beoordeel,
    verwerk=verwerk,
    landelijk=True,
    xml_rij="fusie",
)
