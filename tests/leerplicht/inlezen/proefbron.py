"""A bron that is as small as one can be: leerlingen by their BSN, and where they live."""

from leerplicht.inlezen.bron import PERSOON, Bron, Kolom, Veldsoort
from leerplicht.inlezen.werktafel import Werktafel
from leerplicht.roles import Recht

NAMEN = ("bsn", "achternaam", "voornaam", "geboortedatum", "plaats")


def beoordeel(werk: Werktafel) -> None:
    werk.weiger("stand = 'nieuw' AND geboortedatum > %(op)s", "geboortedatum", "Deze datum ligt in de toekomst.")
    werk.voer_uit(
        """UPDATE {t} SET leerling_id = l.id,
            stand = CASE WHEN l.plaats = {t}.plaats THEN 'gelijk' ELSE 'gewijzigd' END,
            verschil = CASE WHEN l.plaats = {t}.plaats THEN '{}'::jsonb
                ELSE jsonb_build_object('plaats', jsonb_build_array(l.plaats, {t}.plaats)) END
        FROM leerplicht_leerling l
        WHERE {t}.stand = 'nieuw' AND l.gemeente_id = %(gemeente)s AND l.bsn = {t}.bsn"""
    )
    werk.voer_uit(
        """UPDATE {t} SET stand = 'twijfel', kandidaten = jsonb_build_array(
            jsonb_build_object('leerling', l.id, 'redenen', jsonb_build_array('Zelfde naam en dag.')))
        FROM leerplicht_leerling l
        WHERE {t}.stand = 'nieuw' AND {t}.keuze = '' AND l.gemeente_id = %(gemeente)s AND l.bsn IS NULL
            AND l.zoeknaam = {t}.zoeknaam AND l.geboortedatum = {t}.geboortedatum"""
    )


def verwerk(werk: Werktafel) -> None:
    werk.voer_uit(
        """UPDATE leerplicht_leerling l SET plaats = {t}.plaats FROM {t}
        WHERE {t}.stand = 'gewijzigd' AND l.gemeente_id = %(gemeente)s AND l.id = {t}.leerling_id"""
    )
    werk.voer_uit(
        """INSERT INTO leerplicht_leerling (gemeente_id, bsn, voornaam, tussenvoegsel, achternaam, zoeknaam,
            geboortedatum, geslacht, straat, postcode, plaats, geheim_adres, vertrokken_naar,
            vertrokken_buitenland, version)
        SELECT %(gemeente)s, bsn, voornaam, '', achternaam, zoeknaam, geboortedatum, '', '', '', plaats, false, '',
            false, 1
        FROM {t} WHERE stand = 'nieuw' ORDER BY regel"""
    )


BRON = Bron(
    code="proef",
    naam="Proef",
    wat="Leerlingen met hun woonplaats.",
    recht=Recht.LEERPLICHT,
    enkel="leerling",
    meer="leerlingen",
    kolommen=(
        *(kolom for kolom in PERSOON if kolom.code in NAMEN),
        Kolom("soort", "Onderwijs", Veldsoort.CODE, lijst="onderwijssoort"),
        Kolom("opmerking", "Opmerking", lengte=5000),
    ),
    beoordeel=beoordeel,
    verwerk=verwerk,
)
