"""For every model with rows of a gemeente: how to make one in a compartment. New model: add its builder here.

A builder gives an unsaved row with what must hold; text fields that it leaves empty are marked. None: such a row
cannot stand in this compartment.
"""

from django.db import models
from django.utils import timezone

from doorstroompunt.models import BegeleidWonen, NoShow, NoShowKlas, Overstap, Poging, Traject
from leerplicht.bestanden import opslag
from leerplicht.dossier.actions import zoeknaam
from leerplicht.models import (
    Aanlevering,
    Aanleverregel,
    Aanstelling,
    Betrokkene,
    Bronrij,
    Bronvertaling,
    Code,
    Concept,
    Document,
    ExternCijfer,
    Gebeurtenis,
    Gezin,
    Indeling,
    Inschrijving,
    Leerling,
    Logregel,
    Opdracht,
    Opening,
    Samenvoeging,
    Taak,
    Toewijzing,
    Verzegeling,
    Verzending,
    Zaak,
)
from meldingen.models import (
    JgzOnderzoek,
    Melding,
    Onderzoek,
    Signaal,
    Sorteerronde,
    Terugmelding,
    Terugmeldkeuze,
    Vrijstelling,
)
from rapportage.models import GepubliceerdCijfer, RunStatus, Verslagrun, Verslagtekst
from rapportage.verslag import als_json, maak_verslag
from tests.verhalen import lekbouwers_toegang as toegang
from tests.verhalen.lekwereld import DAG, VOORGELEGD, Bouwer, Plek


def _leerling(plek: Plek) -> models.Model:
    leerling = Leerling(
        gemeente=plek.gemeente,
        gezin=plek.rijen[Gezin],
        bsn=plek.merken.bsn(plek.merk(Leerling, "bsn")),
        onderwijsnummer=plek.merken.bsn(plek.merk(Leerling, "onderwijsnummer")),
        geboortedatum=plek.dag(Leerling, "geboortedatum"),
        startkwalificatie_op=plek.dag(Leerling, "startkwalificatie_op"),
        vertrokken_op=plek.dag(Leerling, "vertrokken_op"),
    )
    plek.merken.zet(leerling, plek.kant, plek.vak)
    leerling.zoeknaam = zoeknaam(leerling)
    return leerling


def _code(plek: Plek) -> models.Model:
    # Behind the others of its list, with a name of its own in each gemeente.
    return Code(gemeente=plek.gemeente, lijst="reden-zorg", volgorde=900, van_schooljaar=2015)


def _indeling(plek: Plek) -> models.Model:
    rij = Code.objects.filter(gemeente=plek.gemeente, lijst="rij-overzicht").first()
    return Indeling(gemeente=plek.gemeente, code=plek.rijen[Code], soort="overzicht", rij=rij)


def _extern(plek: Plek) -> models.Model | None:
    if plek.vak != "toezicht":
        return None
    return ExternCijfer(
        gemeente=plek.gemeente, soort="leerplichtigen", schooljaar=2023, waarde=21_987, peildatum="2023-10-01"
    )


def _betrokkene(plek: Plek) -> models.Model:
    return Betrokkene(gemeente=plek.gemeente, leerling=plek.leerling, relatie="ouder")


def _inschrijving(plek: Plek) -> models.Model:
    return Inschrijving(
        gemeente=plek.gemeente,
        leerling=plek.leerling,
        school=plek.school,
        onderwijssoort=Code.objects.get(gemeente=plek.gemeente, lijst="onderwijssoort", code="mbo_2"),
        leerjaar=2,
        van=plek.dag(Inschrijving, "van"),
    )


def _van_zaak(plek: Plek, soort: str) -> dict:
    return {"gemeente": plek.gemeente, "zaak": plek.zaak(soort), "leerling": plek.leerling}


def _melding(plek: Plek) -> models.Model:
    soort = {"doorstroompunt": "verzuim_18plus", "toezicht": "zorg", "opsporing": "relatief_wettelijk"}[plek.vak]
    melding = Melding(**_van_zaak(plek, "melding"), soort=soort, gemeld_op=DAG, leeftijd=17, school=plek.school)
    # That of opsporing is closed.
    melding.te_sorteren = plek.vak != "opsporing"
    return melding


