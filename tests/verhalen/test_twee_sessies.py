"""Two sessions on every address that changes a row: nothing typed is lost, overwritten or done twice."""

from collections import Counter
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from leerplicht.dossier.actions import plan_taak, registreer_leerling
from leerplicht.models import Aanstelling, Document, Gebruiker, Opdracht, OpdrachtStatus
from leerplicht.postvak.actions import mail_collega
from leerplicht.toegang.gemeente import in_gemeente
from meldingen.actions import registreer_melding, registreer_vrijstelling, sluit_onderzoek, start_onderzoek
from rapportage.models import RunStatus, Verslagrun
from tests.verhalen.adressen import routes
from tests.verhalen.test_toegankelijk import _kandidaten, voorbeeld  # noqa: F401 - the fixture
from tests.verhalen.tweesessies import Wandeling
from tests.verhalen.tweesessies_zonder import LEEST, ZONDER_RIJ

DAG = date(2026, 11, 2)


@pytest.fixture
def rijen(voorbeeld):  # noqa: F811
    """What the example does not have among its newest: a row for every step."""
    _tweede("joris", voorbeeld)
    eva = Gebruiker.objects.get(email="eva@voorbeeld.test")
    eva.kies_aanstelling(voorbeeld.pk)
    for naam, actief in (("Weg", False), ("Gemachtigd", True)):
        wie = Gebruiker.objects.create_user(f"{naam.lower()}@voorbeeld.test", naam=naam, is_active=actief)
        machtiging = {"opsporing_van": DAG, "opsporing_tot_en_met": DAG, "opsporing_waarom": "Akte"}
        Aanstelling.objects.create(gebruiker=wie, gemeente=voorbeeld, rol="leerplichtambtenaar", **machtiging)
    wie = {"op": date.today(), "door": eva}
    with in_gemeente(voorbeeld.pk):
        leerling = registreer_leerling(
            gemeente=voorbeeld, door=eva, voornaam="Zoë", achternaam="Çelik", geboortedatum=date(2011, 9, 2)
        )
        melding = registreer_melding(leerling, soort="zorg", gemeld_op=DAG, **wie)
        plan_taak(melding.zaak, titel="Bel", vervalt_op=DAG, waarom="afspraak", door=eva)
        registreer_vrijstelling(leerling, grondslag="3a", ontvangen_op=DAG, **wie)
        onderzoek = start_onderzoek(leerling, gestart_op=DAG, **wie)
        sluit_onderzoek(onderzoek, uitkomst="vertrokken", afgerond_op=DAG, **wie)
        document = Document.objects.get()
        document.pk = None
        document.zaak, document.ingetrokken_op, document.ingetrokken_waarom = melding.zaak, DAG, "Verkeerd"
        document.save()
        # One that can be put before the wethouder, beside the one of the example that can be taken back.
        cijfers = Verslagrun.objects.klaar().get().cijfers
        klaar = {"status": RunStatus.KLAAR, "pdf": b"%PDF-1.7", "cijfers": cijfers}
        Verslagrun.objects.create(
            gemeente=voorbeeld, schooljaar=2022, peildatum=date(2023, 10, 1), aangevraagd_door=eva, **klaar
        )
    mail_collega(eva, sjabloon="er_is_iets", sleutel="mislukt")
    nieuwste = Opdracht.objects.filter(sleutel="mislukt")
    nieuwste.update(status=OpdrachtStatus.MISLUKT, beeindigd=timezone.now())


def _tweede(naam, gemeente):
    eerste = Gebruiker.objects.get(email=f"{naam}@voorbeeld.test")
    tweede, nieuw = Gebruiker.objects.get_or_create(
        email=f"tweede-{naam}@voorbeeld.test", defaults={"naam": f"Tweede {eerste.naam}"}
    )
    if nieuw:
        Aanstelling.objects.create(gebruiker=tweede, gemeente=gemeente, rol=eerste.aanstellingen.get().rol)
    return tweede


@pytest.fixture
def paren(voorbeeld, rijen):  # noqa: F811
    """Two sessions of two colleagues with the same role; three roles that together open every page."""
    gevonden = []
    for naam in ("eva", "floor", "joris"):
        paar = []
        for wie in (Gebruiker.objects.get(email=f"{naam}@voorbeeld.test"), _tweede(naam, voorbeeld)):
            client = Client()
            client.force_login(wie, backend="allauth.account.auth_backends.AuthenticationBackend")
            paar.append(client)
        gevonden.append(tuple(paar))
    with in_gemeente(voorbeeld.pk):
        yield gevonden


def test_two_sessions_on_every_address_that_changes_a_row(paren):
    gelopen, tel = {}, Counter()
    onbekend: set[str] = set()
    bereikt: set[str] = set()
    alleen_post: set[str] = set()
    gedrukt: set[str] = set()
    mis: dict[str, str] = {}
    for collega, ik in paren:
        wandeling = Wandeling(ik, collega)
        wandeling.loop()
        for route, uitkomst in wandeling.formulieren.items():
            gelopen[route] = gelopen.get(route) or uitkomst
        onbekend |= wandeling.onbekend
        for route in wandeling.knoppen:
            if route in routes() and route not in ZONDER_RIJ and route not in wandeling.formulieren:
                with wandeling.vang(route):
                    wandeling.druk_twee_keer(route)
                gedrukt.add(route)
        tel += wandeling.tel
        mis |= wandeling.mis
        bereikt |= wandeling.bereikt
        alleen_post |= wandeling.alleen_post
    assert {route for route, uitkomst in gelopen.items() if uitkomst is None} == set()
    assert mis == {}
    assert onbekend == set()
    # What only takes a POST and has no button anywhere was not tried, nor was what neither of the two may open.
    assert alleen_post - gedrukt == set()
    assert set(routes()) - bereikt - set(ZONDER_RIJ) - LEEST == set()
    assert (set(ZONDER_RIJ) | LEEST) - set(routes()) == set()
    assert (len(gelopen) >= 38, len(gedrukt) >= 6, tel["overlap"] > 25, tel["samengevoegd"] > 25) == (True,) * 4
