"""The example as the former package would hand it over: its dossiers as the documented files, by old numbers."""

import csv
import io
from collections.abc import Iterable, Iterator

from django.db.models import Model, QuerySet

from doorstroompunt.models import Traject
from doorstroompunt.uitwisseling import oud_trajecten
from leerplicht.inlezen.bron import Bron
from leerplicht.inlezen.oud import inschrijvingen, leerlingen
from leerplicht.models import Inschrijving, Leerling
from meldingen.choices import Soort
from meldingen.models import JgzOnderzoek, Melding, Onderzoek, Vrijstelling
from meldingen.uitwisseling import oud_jeugdarts, oud_meldingen, oud_onderzoeken, oud_vrijstellingen


def bestanden() -> Iterator[tuple[Bron, str]]:
    """Each bron with the file for it, in the order in which they are offered."""
    yield leerlingen.BRON, _schrijf(leerlingen.BRON, map(_leerling, Leerling.objects.order_by("pk")))
    ingeschreven = Inschrijving.objects.select_related("school", "onderwijssoort").order_by("pk")
    yield inschrijvingen.BRON, _schrijf(inschrijvingen.BRON, map(_inschrijving, ingeschreven))
    leerplicht = Melding.objects.van_leerplicht()
    opsporing = leerplicht.filter(resultaat__compartiment="opsporing")
    for bron, rijen in (
        (oud_meldingen.BRON, leerplicht.exclude(pk__in=opsporing)),
        (oud_meldingen.OPSPORING, opsporing),
        (oud_meldingen.ACHTTIEN_PLUS, Melding.objects.van_soort(Soort.VERZUIM_18PLUS)),
    ):
        samen = rijen.select_related("school", "reden", "onderwijssoort", "resultaat", "zaak", "vervolg_op__zaak")
        # A vervolg stands in one file with what it follows, or in a later one.
        yield bron, _schrijf(bron, map(_melding, samen.order_by("gemeld_op", "pk")))
    onderzoeken = _met_zaak(Onderzoek).filter(melding=None)
    yield oud_onderzoeken.BRON, _schrijf(oud_onderzoeken.BRON, map(_onderzoek, onderzoeken))
    yield oud_jeugdarts.BRON, _schrijf(oud_jeugdarts.BRON, map(_jeugdarts, _met_soort(JgzOnderzoek)))
    yield oud_vrijstellingen.BRON, _schrijf(oud_vrijstellingen.BRON, map(_vrijstelling, _met_soort(Vrijstelling)))
    yield oud_trajecten.BRON, _schrijf(oud_trajecten.BRON, map(_traject, _met_soort(Traject)))


def _met_zaak(model: type[Model]) -> QuerySet:
    return model._default_manager.select_related("zaak").order_by("pk")


def _met_soort(model: type[Model]) -> QuerySet:
    return _met_zaak(model).select_related("zaak", "onderwijssoort")


def _schrijf(bron: Bron, rijen: Iterable[dict]) -> str:
    uit = io.StringIO()
    schrijver = csv.DictWriter(uit, [kolom.code for kolom in bron.kolommen], delimiter=";")
    schrijver.writeheader()
    for rij in rijen:
        schrijver.writerow({code: _tekst(waarde) for code, waarde in rij.items()})
    return uit.getvalue()


def _tekst(waarde) -> str:
    if waarde is None:
        return ""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    return waarde.code if hasattr(waarde, "lijst") else str(waarde)


def _velden(rij: Model, namen: str) -> dict:
    return {naam: getattr(rij, naam) for naam in namen.split()}


def _leerling(leerling: Leerling) -> dict:
    velden = "bsn onderwijsnummer achternaam tussenvoegsel voornaam geboortedatum straat plaats"
    return {
        "leerling_nummer": f"L{leerling.pk}",
        "gezin_nummer": f"G{leerling.gezin_id}",
        "geslacht": leerling.geslacht or "onbekend",
        **_velden(leerling, velden + " geheim_adres startkwalificatie_op"),
    }


def _inschrijving(inschrijving: Inschrijving) -> dict:
    return {
        "leerling_nummer": f"L{inschrijving.leerling_id}",
        "brin": inschrijving.school.brin,
        **_velden(inschrijving, "onderwijssoort leerjaar van tot_en_met"),
    }


def _dossier(rij) -> dict:
    return {"dossier_nummer": f"D{rij.zaak.nummer}", "leerling_nummer": f"L{rij.leerling_id}"}


def _melding(melding: Melding) -> dict:
    velden = "soort gemeld_op onderwijssoort leerjaar reden resultaat gesloten_op verzuim_van verzuim_tot_en_met"
    return {
        **_dossier(melding),
        "school": melding.school and melding.school.brin,
        "uren": melding.verzuim_uren,
        "vervolg_op": melding.vervolg_op and f"D{melding.vervolg_op.zaak.nummer}",
        **_velden(melding, velden + " verwijtbaarheid_onderzocht geoorloofd"),
    }


def _vrijstelling(vrijstelling: Vrijstelling) -> dict:
    velden = "grondslag ontvangen_op onderwijssoort besluit besloten_op geldig_van geldig_tot_en_met"
    verder = " teruggekeerd_op tot_einde_leerplicht bezocht_speciaal_onderwijs"
    return {**_dossier(vrijstelling), **_velden(vrijstelling, velden + verder)}


def _traject(traject: Traject) -> dict:
    velden = "populatie aangemeld_op gestopt_op onderwijssoort begeleiding begeleiding_vanaf reden_geen_gebruik"
    reden = "reden_gestopt" if traject.populatie == "uitvaller" else "reden_zorg"
    return {**_dossier(traject), reden: traject.reden, **_velden(traject, velden + " uitstroom afgesloten_op")}


def _onderzoek(onderzoek: Onderzoek) -> dict:
    return {**_dossier(onderzoek), **_velden(onderzoek, "gestart_op uitkomst afgerond_op toelichting")}


def _jeugdarts(onderzoek: JgzOnderzoek) -> dict:
    velden = "aangevraagd_op aangevraagd_door onderwijssoort onderzocht_op in_staat follow_up_op follow_up"
    return {**_dossier(onderzoek), "gesloten_op": onderzoek.zaak.gesloten_op, **_velden(onderzoek, velden)}
