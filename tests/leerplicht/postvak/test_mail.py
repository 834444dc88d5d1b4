"""E-mail through a real mail server that refuses, drops the line, keeps silent or dies: never sent twice."""

import pytest
from django.contrib.auth import get_user_model
from django.template import TemplateDoesNotExist
from django.template.base import VariableNode

from leerplicht.models import Opdracht, OpdrachtStatus
from leerplicht.postvak import mail, uitvoering
from leerplicht.postvak.actions import mail_collega
from tests.leerplicht.postvak.test_uitvoering import stand, verschuif
from tests.mailserver import GEDRAG
from tests.services import PROJECT_DIR

NU_NIET = "De mailserver neemt het bericht nu niet aan (code {})."
NOOIT = "De mailserver weigert het bericht (code {})."
# What the server does → how the row ends, how often the message arrived whole, whether it will be tried again.
VERLOOP = {
    "aanvaardt": (OpdrachtStatus.GEDAAN, "", 1),
    "weigert_nu": (OpdrachtStatus.WACHT, NU_NIET.format(451), 0),
    "weigert": (OpdrachtStatus.MISLUKT, NOOIT.format(550), 0),
    "weigert_inhoud": (OpdrachtStatus.MISLUKT, NOOIT.format(554), 1),
    "weigert_inhoud_nu": (OpdrachtStatus.WACHT, NU_NIET.format(452), 1),
    "verbreekt_bij_ontvanger": (OpdrachtStatus.WACHT, mail.GEEN_SERVER, 0),
    "verbreekt_bij_inhoud": (OpdrachtStatus.ONZEKER, mail.WEGGEVALLEN, 0),
    "verbreekt_na_inhoud": (OpdrachtStatus.ONZEKER, mail.WEGGEVALLEN, 1),
    "zwijgt_na_inhoud": (OpdrachtStatus.ONZEKER, mail.WEGGEVALLEN, 1),
    "zwijgt_na_antwoord": (OpdrachtStatus.GEDAAN, "", 1),
    "sterft_na_antwoord": (OpdrachtStatus.GEDAAN, "", 1),
}


def vraag(anna, gemeente=None, sleutel="mail-1") -> Opdracht:
    return mail_collega(
        anna, sjabloon="er_is_iets", sleutel=sleutel, gemeente_id=gemeente.pk if gemeente else None
    )


def test_elk_gedrag_van_de_server_is_beproefd():
    assert VERLOOP.keys() == GEDRAG.keys()


@pytest.mark.parametrize("gedrag", VERLOOP)
def test_hoe_het_eindigt_en_dat_het_daarna_zo_blijft(anna, mailserver, gedrag):
    status, fout, aangekomen = VERLOOP[gedrag]
    mailserver.gedraagt(gedrag)
    opdracht = vraag(anna)
    uitvoering.veeg()
    assert (stand(opdracht), len(mailserver.berichten())) == ((status, 1, fout), aangekomen)
    # Whatever time goes by: only what the server certainly did not take is tried again.
    mailserver.stop()
    mailserver.gedraagt("aanvaardt")
    mailserver.start(mailserver.port)
    verschuif(opdracht, volgende_poging=600)
    Opdracht.objects.filter(vervalt__isnull=False).update(vervalt=opdracht.aangemaakt)
    uitvoering.veeg()
    opnieuw = status == OpdrachtStatus.WACHT
    assert stand(opdracht) == ((OpdrachtStatus.GEDAAN, 2, "") if opnieuw else (status, 1, fout))
    assert len(mailserver.berichten()) == aangekomen + opnieuw


def test_wat_er_in_de_e_mail_staat(anna, zoetermeer, mailserver):
    get_user_model().objects.filter(pk=anna.pk).update(naam="Anna van 't Hof")
    opdracht = vraag(anna, zoetermeer)
    uitvoering.veeg()
    (bericht,) = mailserver.berichten()
    assert (bericht["To"], bericht["From"], bericht["Subject"]) == (
        "anna@voorbeeld.test",
        "leerplicht@localhost",
        "Er is iets voor u in Leerplicht & Doorstroompunt",
    )
    assert bericht["Message-ID"].startswith(f"<opdracht-{opdracht.pk}-")
    assert bericht.get_content().replace("\r\n", "\n") == (
        "Beste Anna van 't Hof,\n"
        "\n"
        "Er staat iets voor u klaar bij gemeente Zoetermeer. Log in om te zien wat het is:\n"
        "\n"
        "http://127.0.0.1:8000/\n"
        "\n"
        "In deze e-mail staat niet waar het over gaat. Dat is bewust: e-mail is niet veilig genoeg.\n"
        "Antwoord daarom ook niet op dit bericht.\n"
    )


def test_zonder_mailserver_komt_het_later(anna, mailserver):
    mailserver.stop()
    opdracht = vraag(anna)
    uitvoering.veeg()
    assert stand(opdracht) == (OpdrachtStatus.WACHT, 1, mail.GEEN_SERVER)


def test_wie_hier_niet_meer_werkt_krijgt_niets(anna, mailserver):
    opdracht = vraag(anna)
    get_user_model().objects.filter(pk=anna.pk).update(is_active=False)
    uitvoering.veeg()
    assert (stand(opdracht), mailserver.berichten()) == (
        (OpdrachtStatus.GEANNULEERD, 1, mail.GEEN_ONTVANGER),
        [],
    )


def test_een_verzending_zonder_antwoord_wordt_onzeker(anna, mailserver):
    """As a worker leaves it that was killed between handing over and the answer."""
    opdracht = vraag(anna)
    genomen = uitvoering.neem()
    mail._markeer_verzendt(genomen)
    uitvoering.veeg()
    assert stand(opdracht)[0] == OpdrachtStatus.VERZENDT
    verschuif(opdracht, vervalt=0)
    uitvoering.veeg()
    assert (stand(opdracht), mailserver.berichten()) == ((OpdrachtStatus.ONZEKER, 1, uitvoering.AFGEBROKEN), [])
    # That worker lived after all, and heard that the message was taken.
    uitvoering._beeindig_als(genomen, OpdrachtStatus.GEDAAN)
    assert stand(opdracht) == (OpdrachtStatus.GEDAAN, 1, "")


def test_een_sjabloon_dat_er_niet_is_wordt_niet_gevraagd(anna):
    with pytest.raises(TemplateDoesNotExist):
        mail_collega(anna, sjabloon="bestaat-niet", sleutel="mail-1")
    assert Opdracht.objects.count() == 0


SJABLONEN = sorted(pad.stem for pad in (PROJECT_DIR / "templates" / "postvak").glob("*.txt"))


@pytest.mark.parametrize("naam", SJABLONEN)
def test_geen_e_mail_zegt_iets_over_een_leerling(naam):
    """Only the colleague himself, the gemeente and the address stand in it; the first line is a fixed subject."""
    sjabloon = mail.sjabloon(naam)
    woorden = {node.filter_expression.token for node in sjabloon.nodelist.get_nodes_by_type(VariableNode)}
    assert woorden <= {"ontvanger.naam", "gemeente", "adres"}
    eerste = sjabloon.source.splitlines()[0]
    assert "{" not in eerste
    assert 10 < len(eerste) < 80
