"""`Wie keek in mijn dossier`: what a leerling or parent gets to read when he asks.

The days and the purposes, and of a colleague his role: who asks is entitled to the first two, and to a name only
where he needs it to know whether it was right (Hof van Justitie EU, C-579/21). So names are a choice.
"""

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation

from leerplicht.formulieren.velden import DatumField
from leerplicht.models import Gebruiker, Leerling, Logregel
from leerplicht.pdf import als_pdf
from leerplicht.toegang.logboek.choices import Doel, Handeling
from leerplicht.toegang.logboek.filters import DAG, begin_van
from leerplicht.toegang.logboek.wie import rolnaam

# Of a long period the days of one purpose would fill a book; then a shorter one must be chosen.
MAXIMUM = 2000
JAAR = datetime.timedelta(365)

# What was done, to somebody who does not know our screens.
IN_GEWONE_TAAL = {
    Handeling.BEKEKEN: "Uw dossier bekeken",
    Handeling.LIJST: "U stond in een lijst",
    Handeling.GEZOCHT: "U stond bij wat werd gezocht",
    Handeling.GEDOWNLOAD: "Een bestand met uw gegevens gedownload",
    Handeling.BEWERKT: "Aan uw dossier gewerkt",
}
WAARVOOR = {
    Doel.WERKVERDELING: "Om het werk te verdelen",
    Doel.OPZOEKEN: "Om iemand op te zoeken",
    Doel.DOSSIER: "Om met uw dossier te werken",
    Doel.REGISTREREN: "Om iets nieuws vast te leggen, zoals een melding",
    Doel.CONTROLE: "Om te controleren wie keek",
    Doel.INZAGE: "Om uw vraag om inzage te beantwoorden",
    Doel.TOEGANG: "Om te bepalen wie uw dossier mag openen",
}


class InzageForm(forms.Form):
    """Over which period, and with the names of colleagues or without. A GET form: it changes nothing."""

    van = DatumField(label="Vanaf")
    tot_en_met = DatumField(label="Tot en met")
    namen = forms.BooleanField(
        label="Noem de namen van collega’s",
        required=False,
        help_text="Alleen als dat nodig is om te beoordelen of het mocht. Anders staat er de functie.",
    )

    def __init__(self, *args: Any, vandaag: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"van": vandaag - JAAR, "tot_en_met": vandaag}

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        if not self.errors and schoon["tot_en_met"] < schoon["van"]:
            self.add_error("tot_en_met", "Deze dag ligt voor de eerste dag.")
        return schoon


@dataclass(frozen=True)
class Dagregel:
    """What one colleague, or colleagues of one role, did on a day for one purpose."""

    dag: datetime.date
    wie: str
    wat: str
    waarvoor: str
    aantal: int


@dataclass(frozen=True)
class Samengevat:
    """On how many days this colleague, or colleagues of this role, looked, and when last."""

    wie: str
    dagen: int
    laatste: datetime.date


def vat_samen(regels: list[Dagregel]) -> list[Samengevat]:
    """Who looked on most days first."""
    dagen: dict[str, set[datetime.date]] = {}
    for regel in regels:
        dagen.setdefault(regel.wie, set()).add(regel.dag)
    samengevat = [Samengevat(wie, len(op), max(op)) for wie, op in dagen.items()]
    return sorted(samengevat, key=lambda een: (-een.dagen, een.wie))


def dagregels(gebruiker: Gebruiker, leerling: Leerling, *, van, tot_en_met, namen: bool) -> list[Dagregel]:
    """Newest first. What was refused was not seen, and is left out."""
    logregels = _gezien(gebruiker, leerling, van, tot_en_met)
    collegas: dict[int, str] = {}
    if namen:
        wie = set(logregels.order_by().values_list("gebruiker_id", flat=True).distinct())
        collegas = dict(Gebruiker.objects.filter(pk__in=wie).values_list("pk", "naam"))
    geteld = Counter(
        (
            timezone.localdate(een.tijdstip),
            f"{collegas[een.gebruiker_id]} ({rolnaam(een.rol)})"
            if een.gebruiker_id in collegas
            else rolnaam(een.rol),
            IN_GEWONE_TAAL[Handeling(een.handeling)],
            WAARVOOR[Doel(een.doel)],
        )
        for een in logregels.only("tijdstip", "gebruiker_id", "rol", "handeling", "doel").iterator()
    )
    # Newest day first, and within a day by who.
    op_dag = sorted(geteld.items(), key=lambda een: een[0][1:])
    return [Dagregel(*wat, aantal) for wat, aantal in sorted(op_dag, key=lambda een: een[0][0], reverse=True)]


def maak_inzage(
    gebruiker: Gebruiker,
    leerling: Leerling,
    *,
    van: datetime.date,
    tot_en_met: datetime.date,
    namen: bool,
    op: datetime.date,
) -> bytes:
    """The letter as PDF. Raises PdfFout as `als_pdf` does."""
    regels = dagregels(gebruiker, leerling, van=van, tot_en_met=tot_en_met, namen=namen)
    inhoud = {
        "gemeente": gebruiker.gemeente,
        "leerling": leerling,
        "van": van,
        "tot_en_met": tot_en_met,
        "gemaakt_op": op,
        "samengevat": vat_samen(regels),
        "dagen": len({regel.dag for regel in regels}),
        "regels": regels[:MAXIMUM],
        "meer": max(0, len(regels) - MAXIMUM),
        "namen": namen,
    }
    with translation.override("nl"):
        return als_pdf(render_to_string("privacy/inzage.pdf.html", inhoud))


def _gezien(gebruiker: Gebruiker, leerling: Leerling, van: datetime.date, tot_en_met: datetime.date) -> QuerySet:
    periode = Logregel.objects.zichtbaar_voor(gebruiker).filter(
        tijdstip__gte=begin_van(van), tijdstip__lt=begin_van(tot_en_met + DAG), status__lt=400
    )
    return periode.over(*leerling.nummers)
