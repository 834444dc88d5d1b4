"""Noninterference: what somebody may not know changes nothing of what he is shown, at any address of the product.

Two worlds differ in one thing. Every role without the right to it walks every address, with every choice of every
filter and the searches, and gets the same bytes; who has the right gets others, or the walk would prove nothing.
"""

from datetime import date
from functools import partial

import pytest
from django.utils import timezone

from doorstroompunt.actions.noshow import leg_klas_vast, meld_afwezig
from doorstroompunt.actions.overstap import meld_aan_voor_overstap
from doorstroompunt.actions.poging import leg_poging_vast
from doorstroompunt.actions.traject import open_traject
from doorstroompunt.actions.wonen import start_wonen
from leerplicht.dossier.actions import registreer_betrokkene, registreer_leerling, schrijf_in
from leerplicht.models import Betrokkene, Code, Inschrijving, Leerling, School, Taak, Zaak
from meldingen.actions import (
    heropen_melding,
    registreer_melding,
    registreer_vrijstelling,
    sluit_melding,
    start_onderzoek,
    vraag_jgz_aan,
)
from meldingen.filters import ALLE_OPSPORING
from meldingen.models import Melding
from rapportage.models import RunStatus, Verslagrun
from tests.cast import _gebruiker
from tests.verhalen.wandeling import Wandelaar, adressen, in_wereld, verschillen

GEMELD, DICHT, OPEN = date(2024, 3, 5), date(2024, 4, 9), date(2024, 4, 16)
DAG = date(2024, 5, 14)
LIJSTEN = ("resultaat-relatief_wettelijk", "resultaat-luxe", "rij-overzicht", "reden-zorg")
# One of each set of rights tries every choice of every filter, who has the same as another only those of results.
GRONDIG = {"Anna", "Dirk", "Eva", "Floor", "Gijs"}
# Who sees no dossiers has nothing to combine the numbers of the report with: he reads them all.
HEEL_VERSLAG = ("/jaarverslag/2023/", "/jaarverslag/runs/")


@pytest.fixture
def mensen(zoetermeer, anna, dirk, eva, floor, gijs, hanna, iris, joris, wethouder):
    """One of every role, by first name; gijs and karin are BOA, and only gijs was authorised for opsporing."""
    karin = _gebruiker("Karin", zoetermeer, "leerplichtambtenaar_boa")
    return {een.naam: een for een in (anna, dirk, eva, floor, gijs, hanna, iris, joris, karin, wethouder)}


@pytest.fixture
def dossier(zoetermeer, mensen):
    """Zoë of 18 and her brother Sem: meldingen that can be closed, a task, a made report. Rows by kind."""
    anna, dirk = mensen["Anna"], mensen["Dirk"]
    vandaag = timezone.localdate()
    zoe = registreer_leerling(
        gemeente=zoetermeer, door=anna, voornaam="Zoë", achternaam="Çelik", geboortedatum=date(2006, 2, 3)
    )
    sem = registreer_leerling(
        gemeente=zoetermeer,
        door=anna,
        voornaam="Sem",
        achternaam="Çelik",
        geboortedatum=date(2010, 5, 6),
        gezin=zoe.gezin,
    )
    college = School.objects.create(brin="16SW03", naam="Het Voorbeeld College", plaats="Zoetermeer")
    vmbo = Code.objects.get(lijst="onderwijssoort", code="vmbo")
    velden = {"gemeld_op": GEMELD, "op": vandaag, "eigenaar": anna, "door": anna}
    meldingen = [
        registreer_melding(sem, soort="relatief_wettelijk", **velden),
        registreer_melding(sem, soort="relatief_licht", **velden),
        registreer_melding(sem, soort="zorg", **velden),
        registreer_melding(zoe, soort="verzuim_18plus", **velden | {"eigenaar": dirk, "door": dirk}),
    ]
    run = Verslagrun.objects.create(
        gemeente=zoetermeer, schooljaar=2023, peildatum=date(2024, 10, 1), aangevraagd_door=anna
    )
    zaken = [melding.zaak for melding in meldingen]
    return {
        Leerling: [zoe, sem],
        Betrokkene: [registreer_betrokkene(sem, door=anna, naam="Ouder Çelik", relatie="ouder")],
        Inschrijving: [
            schrijf_in(sem, school=college, onderwijssoort=vmbo, leerjaar=2, van=date(2023, 8, 1), door=anna)
        ],
        Melding: meldingen,
        Zaak: zaken,
        Taak: [zaak.taken.get() for zaak in zaken],
        Code: list(Code.objects.filter(lijst="resultaat-relatief_wettelijk", code__in=["halt", "naar_school"])),
        Verslagrun: [run],
    }


