"""The BRP: who lives in the gemeente, who came, left or died, and whose address is secret."""

from leerplicht.inlezen.bron import PERSOON, Bron, Kolom, Veldsoort
from leerplicht.inlezen.kern.verschil import aangevuld, stel_vast, zet
from leerplicht.inlezen.werktafel import Werktafel
from leerplicht.koppelen.tafel import koppel_leerlingen, maak_leerlingen
from leerplicht.roles import Recht

KOLOMMEN = (
    *PERSOON,
    Kolom("geheim_adres", "Geheim adres", Veldsoort.JANEE, ook=("geheimhouding", "indicatie geheim")),
    Kolom("gevestigd_op", "Datum vestiging", Veldsoort.DATUM, ook=("datum vestiging in gemeente",)),
    Kolom("vertrokken_op", "Datum vertrek", Veldsoort.DATUM, ook=("datum vertrek uit gemeente",)),
    Kolom("vertrokken_naar", "Vertrokken naar", lengte=80, ook=("gemeente van vertrek", "land")),
    Kolom("vertrokken_buitenland", "Vertrokken naar buitenland", Veldsoort.JANEE, ook=("buitenland",)),
    Kolom("overleden_op", "Datum overlijden", Veldsoort.DATUM),
)

# A former tussenvoegsel stays when the file has none, so it stays in the search key too.
_ZOEKNAAM = """CASE WHEN {t}.tussenvoegsel IS NULL AND o.tussenvoegsel <> ''
    THEN {t}.zoeknaam || ' ' || lower(o.tussenvoegsel) ELSE {t}.zoeknaam END"""
VELDEN = {
    **aangevuld("voornaam", "tussenvoegsel", "achternaam", "geboortedatum", "geslacht"),
    **aangevuld("straat", "postcode", "plaats", "geheim_adres"),
    **aangevuld("gevestigd_op", "vertrokken_op", "vertrokken_naar", "vertrokken_buitenland", "overleden_op"),
    # A number is added; one that we know differently is not taken from a file by itself.
    "bsn": ("o.bsn", "coalesce(o.bsn, {t}.bsn)"),
    "onderwijsnummer": ("o.onderwijsnummer", "coalesce(o.onderwijsnummer, {t}.onderwijsnummer)"),
}
_EERDER = "EXISTS (SELECT 1 FROM {t} eerder WHERE eerder.regel < {t}.regel AND eerder.stand <> 'geweigerd' AND "
_VAN_EEN_ANDER = """EXISTS (SELECT 1 FROM leerplicht_leerling ander WHERE ander.gemeente_id = %(gemeente)s
    AND ander.{nummer} = {{t}}.{nummer} AND ander.id <> {{t}}.leerling_id)"""


def beoordeel(werk: Werktafel) -> None:
    for waar, veld, zin in (
        ("geboortedatum > %(op)s", "geboortedatum", "Deze datum ligt in de toekomst."),
        ("overleden_op > %(op)s", "overleden_op", "Deze datum ligt in de toekomst."),
        ("overleden_op < geboortedatum", "overleden_op", "Deze datum ligt voor de geboortedatum."),
        (_EERDER + "eerder.bsn = {t}.bsn)", "bsn", "Dit BSN staat eerder in dit bestand."),
    ):
        werk.weiger(f"stand = 'nieuw' AND ({waar})", veld, zin)
    koppel_leerlingen(werk)
    bekend = "stand = 'nieuw' AND leerling_id IS NOT NULL"
    werk.weiger(
        f"{bekend} AND {_EERDER}eerder.leerling_id = {{t}}.leerling_id)",
        "achternaam",
        "Deze leerling staat eerder in dit bestand.",
    )
    for nummer in ("bsn", "onderwijsnummer"):
        werk.weiger(
            f"{bekend} AND {_VAN_EEN_ANDER.format(nummer=nummer)}",
            nummer,
            "Dit nummer is van een andere leerling.",
        )
    heeft_datum = "EXISTS (SELECT 1 FROM leerplicht_leerling l WHERE l.id = {t}.leerling_id AND l.vertrokken_op"
    werk.weiger(
        "stand = 'nieuw' AND vertrokken_op IS NULL AND (vertrokken_naar IS NOT NULL OR vertrokken_buitenland) "
        f"AND NOT {heeft_datum} IS NOT NULL)",
        "vertrokken_op",
        "Vul ook de datum van vertrek in.",
    )
    stel_vast(
        werk,
        tabel="leerplicht_leerling",
        koppeling="o.gemeente_id = %(gemeente)s AND o.id = {t}.leerling_id",
        velden=VELDEN,
    )


def verwerk(werk: Werktafel) -> None:
    """Somebody new who stands in the file twice is one leerling, as his first row tells."""
    maak_leerlingen(werk)
    # By an index: of leerlingen made just now the planner knows nothing, and would read all rows for each of them.
    werk.voer_uit(
        """DROP TABLE IF EXISTS brp_eerste;
        CREATE TEMPORARY TABLE brp_eerste ON COMMIT DROP AS SELECT DISTINCT ON (leerling_id) * FROM {t}
        WHERE stand <> 'geweigerd' AND leerling_id IS NOT NULL ORDER BY leerling_id, regel;
        CREATE UNIQUE INDEX ON brp_eerste (leerling_id);
        ANALYZE brp_eerste"""
    )
    werk.voer_uit(
        f"""UPDATE leerplicht_leerling o SET {zet(VELDEN)}, zoeknaam = {_ZOEKNAAM}, brp_bijgewerkt_op = %(op)s
        FROM brp_eerste {{t}} WHERE {{t}}.stand IN ('nieuw', 'gewijzigd')
            AND o.gemeente_id = %(gemeente)s AND o.id = {{t}}.leerling_id"""
    )


BRON = Bron(
    code="brp",
    naam="BRP: personen",
    wat="Kinderen en jongeren uit de basisregistratie personen: nieuw, verhuisd, vertrokken, overleden.",
    recht=Recht.LEERPLICHT,
    enkel="persoon",
    meer="personen",
    kolommen=KOLOMMEN,
    beoordeel=beoordeel,
    verwerk=verwerk,
    xml_rij="persoon",
)
