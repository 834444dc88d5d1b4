"""Anything may fall over at any moment: nothing is lost, and inside the system nothing is done twice.

Real processes that are really killed. A test makes sure of the moment by a lock that it holds itself, and where
time must pass it moves the time in the row (`verstrijkt`) instead of waiting for it.
"""

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from leerplicht.models import Aanstelling, Gebruiker, Gezin, Opdracht, OpdrachtStatus
from leerplicht.postvak import uitvoering
from leerplicht.postvak.actions import mail_collega, zet_klaar
from leerplicht.tasks import veeg_postvak, voer_opdracht_uit
from leerplicht.toegang.gemeente import in_gemeente
from rapportage import actions as verslagen
from rapportage.models import RunStatus, Verslagrun, Verslagtekst
from tests import services
from tests.cast import _gebruiker, _gemeente
from tests.mailserver import Mailserver
from tests.verhalen.omgeving import Bezoeker, Omgeving
from tests.verhalen.proefwerk import SOORT

OPEN, DICHT = 1, 2


@pytest.fixture
def mailserver(tmp_path):
    server = Mailserver(tmp_path)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def omgeving(own_database, mailserver):
    omgeving = Omgeving(own_database, mailserver.url)
    yield omgeving
    omgeving.stop()


@pytest.fixture
def gemeente(own_database):
    return _gemeente("0637", "Zoetermeer")


@pytest.fixture
def beheerder(gemeente):
    return _gebruiker("Floor", gemeente, "functioneel_beheerder")


def vraag(gemeente, sleutel: str = "proef", poort: int = OPEN) -> Opdracht:
    """Ask for the work of `proefwerk`. Its message goes to no broker that anybody listens to: it is lost."""
    with in_gemeente(gemeente.pk):
        return zet_klaar(SOORT, gemeente_id=gemeente.pk, onderwerp_id=poort, sleutel=sleutel)


def standen() -> list[tuple[str, str, int]]:
    """Everything in the outbox: what, how far, and how often it was tried."""
    return list(Opdracht.objects.order_by("pk").values_list("soort", "status", "pogingen"))


def gezinnen(gemeente) -> int:
    """How often the work of `proefwerk` was done."""
    with in_gemeente(gemeente.pk):
        return Gezin.objects.count()


def wacht_op(*verwacht: tuple[str, str, int]) -> None:
    services.until(lambda: standen() == list(verwacht), patience=60)


def verstrijkt() -> None:
    """The time in which a worker that lives would have given a sign of life."""
    Opdracht.objects.filter(status__in=("bezig", "verzendt")).update(vervalt=timezone.now())


def berichten_aan(mailserver) -> list[str]:
    return [str(bericht["To"]) for bericht in mailserver.berichten()]


def test_de_werker_gedood_midden_in_zijn_transactie(omgeving, gemeente):
    omgeving.start("broker", "worker", "beat")
    with omgeving.poort(DICHT):
        vraag(gemeente, poort=DICHT)
        services.until(lambda: omgeving.wachtend(DICHT) == 1)
        omgeving.dood("worker")
    verstrijkt()
    # What it had written went with it.
    assert (standen(), gezinnen(gemeente)) == ([(SOORT, OpdrachtStatus.BEZIG, 1)], 0)
    omgeving.start("worker")
    wacht_op((SOORT, OpdrachtStatus.GEDAAN, 2))
    assert gezinnen(gemeente) == 1


