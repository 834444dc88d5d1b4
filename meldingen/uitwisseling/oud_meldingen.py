"""The meldingen of the old package, open and closed, in three files: by who may read what is in them.

A file and its preview show every result to whoever may read in that bron. So a result of opsporing is refused in
the file of leerplicht, and its row is not kept; who is authorised offers those rows as a file of its own. Verzuim
18+ is a file of the Doorstroompunt. All three share one series of numbers.
"""

from leerplicht.inlezen.bron import Bron
from leerplicht.inlezen.oud.nummers import (
    ken_dossiers,
    ken_leerlingen,
    onthoud,
    weiger_dubbele,
    weiger_voor_geboorte,
)
from leerplicht.inlezen.oud.verloop import plan_nagaan, vertel_herkomst
from leerplicht.inlezen.oud.wijzigen import (
    LATER,
    heropend,
    nieuw_of,
    rond_oordeel_af,
    vergelijk,
    werk_bij,
    werk_zaken_bij,
)
from leerplicht.inlezen.stappen import leg_vast, maak_zaken
from leerplicht.inlezen.uitdrukkingen import leeftijd
from leerplicht.inlezen.werktafel import Werktafel
from leerplicht.models import Compartiment
from leerplicht.roles import Recht
from leerplicht.toegang.leesbaar import AFGEHANDELD
from meldingen.choices import Soort, Zaaksoort
from meldingen.uitwisseling.oud_kolommen import ABSOLUUT, CODE, LUXE, RIJEN, VELDEN, WAARDEN, kolommen
from meldingen.uitwisseling.oud_vastgesteld import HEEFT_TAAK, VASTGESTELD, ken_onderzoeken, stel_onderzoeken_vast

IS_OPSPORING = (
    "Dit resultaat is van opsporing. Wie daarvoor is gemachtigd, leest deze regel in met het bestand "
    "“Oud pakket: meldingen met opsporing”."
)
ONBEKEND_VERVOLG = "Dit dossiernummer kennen wij niet, en het staat niet goed in dit bestand."
ANDER_VERVOLG = "De melding met dat dossiernummer gaat over een andere leerling, is van later of is deze zelf."
NIET_MET_DIT_BESTAND = "Het resultaat van deze melding wijzigt niet met dit bestand."
ANDER_ABSOLUUT = (
    "Absoluut verzuim begint met een onderzoek: een andere soort wordt dat niet, en andersom ook niet."
)

_OPSPORING = """{t}.resultaat IN (SELECT c.code FROM leerplicht_code c
    WHERE c.gemeente_id = %(gemeente)s AND c.lijst = 'resultaat-' || {t}.soort
        AND c.compartiment = 'opsporing')"""


