"""The verzuimregister of DUO, as a file: meldingen of schools, each known by its meldingsnummer.

The columns are those of the Besluit Verzuimmelding (annex). The machine link of DUO is another adapter, which does
not exist yet: this one reads a file that a colleague offers, and claims no more.
"""

from leerplicht.inlezen.bron import PERSOON, VESTIGING, Bron, Kolom, Veldsoort
from leerplicht.inlezen.stappen import leg_vast, maak_zaken, plan_taken
from leerplicht.inlezen.uitdrukkingen import geldt, leeftijd, schooljaar
from leerplicht.inlezen.werktafel import Werktafel
from leerplicht.koppelen.tafel import koppel_leerlingen, maak_leerlingen
from leerplicht.models import Compartiment
from leerplicht.roles import Recht
from leerplicht.terugdraaien import door_bestand
from meldingen.choices import DuoSoort, Soort, Zaaksoort
from meldingen.rules import EERSTE_CONTACT

CODE = "duo-verzuim"
INGETROKKEN = "ingetrokken"
HIER_BEWERKT = "Aan deze melding is hier gewerkt. DUO wijzigt haar niet meer."
STATUSSEN = {
    **dict.fromkeys(("geregistreerd", "g", ""), "geregistreerd"),
    **dict.fromkeys(("in behandeling", "in_behandeling", "b"), "in_behandeling"),
    **dict.fromkeys(("afgesloten", "a"), "afgesloten"),
    **dict.fromkeys(("ter kennisgeving aangenomen", "ter_kennisgeving", "t"), "ter_kennisgeving"),
    **dict.fromkeys(("ingetrokken", "i"), INGETROKKEN),
}
# LRV is reported as relatief; the triage proposes a thuiszitter, and the officer decides.
SOORTEN = {
    DuoSoort.LUXE: Soort.LUXE,
    DuoSoort.OVERIG: Soort.RELATIEF_LICHT,
    DuoSoort.V1: Soort.RELATIEF_LICHT,
    DuoSoort.V2: Soort.RELATIEF_LICHT,
    DuoSoort.WETTELIJK: Soort.RELATIEF_WETTELIJK,
    DuoSoort.LANGDURIG: Soort.RELATIEF_WETTELIJK,
    DuoSoort.WETTELIJK_18PLUS: Soort.VERZUIM_18PLUS,
    DuoSoort.RMC: Soort.VERZUIM_18PLUS,
}

