"""The numbers of the old package: which leerling and which zaak of ours they are."""

from leerplicht.inlezen.bron import OUD, Kolom, Veldsoort
from leerplicht.inlezen.werktafel import Werktafel
from leerplicht.models import Compartiment
from leerplicht.models.zaak import RECHT_PER_COMPARTIMENT

# Every bron of the set begins so.
BRONNEN = OUD
LEERLINGEN = "oud-leerlingen"
# What the old package has numbers for, and is no dossier.
GEEN_DOSSIER = [LEERLINGEN, "oud-gezinnen", "oud-notities%", "oud-documenten%"]

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

ONBEKEND_DOSSIER = "Dit dossier kennen wij niet. Lees eerst de dossiers van het oude pakket in."
MEER_DOSSIERS = "Dit nummer hoort bij meer dan een dossier."
ONBEKENDE_LEERLING = "Deze leerling kennen wij niet. Lees eerst de leerlingen van het oude pakket in."
ANDER_WERK = "Dit nummer is bij ons van een dossier van ander werk."
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
    """Find the zaak of the rows whose dossier came in before, in the compartment of this bron."""
    werk.voer_uit(
        """UPDATE {t} SET doel_id = z.id, zaak_id = z.id
        FROM leerplicht_bronrij b
        JOIN leerplicht_zaak z ON z.gemeente_id = b.gemeente_id AND z.id = b.doel_id
        WHERE {t}.stand = 'nieuw' AND b.gemeente_id = %(gemeente)s AND b.bron = %(bron)s
            AND b.sleutel = {t}.dossier_nummer""",
        {"bron": bron},
    )
    doorstroompunt = Compartiment.DOORSTROOMPUNT
    gelijk = "=" if RECHT_PER_COMPARTIMENT[werk.bron.recht] != doorstroompunt else "<>"
    werk.weiger(
        f"""stand = 'nieuw' AND doel_id IN (SELECT z.id FROM leerplicht_zaak z WHERE z.gemeente_id = %(gemeente)s
            AND z.compartiment {gelijk} '{doorstroompunt}')""",
        "dossier_nummer",
        ANDER_WERK,
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


def wijs_dossiers_aan(werk: Werktafel) -> None:
    """The zaak of each new row, by the number of its dossier and in the compartment of the bron."""
    werk.voer_uit(
        f"""CREATE TEMPORARY TABLE oud_dossier ON COMMIT DROP AS
        SELECT b.sleutel AS nummer, min(z.id) AS zaak_id, count(*) AS aantal
        FROM leerplicht_bronrij b JOIN leerplicht_zaak z ON z.gemeente_id = b.gemeente_id AND z.id = b.doel_id
        WHERE b.gemeente_id = %(gemeente)s AND starts_with(b.bron, '{BRONNEN}') AND b.bron NOT LIKE ALL(%(geen)s)
            AND z.compartiment = %(compartiment)s AND b.sleutel IN (SELECT dossier_nummer FROM {{t}})
        GROUP BY b.sleutel""",
        {"geen": GEEN_DOSSIER, "compartiment": RECHT_PER_COMPARTIMENT[werk.bron.recht]},
    )
    werk.voer_uit(
        "UPDATE {t} SET zaak_id = d.zaak_id FROM oud_dossier d "
        "WHERE {t}.stand = 'nieuw' AND d.nummer = {t}.dossier_nummer AND d.aantal = 1"
    )
    werk.weiger(
        "stand = 'nieuw' AND dossier_nummer IN (SELECT nummer FROM oud_dossier WHERE aantal > 1)",
        "dossier_nummer",
        MEER_DOSSIERS,
    )
    werk.voer_uit("DROP TABLE oud_dossier")
    werk.weiger("stand = 'nieuw' AND zaak_id IS NULL", "dossier_nummer", ONBEKEND_DOSSIER)