def beoordeel(werk: Werktafel) -> None:
    weiger_dubbele(werk, "dossier_nummer")
    ken_dossiers(werk, CODE)
    ken_leerlingen(werk)
    if werk.bron.recht != Recht.OPSPORING:
        _houd_opsporing_apart(werk)
    ken_onderzoeken(werk)
    vergelijk(werk, rijen=RIJEN, velden=VELDEN)
    weiger_voor_geboorte(werk, "gemeld_op")
    for waar, kolom, zin in (
        ("gemeld_op > %(op)s", "gemeld_op", "Deze datum ligt in de toekomst."),
        ("gesloten_op > %(op)s", "gesloten_op", "Deze datum ligt in de toekomst."),
        ("gesloten_op < gemeld_op", "gesloten_op", "Deze datum ligt voor de meldingsdatum."),
        ("gesloten_op IS NOT NULL AND resultaat IS NULL", "resultaat",
         "Een afgesloten melding heeft een resultaat."),
        ("gesloten_op IS NULL AND resultaat IS NOT NULL", "gesloten_op", "Op welke dag is de melding afgesloten?"),
        ("vastgesteld_op > %(op)s", "vastgesteld_op", "Deze datum ligt in de toekomst."),
        ("vastgesteld_op < gemeld_op", "vastgesteld_op", "Deze datum ligt voor de meldingsdatum."),
        ("verzuim_tot_en_met < verzuim_van", "verzuim_tot_en_met", "Deze datum ligt voor de begindatum."),
        ("verzuim_van IS NULL AND verzuim_tot_en_met IS NOT NULL", "verzuim_van", "Vul ook de begindatum in."),
        ("uren < 0 OR uren > 2000", "uren", "Dit aantal uren kan niet."),
        ("leerjaar < 1 OR leerjaar > 8", "leerjaar", "Vul een leerjaar in van 1 tot en met 8."),
        (f"{LUXE} AND verwijtbaarheid_onderzocht IS NULL", "verwijtbaarheid_onderzocht",
         "Geef aan of de verwijtbaarheid is onderzocht."),
        (f"{LUXE} AND EXISTS (SELECT 1 FROM leerplicht_leerling l WHERE l.gemeente_id = %(gemeente)s "
         "AND l.id = {t}.leerling_id AND l.gezin_id IS NULL)", "soort",
         "Luxe verzuim telt per gezin, en van deze leerling is geen gezin bekend."),
    ):  # fmt: skip
        werk.weiger(f"stand = 'nieuw' AND ({waar})", kolom, zin)
    werk.weiger(
        f"""stand = 'nieuw' AND doel_id IS NOT NULL AND ({ABSOLUUT}) <> EXISTS (SELECT FROM meldingen_onderzoek k
            WHERE k.gemeente_id = %(gemeente)s AND k.zaak_id = {{t}}.zaak_id)""",
        "soort",
        ANDER_ABSOLUUT,
    )
    _controleer_vervolgen(werk)
    rond_oordeel_af(werk)


def beoordeel_zonder_opsporing(werk: Werktafel) -> None:
    """Of every row, also one that is refused for something else: it may not stay where colleagues read it."""
    werk.weiger(_OPSPORING, "resultaat", IS_OPSPORING)
    # A result that nobody mapped yet may be one of opsporing too; so may one of which the soort tells no list yet,
    # and one in a row that could not be read.
    werk.voer_uit(
        f"""UPDATE {{t}} SET ruw = '[]' WHERE {_OPSPORING} OR soort IS NULL AND resultaat IS NOT NULL
            OR fouten @> '[["resultaat"]]' OR fouten @> '[[""]]'"""
    )
    beoordeel(werk)


def _houd_opsporing_apart(werk: Werktafel) -> None:
    """A result of opsporing is shown and changed only by who may read it."""
    werk.weiger(
        """stand = 'nieuw' AND doel_id IS NOT NULL AND EXISTS (SELECT FROM meldingen_melding o
            JOIN leerplicht_code c ON c.gemeente_id = o.gemeente_id AND c.id = o.resultaat_id
            WHERE o.gemeente_id = %(gemeente)s AND o.zaak_id = {t}.zaak_id AND c.compartiment = 'opsporing')""",
        "resultaat",
        NIET_MET_DIT_BESTAND,
    )


# By number: the meldingen that are here, and the rows of the file that will be.
_EERDER = """(
    SELECT b.sleutel AS nummer, m.leerling_id, m.gemeld_op
    FROM leerplicht_bronrij b JOIN meldingen_melding m ON m.gemeente_id = b.gemeente_id AND m.zaak_id = b.doel_id
    WHERE b.gemeente_id = %(gemeente)s AND b.bron = 'oud-meldingen'
        AND b.sleutel NOT IN (SELECT dossier_nummer FROM {t} WHERE stand = 'nieuw')
    UNION
    SELECT dossier_nummer, leerling_id, gemeld_op FROM {t} WHERE stand = 'nieuw')"""


def _controleer_vervolgen(werk: Werktafel) -> None:
    """A vervolg needs its earlier melding; a row that is refused takes those that follow it along."""
    werk.weiger(
        f"""stand = 'nieuw' AND vervolg_op IS NOT NULL AND EXISTS (
            SELECT 1 FROM {_EERDER} e WHERE e.nummer = {{t}}.vervolg_op AND (e.leerling_id <> {{t}}.leerling_id
                OR e.gemeld_op > {{t}}.gemeld_op OR e.nummer = {{t}}.dossier_nummer))""",
        "vervolg_op",
        ANDER_VERVOLG,
    )
    werk.weiger(
        f"""regel IN (
            WITH RECURSIVE los AS (
                SELECT r.regel, r.dossier_nummer FROM {{t}} r LEFT JOIN {_EERDER} e ON e.nummer = r.vervolg_op
                WHERE r.stand = 'nieuw' AND r.vervolg_op IS NOT NULL AND e.nummer IS NULL
                UNION
                SELECT r.regel, r.dossier_nummer FROM {{t}} r JOIN los ON r.vervolg_op = los.dossier_nummer
                WHERE r.stand = 'nieuw')
            SELECT regel FROM los)""",
        "vervolg_op",
        ONBEKEND_VERVOLG,
    )


