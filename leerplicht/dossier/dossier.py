"""What the pages of a leerling and of a zaak have in common: the timeline, the duty, what is still to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from leerplicht import parameters, rules
from leerplicht.dossier.werkvoorraad import Werkregel, met_werk, werkregels
from leerplicht.models import Document, Gebeurtenis, Gebruiker, Leerling, Taak, Zaak
from leerplicht.models.zaak import RECHT_PER_COMPARTIMENT

# Icon (lucide) of each kind of Gebeurtenis.
ICONEN = {
    "melding": "bell",
    "besluit": "scale",
    "gesprek": "messages-square",
    "brief": "mail",
    "notitie": "notebook-pen",
    "overdracht": "arrow-right-left",
    "sluiting": "circle-check",
}
# A timeline longer than this is cut; the page says so.
MAXIMUM = 200


@dataclass(frozen=True)
class Plicht:
    """Under which duty a leerling stands on a day, until when, and why."""

    naam: str
    uitleg: str
    geldt: bool


def waarom_weg(leerling: Leerling, dag: date) -> str:
    """That the leerling died or left the gemeente before or on this day; empty for who lives here."""
    if leerling.overleden_op is not None and leerling.overleden_op <= dag:
        return f"Overleden op {leerling.overleden_op:%d-%m-%Y}"
    if rules.is_vertrokken(leerling.vertrokken_op, leerling.gevestigd_op, dag):
        delen = ("Vertrokken", leerling.waarheen, f"op {leerling.vertrokken_op:%d-%m-%Y}")
        return " ".join(deel for deel in delen if deel)
    return ""


def plicht_op(leerling: Leerling, dag: date) -> Plicht:
    """Leerplicht (Lpw art. 3), kwalificatieplicht (art. 4a) or neither, in a sentence for the dossier."""
    if weg := waarom_weg(leerling, dag):
        overleden = leerling.overleden_op is not None and leerling.overleden_op <= dag
        waar = "" if overleden else " Het toezicht is aan de gemeente waar de leerling woont (artikel 16)."
        return Plicht("Overleden" if overleden else "Vertrokken", f"{weg}.{waar}", False)
    geboren, behaald = leerling.geboortedatum, leerling.startkwalificatie_op
    begin, einde = rules.begin_leerplicht(geboren), rules.einde_leerplicht(geboren)
    achttien = rules.verjaardag(geboren, 18)
    if dag < begin:
        return Plicht("Nog niet leerplichtig", f"Leerplichtig vanaf {begin:%d-%m-%Y} (artikel 3 lid 1).", False)
    if rules.is_leerplichtig(geboren, dag):
        uitleg = (
            f"Tot en met {einde:%d-%m-%Y}: einde van het schooljaar waarin de leerling 16 wordt (artikel 3 lid 1)."
        )
        return Plicht("Leerplichtig", uitleg, True)
    if rules.is_kwalificatieplichtig(geboren, dag, startkwalificatie_op=behaald):
        tot = achttien - timedelta(1)
        uitleg = f"Tot en met {tot:%d-%m-%Y}: tot de 18e verjaardag of de startkwalificatie (artikel 4a)."
        return Plicht("Kwalificatieplichtig", uitleg, True)
    if behaald is not None and behaald <= dag:
        return Plicht("Niet leerplichtig", f"Heeft sinds {behaald:%d-%m-%Y} een startkwalificatie.", False)
    grens = parameters.op("doorstroompunt_leeftijdsgrens", dag).waarde
    if rules.in_doelgroep_doorstroompunt(geboren, dag, grens):
        uitleg = f"Geen startkwalificatie: doelgroep van het Doorstroompunt tot {grens} jaar."
        return Plicht("Niet leerplichtig", uitleg, False)
    return Plicht("Niet leerplichtig", f"Is {grens} jaar of ouder.", False)


def verloop(
    gebruiker: Gebruiker, *, leerling: Leerling | None = None, zaak: Zaak | None = None
) -> list[dict[str, Any]]:
    """The timeline of one zaak, or of all zaken of a leerling that the user may see; newest first."""
    gebeurtenissen = Gebeurtenis.objects.zichtbaar_voor(gebruiker).select_related("door", "zaak")
    if zaak is not None:
        gebeurtenissen = gebeurtenissen.filter(zaak=zaak)
    else:
        gebeurtenissen = gebeurtenissen.filter(zaak__leerling=leerling)
    return [
        {
            "datum": gebeurtenis.op,
            "titel": gebeurtenis.titel if zaak else f"{gebeurtenis.titel} (zaak {gebeurtenis.zaak})",
            "tekst": gebeurtenis.toelichting,
            "door": gebeurtenis.door,
            "icoon": ICONEN.get(gebeurtenis.soort, "circle-dot"),
            "soort": "ok" if gebeurtenis.soort == "sluiting" else "",
        }
        for gebeurtenis in gebeurtenissen[:MAXIMUM]
    ]


def behandelaars(gebruiker: Gebruiker, compartimenten: Iterable[str]) -> QuerySet[Gebruiker]:
    """Colleagues who may see one of the compartments today: only they can do the work."""
    open_met = {recht for recht, compartiment in RECHT_PER_COMPARTIMENT.items() if compartiment in compartimenten}
    return gebruiker.collegas_met(open_met, op=timezone.localdate())


def zaakblok(gebruiker: Gebruiker, zaak: Zaak) -> dict[str, Any]:
    """Context of `leerplicht/zaakblok.html`, beside the facts of a melding, vrijstelling or traject."""
    met_taken: Any = met_werk(Zaak.objects.zichtbaar_voor(gebruiker)).get(pk=zaak.pk)
    documenten = Document.objects.zichtbaar_voor(gebruiker)
    return {
        "zaak": zaak,
        "taken": met_taken.open_taken,
        "toewijzing": met_taken.lopend[0] if met_taken.lopend else None,
        "collegas": list(behandelaars(gebruiker, [zaak.compartiment])),
        "vandaag": timezone.localdate(),
        "documenten": documenten.filter(zaak=zaak).select_related("toegevoegd_door"),
        "stappen": verloop(gebruiker, zaak=zaak),
    }


def zaken_van(gebruiker: Gebruiker, leerling: Leerling) -> list[Werkregel]:
    """All zaken of a leerling that the user may see, open ones first."""
    zaken = met_werk(Zaak.objects.zichtbaar_voor(gebruiker).filter(leerling=leerling))
    return sorted(werkregels(zaken), key=lambda regel: regel.zaak.gesloten_op is not None)


def open_taken(regels: list[Werkregel]) -> list[Taak]:
    """Everything to do in these zaken, first things first."""
    return sorted((taak for regel in regels for taak in regel.zaak.open_taken), key=lambda taak: taak.vervalt_op)


def gezinsleden(gebruiker: Gebruiker, leerling: Leerling) -> list[Leerling]:
    """The other children of the gezin."""
    if leerling.gezin_id is None:
        return []
    anderen = Leerling.objects.zichtbaar_voor(gebruiker).exclude(pk=leerling.pk)
    return list(anderen.filter(gezin=leerling.gezin_id))
