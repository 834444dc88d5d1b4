"""Runs of the report: asked once, made once, stopped when asked, failed when failed. With a real worker."""

import datetime
import io
import threading
import time

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from pypdf import PdfReader

from leerplicht.models import Gebruiker, Opdracht, OpdrachtStatus
from leerplicht.pdf import PdfFout
from leerplicht.postvak import uitvoering
from leerplicht.toegang.gemeente import in_gemeente
from rapportage import actions
from rapportage.models import RunStatus, Verslagrun, Verslagtekst
from rapportage.uitvoering import Geannuleerd, render, voer_run_uit
from tests.cast import _gebruiker, _gemeente
from tests.rapportage.test_pdf import verslag

OP = datetime.date(2024, 11, 5)


@pytest.fixture
def gemeente(own_database):
    """A gemeente whose rows are committed, for a worker in another process."""
    return _gemeente("0637", "Zoetermeer")


@pytest.fixture
def eva_vast(gemeente) -> Gebruiker:
    return _gebruiker("Eva", gemeente, "teamleider")


def vraag_aan(gemeente, door, schooljaar=2023):
    with in_gemeente(gemeente.pk):
        return actions.vraag_verslag_aan(gemeente=gemeente, schooljaar=schooljaar, door=door, op=OP)


def haal(gemeente, run) -> Verslagrun:
    with in_gemeente(gemeente.pk):
        return Verslagrun.objects.get(pk=run.pk)


def wacht_op(gemeente, run, *standen, seconden=60) -> Verslagrun:
    """The run as soon as it has one of these states."""
    einde = time.monotonic() + seconden
    while (nu := haal(gemeente, run)).status not in standen:
        assert time.monotonic() < einde, f"nog {nu.status}: {nu.stap}"
        threading.Event().wait(0.1)
    return nu


def schrijf(gemeente, tekst, plaats="voorwoord"):
    with in_gemeente(gemeente.pk):
        Verslagtekst.objects.create(gemeente=gemeente, schooljaar=2023, plaats=plaats, tekst=tekst)


def test_een_worker_maakt_het_verslag(gemeente, eva_vast, celery_worker):
    schrijf(gemeente, "Een woord vooraf van Zoë Çelik.")
    run, nieuw = vraag_aan(gemeente, eva_vast)
    assert nieuw
    klaar = wacht_op(gemeente, run, RunStatus.KLAAR, RunStatus.MISLUKT)
    assert (klaar.status, klaar.fout, klaar.voortgang) == (RunStatus.KLAAR, "", 100)
    assert klaar.cijfers["schooljaar"] == 2023
    assert klaar.cijfers["kerncijfers"]["meldingen"] == 0
    lezer = PdfReader(io.BytesIO(bytes(klaar.pdf)))
    assert lezer.metadata.title == "Jaarverslag Leerplicht en Doorstroompunt 2023-2024, gemeente Zoetermeer"
    assert "Een woord vooraf van Zoë Çelik." in lezer.pages[2].extract_text()


def test_een_tweede_klik_is_geen_tweede_run(gemeente, eva_vast):
    eerste, _ = vraag_aan(gemeente, eva_vast)
    tweede, nieuw = vraag_aan(gemeente, eva_vast)
    assert (tweede.pk, nieuw) == (eerste.pk, False)


def test_een_ander_schooljaar_is_een_andere_run(gemeente, eva_vast):
    eerste, _ = vraag_aan(gemeente, eva_vast)
    tweede, nieuw = vraag_aan(gemeente, eva_vast, schooljaar=2022)
    assert (tweede.pk != eerste.pk, nieuw) == (True, True)


def test_annuleren_stopt_de_worker(gemeente, eva_vast, celery_worker):
    # So much text that making the pages takes minutes.
    schrijf(gemeente, "\n\n".join(["Een lange alinea over het jaar. " * 20] * 3000))
    run, _ = vraag_aan(gemeente, eva_vast)
    bezig = wacht_op(gemeente, run, RunStatus.BEZIG)
    with in_gemeente(gemeente.pk):
        actions.annuleer(bezig, door=eva_vast, op=OP)
    gestopt = wacht_op(gemeente, run, RunStatus.GEANNULEERD, RunStatus.KLAAR, seconden=10)
    assert (gestopt.status, gestopt.pdf, gestopt.fout) == (RunStatus.GEANNULEERD, None, "")
    # The worker is free again: a next run comes through.
    volgende, nieuw = vraag_aan(gemeente, eva_vast, schooljaar=2022)
    assert nieuw
    assert wacht_op(gemeente, volgende, RunStatus.KLAAR, RunStatus.MISLUKT).status == RunStatus.KLAAR


