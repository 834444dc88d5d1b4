"""What was changed about a colleague, by whom: read from the history that the database keeps."""

from typing import Any

from django.apps import apps

from leerplicht.models import Aanstelling, Gebruiker
from leerplicht.roles import ROLLEN
from leerplicht.toegang.gebruikers.bereik import beheert_overal

# So many changes are shown; older ones are in the logs of the privacy officer.
MAXIMUM = 50


def verloop(beheerder: Gebruiker, aanstelling: Aanstelling) -> list[dict[str, Any]]:
    """Steps of a timeline, newest first.

    Of the account itself only when this beheerder is beheerder wherever it works: who changed it elsewhere and why
    is not his.
    """
    stappen = _stappen("AanstellingEvent", aanstelling.pk, _van_aanstelling)
    if beheert_overal(beheerder, aanstelling.gebruiker):
        stappen += _stappen("GebruikerEvent", aanstelling.gebruiker_id, _van_gebruiker)
    # Stable: what happened in one transaction has one time, and keeps its order.
    stappen = sorted(stappen, key=lambda stap: stap["datum"])[::-1][:MAXIMUM]
    namen = dict(Gebruiker.objects.filter(pk__in={stap["door"] for stap in stappen}).values_list("pk", "naam"))
    return [{**stap, "door": namen.get(stap["door"], "")} for stap in stappen]


def _stappen(model: str, pk: int, zinnen: Any) -> list[dict[str, Any]]:
    """One step per change that has something to say; `door` is still the number of the user."""
    rijen = apps.get_model("leerplicht", model).objects.filter(pgh_obj_id=pk).select_related("pgh_context")
    vorige, stappen = None, []
    for rij in rijen.order_by("pgh_id"):
        context = rij.pgh_context.metadata if rij.pgh_context else {}
        for titel, tekst, icoon in zinnen(vorige, rij):
            stappen.append(
                {
                    "datum": rij.pgh_created_at,
                    "titel": titel,
                    "tekst": tekst,
                    "icoon": icoon,
                    "door": context.get("user"),
                }
            )
        vorige = rij
    return stappen


def _van_aanstelling(vorige: Any, nu: Any) -> list[tuple[str, str, str]]:
    zinnen = []
    if vorige is None:
        zinnen.append((f"Toegevoegd als {_rolnaam(nu.rol)}", "", "user-plus"))
    elif vorige.rol != nu.rol:
        zinnen.append((f"Rol: van {_rolnaam(vorige.rol)} naar {_rolnaam(nu.rol)}", "", "id-card"))
    machtiging = (nu.opsporing_van, nu.opsporing_tot_en_met)
    eerder = (vorige.opsporing_van, vorige.opsporing_tot_en_met) if vorige else (None, None)
    if machtiging != eerder and nu.opsporing_van:
        periode = f"van {nu.opsporing_van:%d-%m-%Y} tot en met {nu.opsporing_tot_en_met:%d-%m-%Y}"
        zinnen.append((f"Gemachtigd voor opsporing {periode}", nu.opsporing_waarom, "shield-check"))
    elif machtiging != eerder:
        zinnen.append(("Machtiging voor opsporing ingetrokken", nu.opsporing_waarom, "shield-off"))
    return zinnen


def _van_gebruiker(vorige: Any, nu: Any) -> list[tuple[str, str, str]]:
    if vorige is None:
        return []
    zinnen = []
    if vorige.naam != nu.naam:
        zinnen.append((f"Naam: van {vorige.naam} naar {nu.naam}", "", "pencil"))
    if vorige.is_active and not nu.is_active:
        zinnen.append(("Niet meer actief", nu.actief_waarom, "user-x"))
    if nu.is_active and not vorige.is_active:
        zinnen.append(("Weer actief", nu.actief_waarom, "user-check"))
    if nu.factor_gereset_op and nu.factor_gereset_op != vorige.factor_gereset_op:
        zinnen.append(("Tweede stap gereset", nu.factor_gereset_waarom, "smartphone"))
    if vorige.factor_gereset_op and not nu.factor_gereset_op:
        zinnen.append(("Nieuwe tweede stap ingesteld", "", "smartphone"))
    return zinnen


def _rolnaam(code: str) -> str:
    return ROLLEN[code].naam if code in ROLLEN else code