_LEEFTIJD = leeftijd("l.geboortedatum", "r.gemeld_op")


def verwerk(werk: Werktafel) -> None:
    geen_zaak = f"stand = 'nieuw' AND NOT ({VASTGESTELD})"
    for zaaksoort, waar in (
        (Zaaksoort.ONDERZOEK, f"{geen_zaak} AND {ABSOLUUT}"),
        (Zaaksoort.MELDING, f"{geen_zaak} AND soort <> '{Soort.ABSOLUUT}'"),
    ):
        maak_zaken(
            werk,
            soort=zaaksoort,
            compartiment=f"CASE WHEN soort = '{Soort.VERZUIM_18PLUS}' THEN '{Compartiment.DOORSTROOMPUNT}' "
            f"ELSE '{Compartiment.TOEZICHT}' END",
            geopend_op="gemeld_op",
            gesloten_op="gesloten_op",
            waar=waar,
        )
    werk.voer_uit(
        f"""INSERT INTO meldingen_melding (gemeente_id, zaak_id, leerling_id, herkomst, leeftijd, gezin_id,
            dagbesteding, duo_soort, vermoedelijke_reden, te_sorteren, version, {", ".join(WAARDEN)})
        SELECT %(gemeente)s, r.zaak_id, r.leerling_id, 'school', {_LEEFTIJD},
            CASE WHEN r.{LUXE} THEN l.gezin_id END, '', '', '', false, 1, {", ".join(WAARDEN.values())}
        FROM {{t}} r JOIN leerplicht_leerling l ON l.gemeente_id = %(gemeente)s AND l.id = r.leerling_id
        WHERE r.stand = 'nieuw' ORDER BY r.regel"""
    )
    werk.voer_uit(
        f"""INSERT INTO meldingen_onderzoek
            (gemeente_id, zaak_id, leerling_id, gestart_op, uitkomst, afgerond_op, melding_id, toelichting,
            version)
        SELECT %(gemeente)s, m.zaak_id, m.leerling_id, m.gemeld_op, 'vastgesteld',
            coalesce(r.vastgesteld_op, m.gemeld_op), m.id, '', 1
        FROM (SELECT * FROM {{t}} WHERE {geen_zaak} AND {ABSOLUUT}) r
        JOIN meldingen_melding m ON m.gemeente_id = %(gemeente)s AND m.zaak_id = r.zaak_id
        ORDER BY r.regel"""
    )
    onthoud(werk, CODE, sleutel="dossier_nummer", doel="zaak_id", waar=geen_zaak)
    stel_onderzoeken_vast(werk)
    _wijzig(werk)
    werk.voer_uit(
        f"""UPDATE meldingen_melding m SET vervolg_op_id = (SELECT eerder.id FROM leerplicht_bronrij b
            JOIN meldingen_melding eerder ON eerder.gemeente_id = b.gemeente_id AND eerder.zaak_id = b.doel_id
            WHERE b.gemeente_id = %(gemeente)s AND b.bron = %(bron)s AND b.sleutel = {{t}}.vervolg_op)
        FROM {{t}} WHERE m.gemeente_id = %(gemeente)s AND m.zaak_id = {{t}}.zaak_id
            AND {nieuw_of("vervolg_op")} AND ({{t}}.stand = 'gewijzigd' OR {{t}}.vervolg_op IS NOT NULL)""",
        {"bron": CODE},
    )
    _vertel(werk)


