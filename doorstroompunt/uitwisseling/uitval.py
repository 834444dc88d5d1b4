"""List A01: who left education without startkwalificatie gets a traject, or belongs to one that is there."""

from datetime import date

from doorstroompunt.actions.traject import MET_GESTOPT
from doorstroompunt.choices import Populatie, Zaaksoort
from leerplicht import parameters
from leerplicht.inlezen.stappen import leg_vast, maak_zaken, plan_taken
from leerplicht.inlezen.uitdrukkingen import geldt, leeftijd, schooljaar
from leerplicht.inlezen.werktafel import Werktafel
from leerplicht.models import Compartiment
from leerplicht.rules import begin_schooljaar, schooljaar_van, teldatum
from meldingen.rules import EERSTE_CONTACT

LEEFTIJDSGRENS = "doorstroompunt_leeftijdsgrens"
MET_STOP = ", ".join(f"'{populatie}'" for populatie in MET_GESTOPT)
NIEUW = "stand = 'nieuw' AND soort = 'A01'"
GOED = "stand IN ('nieuw', 'gewijzigd') AND soort = 'A01'"
BIJGEWERKT = "Datum van uitschrijving bijgewerkt uit lijst A01 van DUO"
# As this row is known: a date that was corrected here later is not set back by the same file.
_SLEUTEL = "concat_ws(':', 'A01', {t}.leerling_id, to_char({t}.gestopt_op, 'YYYY-MM-DD'))"
# The enrolment that ran on the day of stopping, or the last one before it.
_LAATSTE = """(SELECT i.id FROM leerplicht_inschrijving i
    WHERE i.gemeente_id = %(gemeente)s AND i.leerling_id = {t}.leerling_id AND i.van <= {t}.gestopt_op
    ORDER BY i.van DESC, i.id DESC LIMIT 1)"""
_TOELICHTING = """'Uit lijst A01 van DUO.' || coalesce(' Laatste school: ' || (
    SELECT s.naam FROM leerplicht_school s WHERE s.id = {t}.brin_id) || '.', '')"""


def versie(code: str, jaar: str) -> str:
    """The version of a code (its id) that holds in a school year; the code itself when that year has none."""
    return f"""coalesce((SELECT v.id FROM leerplicht_code c JOIN leerplicht_code v
        ON (v.gemeente_id, v.lijst, v.code) = (c.gemeente_id, c.lijst, c.code)
        WHERE c.gemeente_id = %(gemeente)s AND c.id = {code} AND {geldt("v", jaar)}), {code})"""


def _van_leerling(waar: str) -> str:
    return f"""EXISTS (SELECT 1 FROM leerplicht_leerling l
        WHERE l.gemeente_id = %(gemeente)s AND l.id = {{t}}.leerling_id AND ({waar}))"""


def _laatste_inschrijving(waar: str) -> str:
    return f"EXISTS (SELECT 1 FROM leerplicht_inschrijving x WHERE x.id = {_LAATSTE} AND ({waar}))"


def _uitvaller(op: date) -> str:
    """Whether a row is about an uitvaller: stopped in a school year that is not yet counted."""
    jaar = schooljaar_van(op)
    eerste = jaar - 1 if op <= teldatum(jaar - 1) else jaar
    return f"{{t}}.gestopt_op >= '{begin_schooljaar(eerste)}'::date"


