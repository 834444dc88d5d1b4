"""What the bronnen of the Doorstroompunt ask of the rows of a file."""

from leerplicht.inlezen.werktafel import Werktafel

# How a row says who it is about. By name and birth date only where one of the two rows has no number.
_NUMMERS = ("leerling_id", "bsn", "onderwijsnummer")
_NAAM = "zoeknaam, geboortedatum"
_ZONDER_NUMMER = "leerling_id IS NULL AND bsn IS NULL AND onderwijsnummer IS NULL"


def weiger_dubbele(werk: Werktafel, *, per: str, zin: str) -> None:
    """Refuse a row about somebody who stands earlier in the file with the same `per` (columns).

    Also of people who are not known yet: whether two rows would make one new leerling.
    """
    dubbel = " OR ".join(
        f"""regel IN (SELECT r.regel FROM {{t}} r JOIN (
            SELECT {sleutel}, {per}, min(regel) AS eerste, min(regel) FILTER (WHERE {_ZONDER_NUMMER}) AS los
            FROM {{t}} WHERE stand = 'nieuw' GROUP BY {sleutel}, {per}) e USING ({sleutel}, {per})
        WHERE {eerder} < r.regel)"""
        for sleutel, eerder in [
            *((nummer, "e.eerste") for nummer in _NUMMERS),
            (_NAAM, f"CASE WHEN {_ZONDER_NUMMER} THEN e.eerste ELSE e.los END"),
        ]
    )
    werk.weiger(f"stand = 'nieuw' AND ({dubbel})", "achternaam", zin)