def test_het_proces_gedood_dat_een_verslag_maakt(omgeving, gemeente):
    """As the kernel does when memory is short: the worker itself lives, and starts another process."""
    eva = _gebruiker("Eva", gemeente, "teamleider")
    with in_gemeente(gemeente.pk):
        # So much text that making the pages takes minutes.
        lang = "\n\n".join(["Een lange alinea over het jaar. " * 20] * 3000)
        tekst = Verslagtekst.objects.create(gemeente=gemeente, schooljaar=2023, plaats="voorwoord", tekst=lang)
        verslagen.vraag_verslag_aan(gemeente=gemeente, schooljaar=2023, door=eva, op=timezone.localdate())
    omgeving.start("broker", "worker", "beat")
    services.until(lambda: len(omgeving.kinderen("worker", "rapportage.pdf")) == 1, patience=60)
    (opmaker,) = omgeving.kinderen("worker", "rapportage.pdf")
    os.kill(opmaker.ouder, signal.SIGKILL)
    # Nobody goes on making pages that nobody waits for.
    services.until(lambda: not Path(f"/proc/{opmaker.pid}").exists())
    with in_gemeente(gemeente.pk):
        tekst.delete()
    verstrijkt()
    wacht_op(("verslagrun", OpdrachtStatus.GEDAAN, 2))
    with in_gemeente(gemeente.pk):
        (run,) = Verslagrun.objects.all()
    assert (run.status, bytes(run.pdf[:5]), run.fout) == (RunStatus.KLAAR, b"%PDF-", "")


def test_de_broker_gedood_tussen_vastleggen_en_versturen(omgeving, gemeente, beheerder, mailserver):
    omgeving.start("broker", "worker", "beat", "web")
    floor, pad = Bezoeker(omgeving, beheerder), reverse("gebruiker_nieuw")
    nieuw = {"email": "nieuw@voorbeeld.test", "naam": "Nieuw", "rol": "teamleider"} | floor.formulier(pad)
    with ThreadPoolExecutor(1) as elders:
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            # The same address, not committed: the request waits for us in the middle of its own transaction.
            Gebruiker.objects.create_user(nieuw["email"])
            antwoord = elders.submit(floor.verstuur, pad, nieuw)
            services.until(lambda: omgeving.wachtende_transacties() == 1)
            omgeving.dood("broker")
            raise ZeroDivisionError
        assert antwoord.result(30)[0] == 302
    assert standen() == [("mail", OpdrachtStatus.WACHT, 0)]
    omgeving.start("broker")
    wacht_op(("mail", OpdrachtStatus.GEDAAN, 1))
    rollen = Aanstelling.objects.filter(gebruiker__email=nieuw["email"]).values_list("rol", flat=True)
    assert (list(rollen), berichten_aan(mailserver)) == (["teamleider"], [nieuw["email"]])


def test_de_web_server_gedood_na_het_vastleggen(omgeving, gemeente, beheerder, mailserver):
    omgeving.start("broker", "web")
    floor, pad = Bezoeker(omgeving, beheerder), reverse("gebruiker_nieuw")
    nieuw = {"email": "nieuw@voorbeeld.test", "naam": "Nieuw", "rol": "teamleider"} | floor.formulier(pad)
    # The broker does not answer, so the request stands still between its commit and its message.
    omgeving.bevries("broker")
    with ThreadPoolExecutor(1) as elders:
        antwoord = elders.submit(floor.verstuur, pad, nieuw)
        services.until(lambda: standen() == [("mail", OpdrachtStatus.WACHT, 0)])
        omgeving.dood("web")
        assert isinstance(antwoord.exception(30), OSError)
    omgeving.bevries("broker", voort=True)
    omgeving.start("web", "worker", "beat")
    # Floor saw an error, and presses the button again.
    aanstelling = Aanstelling.objects.get(gebruiker__email=nieuw["email"])
    assert floor.verstuur(pad, nieuw) == (302, reverse("gebruiker", args=[aanstelling.pk]))
    wacht_op(("mail", OpdrachtStatus.GEDAAN, 1))
    assert (Aanstelling.objects.count(), berichten_aan(mailserver)) == (2, [nieuw["email"]])


def test_beat_gedood_en_de_wachtrij_kwijt(omgeving, gemeente):
    omgeving.start("broker", "worker", "beat")
    vraag(gemeente, "een")
    wacht_op((SOORT, OpdrachtStatus.GEDAAN, 1))
    omgeving.dood("beat")
    omgeving.leeg_de_wachtrij()
    omgeving.hartslag()
    vraag(gemeente, "twee")
    omgeving.hartslag()
    # Nobody tells the worker, which lives and works.
    assert standen() == [(SOORT, OpdrachtStatus.GEDAAN, 1), (SOORT, OpdrachtStatus.WACHT, 0)]
    omgeving.start("beat")
    wacht_op((SOORT, OpdrachtStatus.GEDAAN, 1), (SOORT, OpdrachtStatus.GEDAAN, 1))
    assert gezinnen(gemeente) == 2