KOLOMMEN = (
    Kolom("meldingsnummer", "Meldingsnummer", Veldsoort.NUMMER, True, 20, voorbeeld="20240001234"),
    Kolom("gemeld_op", "Datum melding", Veldsoort.DATUM, True, ook=("meldingsdatum",), voorbeeld="04-11-2024"),
    *PERSOON,
    Kolom(
        "duo_soort",
        "Soort verzuim",
        Veldsoort.KEUZE,
        True,
        keuzes={soort.value.lower(): soort.value for soort in DuoSoort},
        uitleg="L luxe; O, V1, V2 overig; V3, V4 wettelijk; LRV langdurig; RMC vanaf 18 jaar.",
        ook=("verzuimsoort", "soort"),
        voorbeeld="V3",
    ),
    Kolom("brin", "BRIN met vestiging", Veldsoort.BRIN, True, ook=("brin", "vestiging"), voorbeeld="16SW03"),
    VESTIGING,
    Kolom("verzuim_van", "Begindatum verzuim", Veldsoort.DATUM, ook=("begindatum",), voorbeeld="14-10-2024"),
    Kolom("verzuim_tot_en_met", "Einddatum verzuim", Veldsoort.DATUM, ook=("einddatum",)),
    Kolom("uren", "Uren verzuim", Veldsoort.DECIMAAL, ook=("uren",), voorbeeld="18"),
    Kolom("dagen", "Dagen verzuim", Veldsoort.DECIMAAL, ook=("dagen",)),
    Kolom("alle_lessen", "Alle lessen gemist", Veldsoort.JANEE, voorbeeld="nee"),
    Kolom("reden", "Vermoedelijke reden", voorbeeld="Ongemotiveerd"),
    Kolom("actie_school", "Actie van de school", lengte=1000, voorbeeld="Gesprek met de mentor"),
    Kolom("actie_gewenst", "Actie gemeente gewenst", Veldsoort.JANEE, voorbeeld="ja"),
    Kolom(
        "actie_toelichting",
        "Toelichting actie",
        lengte=1000,
        uitleg="Verplicht als er geen actie van de gemeente is gewenst.",
    ),
    Kolom("melder", "Naam melder", lengte=120),
    Kolom("melder_functie", "Functie melder", lengte=80),
    Kolom("melder_telefoon", "Telefoon melder", Veldsoort.NUMMER, lengte=20),
    Kolom("melder_email", "E-mail melder", lengte=120),
    Kolom("telefoon", "Telefoon ouder of leerling", Veldsoort.NUMMER, lengte=20),
    Kolom("afwijkend_adres", "Afwijkend adres", lengte=200),
    Kolom("sector", "Soort onderwijs", ook=("onderwijssoort",), uitleg="PO, VO, VSO of BVE.", voorbeeld="VO"),
    Kolom("leerjaar", "Leerjaar", Veldsoort.GETAL, voorbeeld="3"),
    Kolom("niveau", "Niveau", Veldsoort.GETAL, uitleg="In het mbo: 1 tot en met 4."),
    Kolom("leerweg", "Leerweg", lengte=40, uitleg="Bijvoorbeeld VMBO-TL, HAVO, VWO, PRO.", voorbeeld="HAVO"),
    Kolom("opleiding", "Opleiding", lengte=120),
    Kolom("vervolg_op", "Vervolg op meldingsnummer", Veldsoort.NUMMER, lengte=20),
    Kolom("status", "Status", Veldsoort.KEUZE, keuzes=STATUSSEN, voorbeeld="geregistreerd"),
)


def _per_soort(wat: dict[DuoSoort, str]) -> str:
    return "CASE duo_soort " + " ".join(f"WHEN '{duo}' THEN '{naar}'" for duo, naar in wat.items()) + " END"


_SOORT = _per_soort({duo: str(soort) for duo, soort in SOORTEN.items()})
_NAAM_VAN_SOORT = _per_soort({duo: str(soort.label) for duo, soort in SOORTEN.items()})
# From what a school tells about its education to our list; what cannot be told stays empty.
_ONDERWIJS = """CASE
    WHEN upper(sector) IN ('BVE', 'MBO') AND niveau BETWEEN 1 AND 4 THEN 'mbo_' || niveau
    WHEN upper(sector) IN ('BVE', 'MBO') THEN 'mbo_onbekend'
    WHEN upper(sector) IN ('PO', 'BO') THEN 'bo'
    WHEN upper(sector) = 'SBO' THEN 'sbo'
    WHEN upper(sector) = 'SO' THEN 'so'
    WHEN upper(sector) = 'VSO' OR upper(leerweg) = 'VSO' THEN 'vso'
    WHEN upper(leerweg) LIKE 'PR%%' THEN 'pro'
    WHEN upper(leerweg) LIKE 'VAVO%%' THEN 'vavo'
    WHEN upper(leerweg) LIKE 'ISK%%' THEN 'isk'
    WHEN upper(sector) = 'VO' AND leerjaar <= 2 THEN 'vo_onderbouw'
    WHEN upper(leerweg) LIKE 'HAVO%%' THEN 'havo'
    WHEN upper(leerweg) LIKE 'VWO%%' OR upper(leerweg) IN ('GYM', 'GYMNASIUM', 'ATHENEUM') THEN 'vwo'
    WHEN upper(leerweg) LIKE 'VMBO%%' OR upper(leerweg) IN ('BB', 'KB', 'GL', 'TL', 'BL', 'MAVO') THEN 'vmbo'
    END"""