def _wijzig(werk: Werktafel) -> None:
    """What is known and differs. Age and gezin are as they were on the day of the melding, unless that changes."""
    vanzelf = {
        "leeftijd": f"CASE WHEN r.verschil ? 'gemeld_op' THEN {_LEEFTIJD} ELSE o.leeftijd END",
        "gezin_id": f"CASE WHEN r.{LUXE} THEN coalesce(o.gezin_id, l.gezin_id) END",
    }
    werk_bij(werk, "meldingen_melding", WAARDEN | vanzelf)
    einde = "coalesce(r.vastgesteld_op, r.gemeld_op)"
    werk_bij(werk, "meldingen_onderzoek", {"gestart_op": "r.gemeld_op", "afgerond_op": einde})
    werk_zaken_bij(
        werk, geopend_op="gemeld_op", gesloten_op="gesloten_op", zelf_verteld=("resultaat", "gesloten_op")
    )


def _vertel(werk: Werktafel) -> None:
    """The timeline of each dossier, as it would read had it been kept here; and what is open gets attention."""
    soorten = "CASE soort " + " ".join(f"WHEN '{soort.value}' THEN '{soort.label}'" for soort in Soort) + " END"
    label = (
        "(SELECT c.label FROM leerplicht_code c WHERE c.gemeente_id = %(gemeente)s AND c.id = {t}.resultaat_id)"
    )
    nieuw = "stand = 'nieuw'"
    dicht = f"{nieuw_of('resultaat', 'gesloten_op')} AND gesloten_op IS NOT NULL"
    weer_open = heropend("gesloten_op")
    leg_vast(
        werk,
        soort="melding",
        titel=f"'Melding: ' || {soorten}",
        toelichting="coalesce(toelichting, '')",
        op="gemeld_op",
        waar=nieuw,
    )
    leg_vast(
        werk,
        soort="sluiting",
        titel=f"'Afgesloten: ' || CASE WHEN {_OPSPORING} THEN '{AFGEHANDELD}' ELSE {label} END",
        op="gesloten_op",
        waar=dicht,
    )
    leg_vast(
        werk,
        soort="besluit",
        titel=f"'Resultaat: ' || {label}",
        op="gesloten_op",
        compartiment=f"'{Compartiment.OPSPORING}'",
        waar=f"{dicht} AND {_OPSPORING}",
    )
    leg_vast(werk, soort="melding", titel="'Melding heropend'", op="%(op)s::date", waar=weer_open)
    vertel_herkomst(werk, waar=f"{nieuw} AND NOT ({VASTGESTELD})")
    plan_nagaan(werk, waar=f"({nieuw} AND gesloten_op IS NULL OR {weer_open}) AND NOT {HEEFT_TAAK}")


_WAT = "Meldingen uit het pakket waarmee u hiervoor werkte, open en afgesloten. Lees eerst de leerlingen in. "


def _bron(code: str, naam: str, wat: str, recht: Recht, soorten: tuple[Soort, ...]) -> Bron:
    return Bron(
        code=code,
        naam=naam,
        wat=f"{_WAT}{wat} {LATER}",
        recht=recht,
        enkel="melding",
        meer="meldingen",
        kolommen=kolommen(soorten),
        beoordeel=beoordeel if recht == Recht.OPSPORING else beoordeel_zonder_opsporing,
        verwerk=verwerk,
        peildatum="gemeld_op",
    )


_LEERPLICHT = tuple(Soort(soort) for soort in Soort.LEERPLICHT)
BRON = _bron(
    CODE,
    "Oud pakket: meldingen",
    "Meldingen met een resultaat van opsporing horen in een eigen bestand.",
    Recht.LEERPLICHT,
    _LEERPLICHT,
)
OPSPORING = _bron(
    "oud-meldingen-opsporing",
    "Oud pakket: meldingen met opsporing",
    "Dit bestand is voor meldingen die eindigden met Halt of een proces-verbaal.",
    Recht.OPSPORING,
    _LEERPLICHT,
)
ACHTTIEN_PLUS = _bron(
    "oud-meldingen-18plus",
    "Oud pakket: verzuim 18+",
    "Dit bestand is voor verzuim vanaf 18 jaar.",
    Recht.DOORSTROOMPUNT,
    (Soort.VERZUIM_18PLUS,),
)
