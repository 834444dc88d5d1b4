"""When what is known of a leerling is a signaal, of which kind, and since when; pure functions of plain values."""

from dataclasses import dataclass
from datetime import date, timedelta

from leerplicht import rules
from leerplicht.models.zaak import Compartiment
from meldingen.signalen.choices import Signaalsoort, Zeefreden

# A day that comes once (a birthday, the end of the leerplicht) gives a signaal so long after it; not years later,
# when the dossiers of long ago are read in.
VENSTER = timedelta(days=31)
# An enrolment or vrijstelling that begins within this time answers the question already.
BINNENKORT = timedelta(days=31)
# More than this many at once says that the enrolments were not read in, not that so many children have no school.
HOOGSTENS = 100
HOOGSTENS_DEEL = 0.03


@dataclass(frozen=True)
class Aanleiding:
    """What makes a signaal. `nieuw` False: keeps one open that is there, and makes none."""

    leerling_id: int
    soort: Signaalsoort
    op: date
    waarom: str
    nieuw: bool = True


@dataclass(frozen=True, kw_only=True)
class Persoon:
    leerling_id: int
    geboortedatum: date
    startkwalificatie_op: date | None = None
    overleden_op: date | None = None
    vertrokken_op: date | None = None
    gevestigd_op: date | None = None


@dataclass(frozen=True, kw_only=True)
class Zonderschool(Persoon):
    """Who is enrolled nowhere on the day: what the sieve looks at.

    `laatst_ingeschreven`, `laatst_vrijgesteld`: the last days of what was; `begint_op`: of what is to come.
    `vrijgesteld`: a vrijstelling holds; `buitenland`: that of 5 onder c. `onderzocht_op`: start of the last.
    `bekeken`, `wordt_bekeken`: aanleiding and day of handling of the last signaal that somebody decided on.
    """

    laatst_ingeschreven: date | None = None
    begint_op: date | None = None
    vrijgesteld: bool = False
    buitenland: bool = False
    laatst_vrijgesteld: date | None = None
    aanvraag_loopt: bool = False
    onderzocht_op: date | None = None
    onderzoek_loopt: bool = False
    bekeken: tuple[date, date] | None = None
    wordt_bekeken: tuple[date, date] | None = None


@dataclass(frozen=True)
class Oordeel:
    """`reden` None: it is a signaal."""

    soort: Signaalsoort
    aanleiding_op: date
    signaal_vanaf: date
    waarom: str
    reden: Zeefreden | None


def compartiment_van(soort: str) -> Compartiment:
    return Compartiment.DOORSTROOMPUNT if soort in Signaalsoort.DOORSTROOMPUNT else Compartiment.TOEZICHT


def signaleren_vanaf(aanleiding_op: date, dagen: int) -> date:
    """When the school has had the days of article 18 to tell of an enrolment; in August not before 1 September.

    The schools are closed then, and the enrolments of the new school year are on their way.
    """
    vanaf = aanleiding_op + timedelta(days=dagen)
    return date(vanaf.year, 9, 1) if vanaf.month == 8 else vanaf


def te_veel(signalen: int, leerplichtigen: int) -> bool:
    return signalen > max(HOOGSTENS, round(leerplichtigen * HOOGSTENS_DEEL))


def zonder_school_sinds(wie: Zonderschool, dag: date) -> date:
    """The first day of what is asked now: after a school, a vrijstelling, moving in; or of the duty itself.

    A new school year is a cause of its own: who was looked at last year is asked for again.
    """
    begin = rules.begin_leerplicht(wie.geboortedatum)
    na = [einde + timedelta(1) for einde in (wie.laatst_ingeschreven, wie.laatst_vrijgesteld) if einde is not None]
    gevestigd = [wie.gevestigd_op] if wie.gevestigd_op is not None and wie.gevestigd_op <= dag else []
    return max(begin, rules.begin_schooljaar(rules.schooljaar_van(dag)), *na, *gevestigd)


