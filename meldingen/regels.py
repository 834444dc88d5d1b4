"""How zaken of leerplicht read in the werkvoorraad, the search and the dossier: one query per model."""

from collections.abc import Sequence

from django.urls import reverse

from leerplicht.models import Zaak
from leerplicht.onderdeel import Zaakregel
from leerplicht.toegang.leesbaar import AFGEHANDELD
from meldingen.actions.vrijstelling import uitkomst_naam
from meldingen.choices import Zaaksoort
from meldingen.models import JgzOnderzoek, Melding, Onderzoek, Signaal, Vrijstelling


def regels(zaken: Sequence[Zaak]) -> dict[int, Zaakregel]:
    """A row per zaak id. An onderzoek that was vastgesteld reads as its melding."""
    ids: dict[str, list[int]] = {}
    for zaak in zaken:
        ids.setdefault(zaak.soort, []).append(zaak.pk)
    gevonden: dict[int, Zaakregel] = {}
    if onderzoeken := ids.get(Zaaksoort.ONDERZOEK, []):
        gevonden |= {o.zaak_id: _onderzoek(o) for o in Onderzoek.objects.filter(zaak__in=onderzoeken)}
    if meldingen := [*ids.get(Zaaksoort.MELDING, []), *onderzoeken]:
        rijen = Melding.objects.filter(zaak__in=meldingen).select_related("school", "resultaat")
        gevonden |= {melding.zaak_id: _melding(melding) for melding in rijen}
    if vrijstellingen := ids.get(Zaaksoort.VRIJSTELLING, []):
        gevonden |= {v.zaak_id: _vrijstelling(v) for v in Vrijstelling.objects.filter(zaak__in=vrijstellingen)}
    if jgz := ids.get(Zaaksoort.JGZ, []):
        gevonden |= {o.zaak_id: _jgz(o) for o in JgzOnderzoek.objects.filter(zaak__in=jgz)}
    if signalen := ids.get(Zaaksoort.SIGNAAL, []):
        gevonden |= {s.zaak_id: _signaal(s) for s in Signaal.objects.filter(zaak__in=signalen)}
    return gevonden


def _melding(melding: Melding) -> Zaakregel:
    waar = f", {melding.school}" if melding.school else ""
    # A row is read by everybody who sees the zaak: what is of opsporing stands on the page of the melding only.
    resultaat = melding.resultaat and (AFGEHANDELD if melding.resultaat.is_opsporing else melding.resultaat.label)
    uitkomst = f" · {resultaat}" if resultaat else ""
    return Zaakregel(
        titel=melding.get_soort_display(),
        detail=f"gemeld op {melding.gemeld_op:%d-%m-%Y}{waar}{uitkomst}",
        url=reverse("melding", args=[melding.pk]),
        status="neutraal" if melding.gesloten_op else "info",
    )


def _onderzoek(onderzoek: Onderzoek) -> Zaakregel:
    uitkomst = f" · {onderzoek.get_uitkomst_display()}" if onderzoek.uitkomst else ""
    return Zaakregel(
        titel="Onderzoek absoluut verzuim",
        detail=f"gestart op {onderzoek.gestart_op:%d-%m-%Y}{uitkomst}",
        url=reverse("onderzoek", args=[onderzoek.pk]),
        status="neutraal" if onderzoek.uitkomst else "info",
    )


def _vrijstelling(vrijstelling: Vrijstelling) -> Zaakregel:
    tot = vrijstelling.geldig_tot_en_met
    return Zaakregel(
        titel=f"Vrijstelling {vrijstelling.get_grondslag_display()}",
        detail=uitkomst_naam(vrijstelling) + (f", geldig tot en met {tot:%d-%m-%Y}" if tot else ""),
        url=reverse("vrijstelling", args=[vrijstelling.pk]),
        status="neutraal" if vrijstelling.besluit else "info",
    )


def _jgz(onderzoek: JgzOnderzoek) -> Zaakregel:
    uitslag = f" · in staat: {onderzoek.get_in_staat_display().lower()}" if onderzoek.in_staat else ""
    return Zaakregel(
        titel="Onderzoek door de jeugdarts",
        detail=f"aangevraagd op {onderzoek.aangevraagd_op:%d-%m-%Y}{uitslag}",
        url=reverse("jgz", args=[onderzoek.pk]),
        status="neutraal" if onderzoek.follow_up else "info",
    )


def _signaal(signaal: Signaal) -> Zaakregel:
    uitkomst = f" · {signaal.get_uitkomst_display()}" if signaal.uitkomst else ""
    return Zaakregel(
        titel=f"Signaal: {signaal.get_soort_display()}",
        detail=f"aanleiding op {signaal.aanleiding_op:%d-%m-%Y}{uitkomst}",
        url=reverse("signaal", args=[signaal.pk]),
        status="neutraal" if signaal.uitkomst else "info",
    )