_TOELICHTING = """concat_ws(E'\\n',
    'Actie van de school: ' || actie_school, 'Toelichting van de school: ' || actie_toelichting,
    'Alle lessen gemist: ' || CASE WHEN alle_lessen THEN 'ja' WHEN NOT alle_lessen THEN 'nee' END,
    'Dagen verzuim: ' || dagen::text, 'Opleiding: ' || opleiding,
    'Melder: ' || nullif(concat_ws(', ', melder, melder_functie, melder_telefoon, melder_email), ''),
    'Telefoon van ouder of leerling: ' || telefoon, 'Afwijkend adres: ' || afwijkend_adres)"""
# Hours are cut off, never rounded up: from 16 on reporting is a duty.
# What DUO may still change in a melding that is open here: our field, and what it becomes.
_BIJ_TE_WERKEN = {
    "verzuim_tot_en_met": ("verzuim_tot_en_met", "coalesce({t}.verzuim_tot_en_met, m.verzuim_tot_en_met)"),
    "uren": ("verzuim_uren", "coalesce(trunc({t}.uren, 2), m.verzuim_uren)"),
    "reden": ("vermoedelijke_reden", "coalesce(nullif({t}.reden, ''), m.vermoedelijke_reden)"),
    "actie_gewenst": ("actie_gewenst", "coalesce({t}.actie_gewenst, m.actie_gewenst)"),
}


def beoordeel(werk: Werktafel) -> None:
    _controleer(werk)
    werk.voer_uit(
        """UPDATE {t} SET doel_id = m.id, leerling_id = m.leerling_id, zaak_id = m.zaak_id, stand = 'gelijk'
        FROM meldingen_melding m
        WHERE {t}.stand = 'nieuw' AND m.gemeente_id = %(gemeente)s AND m.duo_nummer = {t}.meldingsnummer"""
    )
    anders = " OR ".join(f"m.{ons} IS DISTINCT FROM {hun}" for ons, hun in _BIJ_TE_WERKEN.values())
    verschil = ", ".join(
        f"'{kolom}', CASE WHEN m.{ons} IS DISTINCT FROM {hun} THEN jsonb_build_array(m.{ons}, {hun}) END"
        for kolom, (ons, hun) in _BIJ_TE_WERKEN.items()
    )
    werk.voer_uit(
        f"""UPDATE {{t}} SET stand = 'gewijzigd', verschil = jsonb_strip_nulls(jsonb_build_object({verschil}))
        FROM meldingen_melding m WHERE m.id = {{t}}.doel_id AND m.gesloten_op IS NULL AND ({anders})"""
    )
    _laat_bewerkte(werk)
    werk.voer_uit(
        f"""UPDATE {{t}} SET stand = 'gewijzigd',
            verschil = verschil || '{{"status": ["geregistreerd", "ingetrokken"]}}'::jsonb
        FROM meldingen_melding m WHERE m.id = {{t}}.doel_id AND {_NIEUW_INGETROKKEN}"""
    )
    # A melding that the school withdrew before we knew it is nothing to us.
    werk.voer_uit(f"UPDATE {{t}} SET stand = 'gelijk' WHERE stand = 'nieuw' AND status = '{INGETROKKEN}'")
    koppel_leerlingen(werk)


def _laat_bewerkte(werk: Werktafel) -> None:
    """What a colleague changed here since a file wrote it stays as it is: DUO does not know better any more."""
    van_ons = ", ".join(
        f"CASE WHEN CASE WHEN w.pgh_id IS NULL THEN coalesce(m.{ons}::text, '') <> '' "
        f"ELSE m.{ons} IS DISTINCT FROM w.{ons} END THEN '{kolom}' END"
        for kolom, (ons, _) in _BIJ_TE_WERKEN.items()
    )
    werk.voer_uit(
        f"""UPDATE {{t}} SET verschil = {{t}}.verschil - array_remove(ARRAY[{van_ons}], NULL)
        FROM meldingen_melding m LEFT JOIN LATERAL (
            SELECT * FROM meldingen_meldingevent h
            WHERE h.pgh_obj_id = m.id AND {door_bestand("h", CODE)} ORDER BY h.pgh_id DESC LIMIT 1
        ) w ON true
        WHERE {{t}}.stand = 'gewijzigd' AND m.id = {{t}}.doel_id"""
    )
    werk.voer_uit(
        "UPDATE {t} SET stand = 'bewerkt', fouten = jsonb_build_array(jsonb_build_array('', %(zin)s::text)) "
        "WHERE stand = 'gewijzigd' AND verschil = '{}'",
        {"zin": HIER_BEWERKT},
    )