def beoordeel(werk: Werktafel) -> None:
    werk.voer_uit(
        f"""UPDATE {{t}} SET doel_id = j.id, zaak_id = j.zaak_id, stand = 'gelijk' FROM doorstroompunt_traject j
        WHERE {NIEUW} AND j.gemeente_id = %(gemeente)s AND j.leerling_id = {{t}}.leerling_id
            AND j.populatie IN ({MET_STOP})
            AND (j.gestopt_op = {{t}}.gestopt_op OR j.afgesloten_op >= {{t}}.gestopt_op OR EXISTS (
                SELECT 1 FROM leerplicht_bronrij b WHERE b.gemeente_id = %(gemeente)s AND b.bron = %(bron)s
                    AND b.sleutel = {_SLEUTEL} AND b.doel_id = j.id))""",
        {"bron": werk.bron.code},
    )
    werk.weiger(
        f"""{NIEUW} AND EXISTS (SELECT 1 FROM doorstroompunt_traject j WHERE j.gemeente_id = %(gemeente)s
            AND j.leerling_id = {{t}}.leerling_id AND j.populatie = '{Populatie.UITVALLER}'
            AND j.afgesloten_op IS NULL AND j.schooljaar <> {schooljaar("{t}.gestopt_op")})""",
        "gestopt_op",
        "Er loopt nog een traject met een stopdatum in een ander schooljaar. Kijk dat traject eerst na.",
    )
    # An oude vsv'er who stops again in the year in which he came into view is an uitvaller too.
    werk.voer_uit(
        f"""UPDATE {{t}} SET doel_id = j.id, zaak_id = j.zaak_id, stand = 'gewijzigd',
            verschil = jsonb_build_object('gestopt_op', jsonb_build_array(
                to_char(j.gestopt_op, 'DD-MM-YYYY'), to_char({{t}}.gestopt_op, 'DD-MM-YYYY')))
        FROM (SELECT DISTINCT ON (r.regel) r.regel, j.* FROM {{t}} r JOIN doorstroompunt_traject j
                ON j.gemeente_id = %(gemeente)s AND j.leerling_id = r.leerling_id
            WHERE j.afgesloten_op IS NULL AND j.populatie IN ({MET_STOP})
                AND (j.populatie <> '{Populatie.OUDE_VSV}'
                    OR {schooljaar("r.gestopt_op")} < {schooljaar("j.aangemeld_op")})
            ORDER BY r.regel, j.populatie = '{Populatie.UITVALLER}' DESC, j.id DESC) j
        WHERE {NIEUW} AND j.regel = {{t}}.regel"""
    )
    _weiger(werk)


def _weiger(werk: Werktafel) -> None:
    """Who is no vsv'er of the Doorstroompunt, or not yet; and what contradicts our enrolments."""
    # Of an uitvaller the day of stopping decides, of an oude vsv'er the day on which he came into view.
    dag = f"CASE WHEN {_uitvaller(werk.op)} THEN {{t}}.gestopt_op ELSE %(op)s::date END"
    geboren = """coalesce((SELECT l.geboortedatum FROM leerplicht_leerling l
        WHERE l.gemeente_id = %(gemeente)s AND l.id = {t}.leerling_id), {t}.geboortedatum)"""
    for welke, waar, veld, zin in (
        (GOED, _van_leerling(f"l.startkwalificatie_op <= {dag}"), "gestopt_op",
         "Deze jongere had toen al een startkwalificatie."),
        (NIEUW, f"{leeftijd(geboren, dag)} >= {_leeftijdsgrens(dag)}", "geboortedatum",
         "De jongere is te oud voor het Doorstroompunt."),
        (NIEUW, f"{leeftijd(geboren, '%(op)s::date')} < 18", "geboortedatum",
         "Onder de 18 jaar is de leerplichtambtenaar aan zet. Lees deze regel weer in als de jongere 18 is."),
        (NIEUW, _van_leerling("l.overleden_op IS NOT NULL"), "achternaam", "Deze jongere is overleden."),
        (NIEUW, _van_leerling("""l.vertrokken_op <= %(op)s AND (l.gevestigd_op IS NULL
            OR NOT (l.gevestigd_op > l.vertrokken_op AND l.gevestigd_op <= %(op)s))"""), "achternaam",
         "Deze jongere woont niet meer in de gemeente."),
        (NIEUW, _laatste_inschrijving("x.tot_en_met > {t}.gestopt_op"), "gestopt_op",
         "Bij ons liep de inschrijving na deze datum nog door."),
        # Another vestiging of the same school is no contradiction.
        (NIEUW, _laatste_inschrijving("""x.tot_en_met IS NULL AND EXISTS (SELECT 1 FROM leerplicht_school s
            WHERE s.id = x.school_id AND left(s.brin, 4) <> left({t}.brin, 4))"""), "brin",
         "Bij ons staat deze jongere nog ingeschreven bij een andere school."),
    ):  # fmt: skip
        werk.weiger(f"{welke} AND ({waar})", veld, zin)


def _leeftijdsgrens(dag: str) -> str:
    waarden = " ".join(
        f"WHEN {dag} BETWEEN '{een.geldig_van or date.min}' AND '{een.geldig_tot or date.max}' THEN {een.waarde}"
        for een in parameters.alle()
        if een.code == LEEFTIJDSGRENS
    )
    return f"(CASE {waarden} END)"


