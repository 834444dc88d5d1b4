"""The dossiers that tables and kerncijfers count, and when a dossier was open. One function is one source."""

from datetime import date

from django.db.models import Q, QuerySet

from doorstroompunt.choices import Begeleiding, Populatie
from doorstroompunt.models import BegeleidWonen, Overstap, Poging, Traject
from meldingen.choices import Besluit, Grondslag, Soort
from meldingen.models import JgzOnderzoek, Melding, Onderzoek, Vrijstelling
from rapportage.uitsplitsing import Jaarstand
from rapportage.verslagjaar import Verslagjaar


def melding_open_op(peildatum: date) -> Q:
    return Q(gesloten_op__isnull=True) | Q(gesloten_op__gt=peildatum)


def traject_open_op(peildatum: date) -> Q:
    return Q(afgesloten_op__isnull=True) | Q(afgesloten_op__gt=peildatum)


def niet_opgelost(na: str = "") -> Jaarstand:
    return Jaarstand("niet_opgelost", "Niet opgelost", melding_open_op, na=na)


NOG_IN_TRAJECT = Jaarstand("nog_in_traject", "Nog in traject Doorstroompunt", traject_open_op)


def meldingen(*soorten: str):
    """Meldingen of some kinds in the school year, without kinds all of leerplicht."""

    def bron(jaar: Verslagjaar) -> QuerySet[Melding]:
        return (
            Melding.objects.filter(gemeente=jaar.gemeente)
            .in_schooljaar(jaar.schooljaar)
            .van_soort(*(soorten or Soort.LEERPLICHT))
        )

    return bron


def onderzoeken(jaar: Verslagjaar) -> QuerySet[Onderzoek]:
    return Onderzoek.objects.filter(gemeente=jaar.gemeente).in_schooljaar(jaar.schooljaar)


def vrijstellingen(*grondslagen: str):
    """Requests and appeals: granted and valid in the school year, or refused in it."""

    def bron(jaar: Verslagjaar) -> QuerySet[Vrijstelling]:
        return Vrijstelling.objects.filter(
            gemeente=jaar.gemeente, grondslag__in=grondslagen or Grondslag.values
        ).afgehandeld_in_periode(jaar.begin, jaar.einde)

    return bron


def jgz_onderzoeken(jaar: Verslagjaar) -> QuerySet[JgzOnderzoek]:
    return JgzOnderzoek.objects.filter(gemeente=jaar.gemeente).onderzocht_in_periode(
        jaar.begin_kalenderjaar, jaar.einde_kalenderjaar
    )


def trajecten(populatie: str, *begeleiding: str):
    """Trajecten of a population in the school year, without `begeleiding` whatever the young person chose."""

    def bron(jaar: Verslagjaar) -> QuerySet[Traject]:
        gevonden = (
            Traject.objects.filter(gemeente=jaar.gemeente).in_schooljaar(jaar.schooljaar).van_populatie(populatie)
        )
        return gevonden.filter(begeleiding__in=begeleiding) if begeleiding else gevonden

    return bron


def begeleide_vsvers(jaar: Verslagjaar) -> QuerySet[Traject]:
    """Uitvallers and oude vsv'ers with guidance."""
    return (
        Traject.objects.filter(gemeente=jaar.gemeente)
        .in_schooljaar(jaar.schooljaar)
        .filter(populatie__in=[Populatie.UITVALLER, Populatie.OUDE_VSV], begeleiding=Begeleiding.BEGELEID)
    )


def overstappen(jaar: Verslagjaar) -> QuerySet[Overstap]:
    return Overstap.objects.filter(gemeente=jaar.gemeente, zomer=jaar.kalenderjaar)


def pogingen_overstap(jaar: Verslagjaar) -> QuerySet[Poging]:
    return Poging.objects.filter(gemeente=jaar.gemeente, zaak__overstap__zomer=jaar.kalenderjaar)


def begeleid_wonen(jaar: Verslagjaar) -> QuerySet[BegeleidWonen]:
    return BegeleidWonen.objects.filter(gemeente=jaar.gemeente).in_periode(
        jaar.begin_kalenderjaar, jaar.einde_kalenderjaar
    )


VERLEEND = (Besluit.VERLEEND.value,)
NIET_VERLEEND = (Besluit.NIET_VERLEEND.value,)