def _terugmelding(plek: Plek) -> models.Model:
    wat = {"zaak": plek.rijen[Zaak], "status": "afgesloten", "reden": "einde_overig"}
    return Terugmelding(gemeente=plek.gemeente, bestand=1, op=DAG, door=plek.collega, **wat)


def _terugmeldkeuze(plek: Plek) -> models.Model | None:
    if plek.vak != "toezicht":
        return None
    return Terugmeldkeuze(gemeente=plek.gemeente, status="afgesloten", reden="einde_werk")


def _zaak(plek: Plek) -> models.Model:
    return Zaak.objects.get(pk=plek.nummer)


def _toewijzing(plek: Plek) -> models.Model:
    return Toewijzing.objects.get(pk=plek.nummer)


def _gebeurtenis(plek: Plek) -> models.Model:
    return Gebeurtenis(gemeente=plek.gemeente, zaak=plek.rijen[Zaak], soort="notitie", op=DAG, door=plek.collega)


def _taak(plek: Plek) -> models.Model:
    return Taak(gemeente=plek.gemeente, zaak=plek.rijen[Zaak], vervalt_op=DAG)


def _alleen(vak: str, maak: Bouwer) -> Bouwer:
    """Rows that exist in one compartment only."""
    return lambda plek: maak(plek) if plek.vak == vak else None


def _document(plek: Plek) -> models.Model:
    """Its content lies outside the database; a mark in it is found when the file is given. One is withdrawn."""
    inhoud = plek.merken.tekst(plek.merk(Document, "sha256"), None).encode()
    document = Document(
        gemeente=plek.gemeente,
        zaak=plek.rijen[Zaak],
        ingetrokken_op=DAG if plek.vak == "opsporing" else None,
        mime="text/plain",
        grootte=len(inhoud),
        sha256=opslag.bewaar(plek.gemeente.pk, inhoud),
        toegevoegd_door=plek.collega,
    )
    plek.merken.zet(document, plek.kant, plek.vak)
    if document.ingetrokken_op is None:
        document.ingetrokken_waarom = ""
    return document


def _onderzoek(plek: Plek) -> models.Model:
    return Onderzoek(**_van_zaak(plek, "onderzoek"), gestart_op=DAG)


def _signaal(plek: Plek) -> models.Model | None:
    if plek.vak == "opsporing":
        return None
    soort = {"toezicht": "absoluut", "doorstroompunt": "leeftijdsgrens"}[plek.vak]
    return Signaal(
        **_van_zaak(plek, "signaal"),
        soort=soort,
        aanleiding_op=plek.dag(Signaal, "aanleiding_op"),
        uitkomst="niets",
        afgehandeld_op=DAG,
        reden="bekend",
    )


def _vrijstelling(plek: Plek) -> models.Model:
    return Vrijstelling(**_van_zaak(plek, "vrijstelling"), grondslag="3a", ontvangen_op=DAG)


def _jgz(plek: Plek) -> models.Model:
    dag = plek.dag(JgzOnderzoek, "aangevraagd_op")
    return JgzOnderzoek(**_van_zaak(plek, "jgz"), aangevraagd_op=dag, aangevraagd_door="school")


def _traject(plek: Plek) -> models.Model:
    return Traject(**_van_zaak(plek, "traject"), populatie="oude_vsv", aangemeld_op=DAG, leeftijd=19)


def _poging(plek: Plek) -> models.Model:
    zaak = plek.rijen[Traject].zaak if Traject in plek.rijen else plek.rijen[Zaak]
    return Poging(gemeente=plek.gemeente, zaak=zaak, soort="brief", op=DAG, resultaat="verzonden")


def _overstap(plek: Plek) -> models.Model:
    dag = plek.dag(Overstap, "brief_op")
    return Overstap(**_van_zaak(plek, "overstap"), zomer=2024, school=plek.school, brief_op=dag)


def _wonen(plek: Plek) -> models.Model:
    return BegeleidWonen(**_van_zaak(plek, "begeleid_wonen"), gestart_op=plek.dag(BegeleidWonen, "gestart_op"))


def _noshowklas(plek: Plek) -> models.Model:
    return NoShowKlas(gemeente=plek.gemeente, school=plek.school, bezocht_op=DAG, ingeschreven=24)


def _noshow(plek: Plek) -> models.Model:
    return NoShow(gemeente=plek.gemeente, klas=plek.rijen[NoShowKlas], leerling=plek.leerling)