def verwerk(werk: Werktafel) -> None:
    _werk_bij(werk)
    maak_zaken(
        werk,
        soort=Zaaksoort.TRAJECT,
        compartiment=f"'{Compartiment.DOORSTROOMPUNT}'",
        geopend_op="%(op)s::date",
        waar=NIEUW,
    )
    uitvaller = _uitvaller(werk.op)
    jaar = f"CASE WHEN {uitvaller} THEN {schooljaar('{t}.gestopt_op')} ELSE {schooljaar_van(werk.op)} END"
    onderwijs = f"""coalesce({{t}}.onderwijssoort_id, (
        SELECT x.onderwijssoort_id FROM leerplicht_inschrijving x WHERE x.id = {_LAATSTE}))"""
    werk.voer_uit(
        f"""INSERT INTO doorstroompunt_traject (gemeente_id, zaak_id, leerling_id, populatie, aangemeld_op,
            gestopt_op, leeftijd, onderwijssoort_id, reden_id, begeleiding, toelichting, version)
        SELECT %(gemeente)s, {{t}}.zaak_id, {{t}}.leerling_id,
            CASE WHEN {uitvaller} THEN '{Populatie.UITVALLER}' ELSE '{Populatie.OUDE_VSV}' END, %(op)s,
            {{t}}.gestopt_op, {leeftijd("l.geboortedatum", "{t}.gestopt_op")}, {versie(onderwijs, jaar)},
            {versie("{t}.reden_id", jaar)}, '', {_TOELICHTING}, 1
        FROM {{t}} JOIN leerplicht_leerling l ON l.gemeente_id = %(gemeente)s AND l.id = {{t}}.leerling_id
        WHERE {NIEUW} ORDER BY {{t}}.regel"""
    )
    werk.voer_uit(
        f"""UPDATE {{t}} SET doel_id = j.id FROM doorstroompunt_traject j
        WHERE {NIEUW} AND j.gemeente_id = %(gemeente)s AND j.zaak_id = {{t}}.zaak_id"""
    )
    leg_vast(
        werk,
        soort="melding",
        titel="'Traject geopend'",
        toelichting=_TOELICHTING,
        op="%(op)s::date",
        waar=NIEUW,
    )
    plan_taken(werk, EERSTE_CONTACT, titel="Zoek contact met de jongere", na="het in beeld komen", waar=NIEUW)
    _schrijf_uit(werk)
    _onthoud(werk)


def _werk_bij(werk: Werktafel) -> None:
    """Another day of stopping in a traject that runs; the age is that of that day."""
    gewijzigd = "stand = 'gewijzigd' AND soort = 'A01'"
    werk.voer_uit(
        f"""UPDATE doorstroompunt_traject j
        SET gestopt_op = {{t}}.gestopt_op, leeftijd = {leeftijd("l.geboortedatum", "{t}.gestopt_op")}
        FROM {{t}} JOIN leerplicht_leerling l ON l.gemeente_id = %(gemeente)s AND l.id = {{t}}.leerling_id
        WHERE {gewijzigd} AND j.gemeente_id = %(gemeente)s AND j.id = {{t}}.doel_id"""
    )
    leg_vast(werk, soort="notitie", titel=f"'{BIJGEWERKT}'", op="%(op)s::date", waar=gewijzigd)


def _schrijf_uit(werk: Werktafel) -> None:
    """The enrolment that still ran on the day of stopping ends on it."""
    school = f"""(SELECT s.naam FROM leerplicht_inschrijving x JOIN leerplicht_school s ON s.id = x.school_id
        WHERE x.id = {_LAATSTE})"""
    leg_vast(
        werk,
        soort="besluit",
        titel=f"'Inschrijving beëindigd: ' || {school}",
        op="gestopt_op",
        waar=f"{NIEUW} AND {_laatste_inschrijving('x.tot_en_met IS NULL')}",
    )
    werk.voer_uit(
        f"""UPDATE leerplicht_inschrijving n SET tot_en_met = {{t}}.gestopt_op FROM {{t}}
        WHERE {NIEUW} AND n.gemeente_id = %(gemeente)s AND n.tot_en_met IS NULL AND n.id = {_LAATSTE}"""
    )


def _onthoud(werk: Werktafel) -> None:
    werk.voer_uit(
        f"""INSERT INTO leerplicht_bronrij (gemeente_id, bron, sleutel, doel_id)
        SELECT %(gemeente)s, %(bron)s, {_SLEUTEL}, doel_id FROM {{t}} WHERE {GOED}
        ON CONFLICT (gemeente_id, bron, sleutel) DO UPDATE SET doel_id = excluded.doel_id""",
        {"bron": werk.bron.code},
    )