def beoordeel(wie: Zonderschool, dag: date, dagen: int) -> Oordeel | None:
    """Whether it is a signaal, or why not; None when no duty rests on him or will soon.

    `dagen`: how long a school has to tell of an enrolment (article 18).
    """
    geboren = wie.geboortedatum
    begin = rules.begin_leerplicht(geboren)
    if not rules.verjaardag(geboren, 5) <= dag < rules.verjaardag(geboren, 18):
        return None
    sinds = zonder_school_sinds(wie, dag)
    if dag < begin:
        sinds = begin
    vanaf = signaleren_vanaf(sinds, dagen)
    # Until it is absoluut verzuim, the beginning is what there is to tell.
    wordt = sinds == begin and dag < vanaf
    soort = Signaalsoort.WORDT_LEERPLICHTIG if wordt else Signaalsoort.ABSOLUUT
    return Oordeel(soort, sinds, vanaf, _waarom(wie, dag), _reden(wie, dag, soort, sinds, vanaf))


def _reden(wie: Zonderschool, dag: date, soort: Signaalsoort, sinds: date, vanaf: date) -> Zeefreden | None:
    gehaald = wie.startkwalificatie_op is not None and wie.startkwalificatie_op <= dag
    proef = {
        Zeefreden.OVERLEDEN: wie.overleden_op is not None and wie.overleden_op <= dag,
        Zeefreden.VERTROKKEN: rules.is_vertrokken(wie.vertrokken_op, wie.gevestigd_op, dag),
        Zeefreden.STARTKWALIFICATIE: gehaald and dag > rules.einde_leerplicht(wie.geboortedatum),
        Zeefreden.BUITENLAND: wie.buitenland,
        Zeefreden.VRIJGESTELD: wie.vrijgesteld,
        Zeefreden.AANVRAAG: wie.aanvraag_loopt,
        Zeefreden.BEGINT: wie.begint_op is not None and wie.begint_op <= max(dag, sinds) + BINNENKORT,
        Zeefreden.ONDERZOCHT: wie.onderzoek_loopt
        or (wie.onderzocht_op is not None and wie.onderzocht_op >= sinds),
        Zeefreden.BEKEKEN: is_bekeken(
            wie.wordt_bekeken if soort == Signaalsoort.WORDT_LEERPLICHTIG else wie.bekeken, sinds
        ),
        Zeefreden.WACHT: soort == Signaalsoort.ABSOLUUT and dag < vanaf,
    }
    return next((reden for reden, geldt in proef.items() if geldt), None)


def is_bekeken(bekeken: tuple[date, date] | None, sinds: date) -> bool:
    """Somebody decided on this cause, or on a former one while this was there: a corrected date is no news."""
    return bekeken is not None and (bekeken[0] == sinds or bekeken[1] >= sinds)


def _waarom(wie: Zonderschool, dag: date) -> str:
    begin, einde = rules.begin_leerplicht(wie.geboortedatum), rules.einde_leerplicht(wie.geboortedatum)
    if dag < begin:
        plicht = f"Wordt leerplichtig op {begin:%d-%m-%Y} (artikel 3 lid 1)"
    elif dag <= einde:
        plicht = f"Leerplichtig sinds {begin:%d-%m-%Y} (artikel 3 lid 1)"
    else:
        plicht = f"Kwalificatieplichtig sinds {einde + timedelta(1):%d-%m-%Y} (artikel 4a)"
    delen = [f"{plicht} en op geen school ingeschreven."]
    if wie.laatst_ingeschreven is not None:
        delen.append(f"De laatste inschrijving eindigde op {wie.laatst_ingeschreven:%d-%m-%Y}.")
    else:
        delen.append("Er is nooit een inschrijving geweest.")
    if wie.laatst_vrijgesteld is not None:
        delen.append(f"De vrijstelling eindigde op {wie.laatst_vrijgesteld:%d-%m-%Y}.")
    if wie.gevestigd_op is not None and wie.gevestigd_op <= dag:
        delen.append(f"Kwam op {wie.gevestigd_op:%d-%m-%Y} in de gemeente wonen.")
    return " ".join(delen)