def _verslagrun(plek: Plek) -> models.Model | None:
    jaar = {"toezicht": 2023, "doorstroompunt": 2022, "opsporing": 2021}[plek.vak]
    merk = plek.merken.tekst(plek.merk(Verslagrun, "cijfers"), None)
    return Verslagrun(
        gemeente=plek.gemeente,
        schooljaar=jaar,
        peildatum=f"{jaar + 1}-10-01",
        status=RunStatus.KLAAR,
        aangevraagd_door=plek.collega,
        cijfers=als_json(maak_verslag(plek.gemeente, schooljaar=jaar)) | {"gemeente_naam": merk},
        pdf=_pdf(plek.merken.tekst(plek.merk(Verslagrun, "pdf"), None)),
        voorgelegd_op=DAG if plek.vak == VOORGELEGD else None,
        voorgelegd_door=plek.collega if plek.vak == VOORGELEGD else None,
    )


def _pdf(tekst: str) -> bytes:
    """The smallest PDF with a line of text."""
    inhoud = f"BT /F1 9 Tf 20 20 Td ({tekst}) Tj ET"
    return (
        "%PDF-1.4\n"
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 40]/Contents 4 0 R"
        "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"
        f"4 0 obj<</Length {len(inhoud)}>>stream\n{inhoud}\nendstream endobj\n"
        "trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF"
    ).encode()


def _verslagtekst(plek: Plek) -> models.Model | None:
    jaar = {"toezicht": 2023, "doorstroompunt": 2022, "opsporing": 2021}[plek.vak]
    return Verslagtekst(gemeente=plek.gemeente, schooljaar=jaar, plaats="relatief")


def _gepubliceerdcijfer(plek: Plek) -> models.Model:
    """On the page that lays a report that was published beside what is counted."""
    jaar = {"toezicht": 2023, "doorstroompunt": 2022, "opsporing": 2021}[plek.vak]
    return GepubliceerdCijfer(gemeente=plek.gemeente, schooljaar=jaar, tabel="tabel-1", waarde=1)


def _sorteerronde(plek: Plek) -> models.Model:
    """Of today, so that its page shows it; it names no row."""
    return Sorteerronde(gemeente=plek.gemeente, gebruiker=plek.collega, op=timezone.localdate())


# In the order in which they need each other; those before Gezin are about no leerling.
BOUWERS: dict[type[models.Model], Bouwer] = {
    Aanstelling: toegang.aanstelling,
    Code: _code,
    Indeling: _indeling,
    ExternCijfer: _extern,
    Opdracht: toegang.opdracht,
    Aanlevering: toegang.aanlevering,
    Aanleverregel: toegang.aanleverregel,
    Bronvertaling: toegang.bronvertaling,
    Bronrij: toegang.bronrij,
    Terugmeldkeuze: _terugmeldkeuze,
    Verslagrun: _verslagrun,
    Verslagtekst: _verslagtekst,
    GepubliceerdCijfer: _gepubliceerdcijfer,
    Gezin: lambda plek: Gezin(gemeente=plek.gemeente),
    Leerling: _leerling,
    Betrokkene: _betrokkene,
    Inschrijving: _inschrijving,
    Melding: _melding,
    Zaak: _zaak,
    Terugmelding: _terugmelding,
    Toewijzing: _toewijzing,
    Gebeurtenis: _gebeurtenis,
    Taak: _taak,
    Document: _document,
    Onderzoek: _alleen("toezicht", _onderzoek),
    Signaal: _signaal,
    Vrijstelling: _alleen("toezicht", _vrijstelling),
    JgzOnderzoek: _alleen("toezicht", _jgz),
    Traject: _alleen("doorstroompunt", _traject),
    Poging: _poging,
    Overstap: _alleen("doorstroompunt", _overstap),
    BegeleidWonen: _alleen("doorstroompunt", _wonen),
    NoShowKlas: _alleen("doorstroompunt", _noshowklas),
    NoShow: _alleen("doorstroompunt", _noshow),
    Logregel: toegang.logregel,
    Verzegeling: toegang.verzegeling,
    Opening: toegang.opening,
    Samenvoeging: toegang.samenvoeging,
    Concept: toegang.concept,
    Verzending: toegang.verzending,
    Sorteerronde: _sorteerronde,
}