def sleutels(rijen):
    return {model: {rij.pk for rij in van_soort} for model, van_soort in rijen.items()}


def loop(wandelaars, waar, *, behalve=lambda naam, adres: False, zoek=("çelik",), getypt=()):
    """Name → what that person is shown everywhere, without what `behalve` says is his to see."""
    return {
        naam: {
            adres: getoond
            for adres, getoond in wandelaar.loop(waar, zoek=zoek, getypt=getypt).items()
            if not behalve(naam, adres)
        }
        for naam, wandelaar in wandelaars.items()
    }


def sluit_met(dossier, gijs, resultaat):
    """Two meldingen closed so, one of them opened again; the files of the report tell how."""
    vandaag = timezone.localdate()
    for melding in dossier[Melding][:2]:
        code = Code.objects.get(lijst=f"resultaat-{melding.soort}", code=resultaat)
        sluit_melding(
            melding, resultaat=code, gesloten_op=DICHT, op=vandaag, door=gijs, toelichting=f"Naar {resultaat}"
        )
    heropen_melding(dossier[Melding][1], op=OPEN, door=gijs)
    run = dossier[Verslagrun][0]
    run.status, run.cijfers, run.pdf = RunStatus.KLAAR, {"hoe": resultaat}, resultaat.encode()
    run.pdf_sha256 = resultaat
    run.save()


def test_halt_and_proces_verbaal_look_the_same_without_the_right_to_opsporing(mensen, dossier):
    wandelaars = {naam: Wandelaar(wie, grondig=naam in GRONDIG) for naam, wie in mensen.items()}
    zonder_dossiers = {"Floor", "Iris", "Joris", "Wethouder"}
    werelden = {
        resultaat: in_wereld(
            partial(sluit_met, dossier, mensen["Gijs"], resultaat),
            lambda: loop(
                wandelaars,
                adressen(sleutels(dossier), lijst=LIJSTEN),
                behalve=lambda naam, adres: naam in zonder_dossiers and adres.startswith(HEEL_VERSLAG),
                getypt=[
                    f"?resultaat={code}" for code in ("halt", "proces_verbaal", "naar_school", ALLE_OPSPORING)
                ],
            ),
        )
        for resultaat in ("halt", "proces_verbaal")
    }
    anders = {naam: verschillen(werelden["halt"][naam], werelden["proces_verbaal"][naam]) for naam in mensen}

    assert {naam: waar for naam, waar in anders.items() if waar and naam != "Gijs"} == {}
    pk, run = dossier[Melding][0].pk, dossier[Verslagrun][0].pk
    assert set(anders["Gijs"]) >= {
        f"/meldingen/{pk}/",
        f"/meldingen/{pk}/heropenen/",
        f"/leerlingen/{dossier[Leerling][1].pk}/",
        "/meldingen/",
        "/meldingen/?resultaat=halt",
        "/meldingen/?resultaat=proces_verbaal",
        "/meldingen/export/csv/",
        "/meldingen/export/xlsx/",
        "/jaarverslag/2023/",
        f"/jaarverslag/runs/{run}/",
        f"/jaarverslag/runs/{run}/pdf/",
        f"/jaarverslag/runs/{run}/json/",
    }
    gelopen = {naam: len(gezien) for naam, gezien in werelden["halt"].items()}
    assert min(gelopen.values()) > 60 and sum(gelopen.values()) > 1000, gelopen