def over_open_dossier(
    wie: Persoon, compartiment: str, geopend_op: date, dag: date, grens: int
) -> Aanleiding | None:
    """What is to be told of somebody with open work in a compartment; `geopend_op`: of the oldest dossier.

    `grens`: the age limit of the Doorstroompunt.
    """
    traject = compartiment == Compartiment.DOORSTROOMPUNT
    if wie.overleden_op is not None and wie.overleden_op <= dag:
        soort = Signaalsoort.OVERLEDEN_TRAJECT if traject else Signaalsoort.OVERLEDEN
        waarom = f"Overleden op {wie.overleden_op:%d-%m-%Y}, en er is nog een {_wat(traject)} open."
        return Aanleiding(wie.leerling_id, soort, wie.overleden_op, waarom)
    if wie.vertrokken_op is not None and rules.is_vertrokken(wie.vertrokken_op, wie.gevestigd_op, dag):
        soort = Signaalsoort.VERTROKKEN_TRAJECT if traject else Signaalsoort.VERTROKKEN
        waarom = f"Vertrokken op {wie.vertrokken_op:%d-%m-%Y}, en er is nog een {_wat(traject)} open."
        return Aanleiding(wie.leerling_id, soort, wie.vertrokken_op, waarom)
    if traject:
        return _over_leeftijdsgrens(wie, dag, grens)
    return _over_einde_plicht(wie, geopend_op, dag)


def _wat(traject: bool) -> str:
    return "traject" if traject else "dossier"


def _over_leeftijdsgrens(wie: Persoon, dag: date, grens: int) -> Aanleiding | None:
    bereikt = rules.verjaardag(wie.geboortedatum, grens)
    if dag < bereikt:
        return None
    waarom = f"Werd {grens} jaar op {bereikt:%d-%m-%Y}: vanaf die dag geen doelgroep meer van het Doorstroompunt."
    return Aanleiding(wie.leerling_id, Signaalsoort.LEEFTIJDSGRENS, bereikt, waarom)


def _over_einde_plicht(wie: Persoon, geopend_op: date, dag: date) -> Aanleiding | None:
    """A dossier from before the change: who opened one later knew the age."""
    achttien = rules.verjaardag(wie.geboortedatum, 18)
    begin = rules.einde_leerplicht(wie.geboortedatum) + timedelta(1)
    if dag >= achttien:
        soort, op = Signaalsoort.ACHTTIEN_DOSSIER, achttien
        waarom = f"Werd 18 jaar op {op:%d-%m-%Y}: de kwalificatieplicht eindigde, en er is nog een dossier open."
    elif dag >= begin:
        soort, op = Signaalsoort.KWALIFICATIEPLICHT, begin
        waarom = f"De leerplicht eindigde, sinds {op:%d-%m-%Y} geldt de kwalificatieplicht (artikel 4a)."
    else:
        return None
    if geopend_op >= op:
        return None
    return Aanleiding(wie.leerling_id, soort, op, waarom, nieuw=dag < op + VENSTER)


def achttien_zonder_school(wie: Persoon, dag: date) -> Aanleiding | None:
    """Enrolled nowhere, without startkwalificatie: the Doorstroompunt may offer help. Of who lives here."""
    op = rules.verjaardag(wie.geboortedatum, 18)
    weg = (wie.overleden_op is not None and wie.overleden_op <= dag) or rules.is_vertrokken(
        wie.vertrokken_op, wie.gevestigd_op, dag
    )
    if dag < op or weg or (wie.startkwalificatie_op is not None and wie.startkwalificatie_op <= dag):
        return None
    waarom = f"Werd 18 jaar op {op:%d-%m-%Y}, heeft geen startkwalificatie en is op geen school ingeschreven."
    soort = Signaalsoort.ACHTTIEN_ZONDER_SCHOOL
    return Aanleiding(wie.leerling_id, soort, op, waarom, nieuw=dag < op + VENSTER)