def test_een_mislukking_is_een_mislukking(gemeente, eva_vast, celery_worker):
    # Written around the form, which would have refused it.
    schrijf(gemeente, "漢")
    run, _ = vraag_aan(gemeente, eva_vast)
    mislukt = wacht_op(gemeente, run, RunStatus.MISLUKT, RunStatus.KLAAR)
    assert (mislukt.status, mislukt.fout, mislukt.pdf) == (
        RunStatus.MISLUKT,
        "Deze tekens bestaan niet in het lettertype van het verslag: 漢",
        None,
    )


def test_annuleren_voor_het_begin(gemeente, eva_vast):
    run, _ = vraag_aan(gemeente, eva_vast)
    with in_gemeente(gemeente.pk):
        actions.annuleer(run, door=eva_vast, op=OP)
    voer_run_uit(gemeente.pk, run.pk)
    assert haal(gemeente, run).status == RunStatus.GEANNULEERD


def test_tweemaal_bezorgd_is_eenmaal_gemaakt(gemeente, eva_vast):
    run, _ = vraag_aan(gemeente, eva_vast)
    voer_run_uit(gemeente.pk, run.pk)
    eerste = haal(gemeente, run)
    voer_run_uit(gemeente.pk, run.pk)
    tweede = haal(gemeente, run)
    assert eerste.status == RunStatus.KLAAR
    assert (tweede.version, tweede.pdf_sha256) == (eerste.version, eerste.pdf_sha256)


def begin(gemeente, run):
    with in_gemeente(gemeente.pk):
        return actions.begin(run.pk)


def laat_vastlopen(gemeente, run):
    """As a worker leaves it that was killed an hour ago."""
    with in_gemeente(gemeente.pk):
        Verslagrun.objects.filter(pk=run.pk).update(gestart=timezone.now() - datetime.timedelta(hours=1))


def test_een_run_die_een_ander_heeft_wordt_niet_overgenomen(gemeente, eva_vast):
    run, _ = vraag_aan(gemeente, eva_vast)
    assert begin(gemeente, run) is not None
    assert begin(gemeente, run) is None


def test_een_vastgelopen_run_wordt_opnieuw_opgepakt(gemeente, eva_vast):
    run, _ = vraag_aan(gemeente, eva_vast)
    eerste = begin(gemeente, run)
    laat_vastlopen(gemeente, run)
    tweede = begin(gemeente, run)
    assert tweede is not None
    # The first worker lives after all: its work changes nothing any more.
    with pytest.raises(actions.NietMeerVanOns), in_gemeente(gemeente.pk):
        actions.rond_af(eerste, cijfers={}, document=b"%PDF-")
    assert haal(gemeente, run).status == RunStatus.BEZIG


def test_een_vastgelopen_run_houdt_een_nieuwe_niet_tegen(gemeente, eva_vast):
    run, _ = vraag_aan(gemeente, eva_vast)
    begin(gemeente, run)
    laat_vastlopen(gemeente, run)
    volgende, nieuw = vraag_aan(gemeente, eva_vast)
    assert (nieuw, volgende.pk != run.pk) == (True, True)
    oud = haal(gemeente, run)
    assert (oud.status, oud.fout) == (RunStatus.MISLUKT, actions.ONDERBROKEN)


def sterf(gemeente, *, in_de_run=True) -> Opdracht:
    """A worker takes the opdracht, and the run too, and is seen no more; its time is over."""
    opdracht = uitvoering.neem()
    assert opdracht is not None
    if in_de_run:
        with in_gemeente(gemeente.pk):
            actions.begin(opdracht.onderwerp_id, overname=True)
    Opdracht.objects.filter(pk=opdracht.pk).update(vervalt=timezone.now())
    return opdracht