def meer_toezicht(dossier, anna, extra):
    """Supervision of Sem and Zoë that the Doorstroompunt knows nothing of."""
    zoe, sem = dossier[Leerling]
    dag = {"op": timezone.localdate(), "door": anna}
    melding = registreer_melding(sem, soort="zorg", gemeld_op=DAG, eigenaar=anna, **dag)
    vervolg = registreer_melding(
        zoe, soort="zorg", gemeld_op=DAG, eigenaar=None, vervolg_op=dossier[Melding][3], **dag
    )
    hulp = Code.objects.get(lijst="resultaat-zorg", code="hulpverlening")
    sluit_melding(vervolg, resultaat=hulp, gesloten_op=DAG, **dag)
    onderzoek = start_onderzoek(sem, gestart_op=DAG, **dag)
    vrijstelling = registreer_vrijstelling(sem, grondslag="3a", ontvangen_op=DAG, **dag)
    jgz = vraag_jgz_aan(zoe, aangevraagd_op=DAG, aangevraagd_door="school", **dag)
    rijen = (melding, vervolg, onderzoek, vrijstelling, jgz)
    for rij in rijen:
        extra.setdefault(type(rij), set()).add(rij.pk)
        extra.setdefault(Zaak, set()).add(rij.zaak.pk)
        extra.setdefault(Taak, set()).update(rij.zaak.taken.values_list("pk", flat=True))


def meer_doorstroompunt(dossier, dirk, extra):
    """Guidance of Zoë that supervision knows nothing of."""
    zoe, _ = dossier[Leerling]
    college = School.objects.get()
    dag = {"op": DAG, "door": dirk}
    traject = open_traject(zoe, populatie="oude_vsv", eigenaar=dirk, **dag)
    leg_poging_vast(traject.zaak, soort="brief", resultaat="verzonden", **dag)
    overstap = meld_aan_voor_overstap(zoe, zomer=2024, school=college, **dag)
    wonen = start_wonen(zoe, **dag)
    klas = leg_klas_vast(gemeente=zoe.gemeente, school=college, klas="1a", ingeschreven=9, **dag)
    noshow = meld_afwezig(klas, leerling=zoe, **dag)
    melding = registreer_melding(
        zoe, soort="verzuim_18plus", gemeld_op=DAG, eigenaar=dirk, op=timezone.localdate(), door=dirk
    )
    for rij in (traject, overstap, wonen, klas, noshow, melding):
        extra.setdefault(type(rij), set()).add(rij.pk)
    for rij in (traject, overstap, wonen, melding):
        extra.setdefault(Zaak, set()).add(rij.zaak.pk)
        extra.setdefault(Taak, set()).update(rij.zaak.taken.values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("maak", "door", "zonder", "met"),
    [
        (meer_toezicht, "Anna", ("Dirk",), "Hanna"),
        (meer_doorstroompunt, "Dirk", ("Anna", "Gijs", "Hanna"), "Eva"),
    ],
    ids=["toezicht", "doorstroompunt"],
)
def test_a_dossier_of_the_other_compartment_does_not_exist(mensen, dossier, maak, door, zonder, met):
    """The person himself both may see, with his parents, schools and gezin; the numbers of the report too."""
    wandelaars = {naam: Wandelaar(mensen[naam]) for naam in (*zonder, met)}
    extra: dict = {}

    def wandel():
        eigen = sleutels(dossier)
        overal = {
            model: eigen.get(model, set()) | extra.get(model, set()) for model in eigen.keys() | extra.keys()
        }
        return loop(
            wandelaars,
            adressen(overal, lijst=("reden-zorg",)),
            behalve=lambda naam, adres: adres.startswith("/jaarverslag/2023/"),
        )

    erbij = in_wereld(partial(maak, dossier, mensen[door], extra), wandel)
    zonder_meer = in_wereld(lambda: None, wandel)
    anders = {naam: verschillen(erbij[naam], zonder_meer[naam]) for naam in wandelaars}

    assert {naam: anders[naam] for naam in zonder if anders[naam]} == {}
    assert len(anders[met]) > 10
