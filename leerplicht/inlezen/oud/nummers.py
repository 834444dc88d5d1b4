"""The numbers of the old package: which leerling and which zaak of ours they are."""

from leerplicht.inlezen.bron import Kolom, Veldsoort
from leerplicht.inlezen.werktafel import Werktafel

LEERLINGEN = "oud-leerlingen"

LEERLING_NUMMER = Kolom(
    "leerling_nummer",
    "Nummer leerling",
    Veldsoort.NUMMER,
    True,
    40,
    ook=("leerlingnummer", "persoonsnummer"),
    uitleg="Het nummer van de leerling in het oude pakket.",
    voorbeeld="L-10482",
)
DOSSIER_NUMMER = Kolom(
    "dossier_nummer",
    "Nummer dossier",
    Veldsoort.NUMMER,
    True,
    40,
    ook=("dossiernummer", "zaaknummer"),
    uitleg="Het nummer van het dossier in het oude pakket.",
    voorbeeld="M-2023-00871",
)

ONBEKENDE_LEERLING = "Deze leerling kennen wij niet. Lees eerst de leerlingen van het oude pakket in."
DUBBEL = "Dit nummer staat eerder in dit bestand."
VOOR_GEBOORTE = "Deze datum ligt voor de geboortedatum."


def weiger_dubbele(werk: Werktafel, kolom: str) -> None:
    """A number stands once in a file; the first row holds."""
    werk.voer_uit("ANALYZE {t}")
    werk.weiger(
        "stand = 'nieuw' AND regel IN (SELECT regel FROM (SELECT regel, row_number() OVER "
        f"(PARTITION BY {kolom} ORDER BY regel) AS hoeveelste FROM {{t}} WHERE stand = 'nieuw') r "
        "WHERE hoeveelste > 1)",
        kolom,
        DUBBEL,
    )


def ken_dossiers(werk: Werktafel, bron: str) -> None:
    """Rows whose dossier came in before are ours by now: nothing changes."""
    werk.voer_uit(
        """UPDATE {t} SET stand = 'gelijk', doel_id = z.id, zaak_id = z.id, leerling_id = z.leerling_id
        FROM leerplicht_bronrij b
        JOIN leerplicht_zaak z ON z.gemeente_id = b.gemeente_id AND z.id = b.doel_id
        WHERE {t}.stand = 'nieuw' AND b.gemeente_id = %(gemeente)s AND b.bron = %(bron)s
            AND b.sleutel = {t}.dossier_nummer""",
        {"bron": bron},
    )


def ken_leerlingen(werk: Werktafel) -> None:
    """The leerling of each new row, by his number; a row about somebody we do not know is refused."""
    werk.voer_uit(
        """UPDATE {t} SET leerling_id = coalesce(l.samengevoegd_met_id, l.id)
        FROM leerplicht_bronrij b
        JOIN leerplicht_leerling l ON l.gemeente_id = b.gemeente_id AND l.id = b.doel_id
        WHERE {t}.stand = 'nieuw' AND b.gemeente_id = %(gemeente)s AND b.bron = %(bron)s
            AND b.sleutel = {t}.leerling_nummer""",
        {"bron": LEERLINGEN},
    )
    werk.weiger("stand = 'nieuw' AND leerling_id IS NULL", "leerling_nummer", ONBEKENDE_LEERLING)


def weiger_voor_geboorte(werk: Werktafel, kolom: str) -> None:
    werk.weiger(
        f"""stand = 'nieuw' AND EXISTS (SELECT 1 FROM leerplicht_leerling l
        WHERE l.gemeente_id = %(gemeente)s AND l.id = {{t}}.leerling_id AND {{t}}.{kolom} < l.geboortedatum)""",
        kolom,
        VOOR_GEBOORTE,
    )


def onthoud(werk: Werktafel, bron: str, *, sleutel: str, doel: str, waar: str) -> None:
    """Remember by which number the old package knew our row. `sleutel`, `doel`: SQL."""
    werk.voer_uit(
        f"""INSERT INTO leerplicht_bronrij (gemeente_id, bron, sleutel, doel_id)
        SELECT %(gemeente)s, %(bron)s, {sleutel}, {doel} FROM {{t}} WHERE {waar} ORDER BY regel
        ON CONFLICT (gemeente_id, bron, sleutel) DO UPDATE SET doel_id = excluded.doel_id""",
        {"bron": bron},
    )
