"""How far a beheerder reaches: the colleagues of the active gemeente, and never into a gemeente that is not his.

An account can work in several gemeenten, and one beheerder need not be beheerder in all of them. What belongs to
one gemeente (the role, the machtiging) is his; what counts everywhere (the name, whether the account may log in)
is his only when he is beheerder wherever the colleague works.
"""

from django.apps import apps
from django.db.models import QuerySet

from leerplicht.models import Aanstelling, Gebruiker, Gemeente
from leerplicht.roles import ROLLEN, Recht

BEHEERDERSROLLEN = frozenset(rol.code for rol in ROLLEN.values() if Recht.GEBRUIKERS in rol.rechten)


def zichtbaar_voor(beheerder: Gebruiker) -> QuerySet[Aanstelling]:
    """The colleagues of the active gemeente; none for who is no beheerder there."""
    if not beheerder.mag(Recht.GEBRUIKERS):
        return Aanstelling.objects.none()
    return Aanstelling.objects.filter(gemeente=beheerder.gemeente).select_related("gebruiker", "gemeente")


def werkte_hier(beheerder: Gebruiker, pk: int) -> Gebruiker | None:
    """Whose aanstelling this was in the active gemeente, when it is no longer there."""
    if not beheerder.mag(Recht.GEBRUIKERS):
        return None
    historie = apps.get_model("leerplicht", "AanstellingEvent").objects
    weg = historie.filter(gemeente_id=beheerder.gemeente.pk, pgh_obj_id=pk, pgh_label="delete").first()
    return weg and Gebruiker.objects.filter(pk=weg.gebruiker_id).first()


def beheert(beheerder: Gebruiker, gemeente: Gemeente) -> bool:
    return beheerder.is_active and _in_beheer(beheerder).filter(gemeente=gemeente).exists()


def beheert_overal(beheerder: Gebruiker, gebruiker: Gebruiker) -> bool:
    """Whether the colleague works only where this beheerder is beheerder too."""
    elders = gebruiker.aanstellingen.exclude(gemeente__in=_in_beheer(beheerder).values("gemeente"))
    return beheerder.is_active and not elders.exists()


def is_laatste_beheerder(aanstelling: Aanstelling) -> bool:
    """Whether without this one nobody could change users in the gemeente any more.

    Two beheerders who remove each other take turns here: the gemeente is locked until the end of the transaction.
    """
    if aanstelling.rol not in BEHEERDERSROLLEN:
        return False
    gemeente = Gemeente.objects.select_for_update(no_key=True).get(pk=aanstelling.gemeente_id)
    beheerders = gemeente.aanstellingen.filter(rol__in=BEHEERDERSROLLEN, gebruiker__is_active=True)
    return not beheerders.exclude(pk=aanstelling.pk).exists()


def _in_beheer(beheerder: Gebruiker) -> QuerySet[Aanstelling]:
    return beheerder.bereikbaar().filter(rol__in=BEHEERDERSROLLEN)