_INGETROKKEN_TITEL = "De school trok deze melding in bij DUO"
_NIEUW_INGETROKKEN = f"""{{t}}.status = '{INGETROKKEN}' AND m.gesloten_op IS NULL AND NOT EXISTS (
    SELECT 1 FROM leerplicht_gebeurtenis g
    WHERE g.gemeente_id = m.gemeente_id AND g.zaak_id = m.zaak_id AND g.titel = '{_INGETROKKEN_TITEL}')"""


_DUBBEL = """EXISTS (
    SELECT 1 FROM {t} eerder WHERE eerder.meldingsnummer = {t}.meldingsnummer AND eerder.regel < {t}.regel)"""


_VANAF_18 = f"duo_soort IN ('{DuoSoort.WETTELIJK_18PLUS}', '{DuoSoort.RMC}')"
_TE_JONG = f"{_VANAF_18} AND {leeftijd('geboortedatum', 'gemeld_op')} < 18"


def _controleer(werk: Werktafel) -> None:
    for waar, veld, zin in (
        ("gemeld_op > %(op)s", "gemeld_op", "Deze datum ligt in de toekomst."),
        ("gemeld_op < geboortedatum", "gemeld_op", "Deze datum ligt voor de geboortedatum."),
        ("verzuim_tot_en_met < verzuim_van", "verzuim_tot_en_met", "Deze datum ligt voor de begindatum."),
        ("verzuim_van IS NULL AND verzuim_tot_en_met IS NOT NULL", "verzuim_van", "Vul ook de begindatum in."),
        ("NOT actie_gewenst AND coalesce(actie_toelichting, '') = ''", "actie_toelichting",
         "Zonder gewenste actie van de gemeente is een toelichting verplicht."),
        (_TE_JONG, "duo_soort", "Deze soort is voor jongeren vanaf 18 jaar. Hoort hier V3?"),
        ("uren < 0 OR uren > 2000", "uren", "Dit aantal uren kan niet."),
        ("leerjaar < 1 OR leerjaar > 8", "leerjaar", "Vul een leerjaar in van 1 tot en met 8."),
        (_DUBBEL, "meldingsnummer", "Dit meldingsnummer staat eerder in dit bestand."),
    ):  # fmt: skip
        werk.weiger(f"stand = 'nieuw' AND ({waar})", veld, zin)