def test_een_andere_werker_gaat_verder_waar_de_eerste_stierf(gemeente, eva_vast):
    run, _ = vraag_aan(gemeente, eva_vast)
    sterf(gemeente)
    dood = haal(gemeente, run)
    uitvoering.veeg()
    klaar = haal(gemeente, run)
    opdrachten = Opdracht.objects.values_list("soort", "onderwerp_id", "status", "pogingen")
    assert list(opdrachten) == [("verslagrun", run.pk, OpdrachtStatus.GEDAAN, 2)]
    assert (klaar.status, bytes(klaar.pdf[:5]), klaar.gestart > dood.gestart) == (RunStatus.KLAAR, b"%PDF-", True)


def test_wie_zijn_opdracht_kwijt_is_neemt_de_run_niet_meer(gemeente, eva_vast):
    run, _ = vraag_aan(gemeente, eva_vast)
    traag = sterf(gemeente, in_de_run=False)
    snel = uitvoering.neem()
    bezig = begin(gemeente, run)
    uitvoering._voer_uit(traag)
    nu = haal(gemeente, run)
    assert (nu.status, nu.gestart) == (RunStatus.BEZIG, bezig.gestart)
    snel.refresh_from_db()
    assert snel.status == OpdrachtStatus.BEZIG


def test_een_run_waarin_elke_werker_sterft_is_mislukt(gemeente, eva_vast):
    run, _ = vraag_aan(gemeente, eva_vast)
    for _ in range(3):
        sterf(gemeente)
    uitvoering.veeg()
    nu = haal(gemeente, run)
    assert (nu.status, nu.fout) == (RunStatus.MISLUKT, actions.ONDERBROKEN)
    assert Opdracht.objects.get().status == OpdrachtStatus.MISLUKT


def test_gestopt_terwijl_de_werker_dood_was_is_gestopt(gemeente, eva_vast):
    run, _ = vraag_aan(gemeente, eva_vast)
    sterf(gemeente)
    with in_gemeente(gemeente.pk):
        actions.annuleer(run, door=eva_vast, op=OP)
    assert haal(gemeente, run).status == RunStatus.BEZIG
    uitvoering.veeg()
    assert (haal(gemeente, run).status, Opdracht.objects.get().status) == (
        RunStatus.GEANNULEERD,
        OpdrachtStatus.GEDAAN,
    )


def test_de_tijdslimiet_stopt_het_opmaken():
    with pytest.raises(PdfFout) as fout:
        render(verslag(), {}, tijdslimiet=0.1)
    assert str(fout.value) == (
        "Het opmaken duurde te lang en is gestopt. Maak de teksten korter of probeer het later."
    )


def test_stoppen_tijdens_het_opmaken():
    with pytest.raises(Geannuleerd):
        render(verslag(), {}, stoppen=lambda: True)


@pytest.mark.parametrize(("na", "vast"), [(0, False), (179, False), (181, True)])
def test_vastgelopen_na_de_tijdslimiet_en_een_minuut(na, vast):
    gestart = datetime.datetime(2024, 11, 5, 12, tzinfo=datetime.UTC)
    run = Verslagrun(status=RunStatus.BEZIG, gestart=gestart)
    assert actions.is_vastgelopen(run, gestart + datetime.timedelta(seconds=na)) is vast


def test_een_plaats_heeft_een_tekst(zoetermeer, eva, bram):
    """Whether a colleague was first is asked by the form; two who both begin cannot both make it."""
    waar = {"gemeente": zoetermeer, "schooljaar": 2023, "plaats": "voorwoord"}
    eerste = actions.schrijf_tekst(Verslagtekst(**waar), tekst="Van Eva", door=eva, op=OP)
    with pytest.raises(ValidationError):
        actions.schrijf_tekst(Verslagtekst(**waar), tekst="Van Bram", door=bram, op=OP)
    eerste.refresh_from_db()
    assert eerste.tekst == "Van Eva"
    actions.schrijf_tekst(eerste, tekst="Van Bram, gelezen", door=bram, op=OP)
    eerste.refresh_from_db()
    assert eerste.tekst == "Van Bram, gelezen"