def test_dezelfde_boodschap_driemaal_bezorgd(omgeving, gemeente):
    omgeving.start("broker", "worker")
    with omgeving.poort(DICHT):
        opdracht = vraag(gemeente, poort=DICHT)
        omgeving.stuur(voer_opdracht_uit, opdracht.pk)
        services.until(lambda: omgeving.wachtend(DICHT) == 1)
        # While the first is at it, another gets the same.
        omgeving.start("worker-2")
        omgeving.stuur(voer_opdracht_uit, opdracht.pk)
        omgeving.hartslag()
        assert (omgeving.wachtend(DICHT), standen()) == (1, [(SOORT, OpdrachtStatus.BEZIG, 1)])
    wacht_op((SOORT, OpdrachtStatus.GEDAAN, 1))
    omgeving.stuur(voer_opdracht_uit, opdracht.pk)
    omgeving.hartslag()
    assert (standen(), gezinnen(gemeente)) == ([(SOORT, OpdrachtStatus.GEDAAN, 1)], 1)


def test_twee_vegers_tegelijk(omgeving, gemeente):
    with omgeving.poort(DICHT):
        for nummer in range(40):
            vraag(gemeente, f"proef-{nummer}", poort=DICHT)
        omgeving.start("broker", "worker-1", "worker-2", "beat-1", "beat-2")
        services.until(lambda: omgeving.wachtend(DICHT) == 2)
        assert set(standen()) == {(SOORT, OpdrachtStatus.BEZIG, 1), (SOORT, OpdrachtStatus.WACHT, 0)}
    wacht_op(*[(SOORT, OpdrachtStatus.GEDAAN, 1)] * 40)
    assert gezinnen(gemeente) == 40


def test_een_afgebroken_e_mail_beslist_een_mens(omgeving, gemeente, beheerder, mailserver):
    anna, bram = (_gebruiker(naam, gemeente, "leerplichtambtenaar") for naam in ("Anna", "Bram"))
    mailserver.gedraagt("zwijgt_na_inhoud")
    voor_anna, voor_bram = (mail_collega(wie, sjabloon="er_is_iets", sleutel=wie.naam) for wie in (anna, bram))
    omgeving.start("broker", "worker", "beat", tegelijk=2)
    # The server has both whole, and the worker no answer.
    services.until(lambda: sorted(berichten_aan(mailserver)) == [anna.email, bram.email])
    assert standen() == [("mail", OpdrachtStatus.VERZENDT, 1)] * 2
    omgeving.dood("worker")
    mailserver.gedraagt("aanvaardt")
    verstrijkt()
    omgeving.start("worker", "web")
    wacht_op(*[("mail", OpdrachtStatus.ONZEKER, 1)] * 2)
    omgeving.stuur(veeg_postvak)
    omgeving.hartslag()
    assert len(mailserver.berichten()) == 2
    floor = Bezoeker(omgeving, beheerder)
    for opdracht, besluit in ((voor_anna, "uitgaand_verstuurd"), (voor_bram, "uitgaand_opnieuw")):
        pagina, adres = reverse("uitgaand_opdracht", args=[opdracht.pk]), reverse(besluit, args=[opdracht.pk])
        assert uitvoering.AFGEBROKEN in floor.lees(pagina)
        assert floor.verstuur(adres, floor.formulier(pagina, adres)) == (302, pagina)
    wacht_op(*[("mail", OpdrachtStatus.GEDAAN, 1)] * 2)
    # Anna got it once; Bram twice, as the person was told it might be.
    assert sorted(berichten_aan(mailserver)) == [anna.email, bram.email, bram.email]
    assert set(Opdracht.objects.values_list("beslist_door", flat=True)) == {beheerder.pk}