def verwerk(werk: Werktafel) -> None:
    _werk_bij(werk)
    nieuw = "stand = 'nieuw'"
    maak_leerlingen(werk)
    compartiment = (
        f"CASE WHEN {_SOORT} = '{Soort.VERZUIM_18PLUS}' THEN '{Compartiment.DOORSTROOMPUNT}' "
        f"ELSE '{Compartiment.TOEZICHT}' END"
    )
    maak_zaken(werk, soort=Zaaksoort.MELDING, compartiment=compartiment, geopend_op="gemeld_op", waar=nieuw)
    werk.voer_uit(
        f"""INSERT INTO meldingen_melding (gemeente_id, zaak_id, leerling_id, soort, gemeld_op, herkomst,
            duo_nummer, school_id, onderwijssoort_id, leerjaar, leeftijd, toelichting, verzuim_van,
            verzuim_tot_en_met, verzuim_uren, gezin_id, verwijtbaarheid_onderzocht, dagbesteding, duo_soort,
            vermoedelijke_reden, actie_gewenst, te_sorteren, version)
        SELECT %(gemeente)s, r.zaak_id, r.leerling_id, {_SOORT}, r.gemeld_op, 'duo', r.meldingsnummer, r.brin_id,
            c.id, r.leerjaar, {leeftijd("l.geboortedatum", "r.gemeld_op")}, {_TOELICHTING}, r.verzuim_van,
            r.verzuim_tot_en_met, trunc(r.uren, 2),
            CASE WHEN r.duo_soort = 'L' THEN l.gezin_id END, CASE WHEN r.duo_soort = 'L' THEN false END, '',
            r.duo_soort, coalesce(r.reden, ''), r.actie_gewenst, true, 1
        FROM (SELECT *, {_ONDERWIJS} AS onderwijs FROM {{t}} WHERE {nieuw}) r
        JOIN leerplicht_leerling l ON l.gemeente_id = %(gemeente)s AND l.id = r.leerling_id
        LEFT JOIN leerplicht_code c ON c.gemeente_id = %(gemeente)s AND c.lijst = 'onderwijssoort'
            AND c.code = r.onderwijs AND {geldt("c", schooljaar("r.gemeld_op"))}
        ORDER BY r.regel"""
    )
    _koppel_vervolgen(werk)
    leg_vast(
        werk,
        soort="melding",
        titel=f"'Melding: ' || {_NAAM_VAN_SOORT}",
        toelichting=_TOELICHTING,
        op="gemeld_op",
        waar=nieuw,
    )
    plan_taken(werk, EERSTE_CONTACT, titel="Eerste contact opnemen", na="inlezen", waar=nieuw)


def _werk_bij(werk: Werktafel) -> None:
    """What DUO knows better in a melding that is open here."""
    zet = ", ".join(
        f"{ons} = CASE WHEN {{t}}.verschil ? '{kolom}' THEN {hun} ELSE m.{ons} END"
        for kolom, (ons, hun) in _BIJ_TE_WERKEN.items()
    )
    werk.voer_uit(
        f"UPDATE meldingen_melding m SET {zet} FROM {{t}} "
        "WHERE {t}.stand = 'gewijzigd' AND m.gemeente_id = %(gemeente)s AND m.id = {t}.doel_id "
        "AND {t}.verschil - 'status' <> '{}'"
    )
    leg_vast(
        werk,
        soort="notitie",
        titel="'Bijgewerkt uit het verzuimregister van DUO'",
        op="%(op)s::date",
        waar="stand = 'gewijzigd' AND verschil - 'status' <> '{}'",
    )
    ingetrokken = "stand = 'gewijzigd' AND verschil ? 'status'"
    leg_vast(werk, soort="notitie", titel=f"'{_INGETROKKEN_TITEL}'", op="%(op)s::date", waar=ingetrokken)
    titel = "De school trok de melding in: sluit hem af"
    plan_taken(werk, EERSTE_CONTACT, titel=titel, na="inlezen", waar=ingetrokken)


def _koppel_vervolgen(werk: Werktafel) -> None:
    """A row that says which melding it follows, of the same leerling, is joined to it."""
    werk.voer_uit(
        """UPDATE meldingen_melding m SET vervolg_op_id = eerder.id
        FROM {t}, meldingen_melding eerder
        WHERE {t}.stand = 'nieuw' AND m.gemeente_id = %(gemeente)s AND m.zaak_id = {t}.zaak_id
            AND eerder.gemeente_id = %(gemeente)s AND eerder.duo_nummer = {t}.vervolg_op
            AND eerder.leerling_id = m.leerling_id AND eerder.id <> m.id"""
    )


BRON = Bron(
    code=CODE,
    naam="Verzuimregister van DUO",
    wat=(
        "Meldingen van scholen, als CSV of XML uit het verzuimregister. De rechtstreekse verbinding met DUO is er "
        "nog niet: u biedt het bestand zelf aan."
    ),
    recht=Recht.LEERPLICHT,
    enkel="melding",
    meer="meldingen",
    kolommen=KOLOMMEN,
    beoordeel=beoordeel,
    verwerk=verwerk,
    peildatum="gemeld_op",
    xml_rij="verzuimmelding",
    paginas=(("Vergelijk met onze meldingen", "aanlevering_vergelijken"),),
)
