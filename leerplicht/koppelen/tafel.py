"""Matching and making leerlingen for the rows of a werktafel."""

from leerplicht.inlezen.werktafel import Werktafel


def koppel_leerlingen(werk: Werktafel) -> None:
    """By BSN or onderwijsnummer, with the birth date."""
    for nummer in ("bsn", "onderwijsnummer"):
        werk.voer_uit(
            f"""UPDATE {{t}} SET leerling_id = l.id FROM leerplicht_leerling l
            WHERE {{t}}.stand = 'nieuw' AND {{t}}.leerling_id IS NULL AND l.gemeente_id = %(gemeente)s
                AND l.{nummer} = {{t}}.{nummer} AND l.geboortedatum = {{t}}.geboortedatum"""
        )


def maak_leerlingen(werk: Werktafel) -> None:
    werk.voer_uit("DROP TABLE IF EXISTS nieuwe_leerling")
    werk.voer_uit(
        """CREATE TEMPORARY TABLE nieuwe_leerling ON COMMIT DROP AS
        SELECT coalesce(bsn, onderwijsnummer, zoeknaam || geboortedatum::text) AS wie, min(regel) AS regel,
            nextval('leerplicht_leerling_id_seq') AS id, nextval('leerplicht_gezin_id_seq') AS gezin_id
        FROM {t} WHERE stand = 'nieuw' AND leerling_id IS NULL GROUP BY 1"""
    )
    werk.voer_uit(
        "INSERT INTO leerplicht_gezin (id, gemeente_id, version) "
        "SELECT gezin_id, %(gemeente)s, 1 FROM nieuwe_leerling"
    )
    werk.voer_uit(
        """INSERT INTO leerplicht_leerling (id, gemeente_id, gezin_id, bsn, onderwijsnummer, voornaam,
            tussenvoegsel, achternaam, zoeknaam, geboortedatum, geslacht, straat, postcode, plaats, geheim_adres,
            vertrokken_naar, vertrokken_buitenland, version)
        SELECT n.id, %(gemeente)s, n.gezin_id, r.bsn, r.onderwijsnummer, r.voornaam, coalesce(r.tussenvoegsel, ''),
            r.achternaam, r.zoeknaam, r.geboortedatum, coalesce(r.geslacht, ''), coalesce(r.straat, ''),
            coalesce(r.postcode, ''), coalesce(r.plaats, ''), false, '', false, 1
        FROM nieuwe_leerling n JOIN {t} r ON r.regel = n.regel"""
    )
    werk.voer_uit(
        """UPDATE {t} SET leerling_id = n.id FROM nieuwe_leerling n
        WHERE {t}.stand = 'nieuw' AND {t}.leerling_id IS NULL
            AND n.wie = coalesce({t}.bsn, {t}.onderwijsnummer, {t}.zoeknaam || {t}.geboortedatum::text)"""
    )
