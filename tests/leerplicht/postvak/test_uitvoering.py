"""The outbox: asked once, done once; what fails comes back later, and in the end is visible."""

import datetime
import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from leerplicht.models import Gezin, Opdracht, OpdrachtStatus
from leerplicht.onderdeel import Langlopend
from leerplicht.postvak import uitvoering
from leerplicht.postvak.actions import zet_klaar
from leerplicht.postvak.uitkomsten import Later, Mislukt, NietMeerVanOns, Vervallen
from leerplicht.toegang.gemeente import in_gemeente


def stand(opdracht) -> tuple:
    opdracht.refresh_from_db()
    return opdracht.status, opdracht.pogingen, opdracht.fout


def verschuif(opdracht, **tijden):
    """As if that much time went by."""
    for veld, minuten in tijden.items():
        tijd = timezone.now() - datetime.timedelta(minutes=minuten)
        Opdracht.objects.filter(pk=opdracht.pk).update(**{veld: tijd})


def test_gevraagd_is_eenmaal_gedaan(proef):
    opdracht = proef.vraag()
    assert (stand(opdracht), proef.aantal()) == ((OpdrachtStatus.WACHT, 0, ""), 0)
    uitvoering.veeg()
    uitvoering.veeg()
    uitvoering.voer_uit(opdracht.pk)
    assert (stand(opdracht), proef.aantal()) == ((OpdrachtStatus.GEDAAN, 1, ""), 1)


def test_dezelfde_sleutel_is_dezelfde_opdracht(proef):
    eerste, tweede, ander = proef.vraag(), proef.vraag(), proef.vraag("proef-2")
    assert (tweede.pk == eerste.pk, ander.pk == eerste.pk) == (True, False)
    uitvoering.veeg()
    assert (proef.vraag().pk, proef.aantal()) == (eerste.pk, 2)


def test_wie_vraagt_en_terugdraait_heeft_niets_gevraagd(proef):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        proef.vraag()
        raise ZeroDivisionError
    uitvoering.veeg()
    assert (Opdracht.objects.count(), proef.aantal()) == (0, 0)


def test_wat_mislukt_laat_niets_achter_en_komt_later_terug(proef, caplog):
    proef.fout = ValueError("over Zoë Çelik")
    opdracht = proef.vraag()
    uitvoering.veeg()
    assert (stand(opdracht), proef.aantal()) == ((OpdrachtStatus.WACHT, 1, uitvoering.FOUT), 0)
    assert opdracht.volgende_poging > timezone.now()
    proef.fout = None
    uitvoering.veeg()
    assert proef.aantal() == 0
    verschuif(opdracht, volgende_poging=0)
    uitvoering.veeg()
    assert (stand(opdracht), proef.aantal()) == ((OpdrachtStatus.GEDAAN, 2, ""), 1)


def test_na_de_laatste_poging_is_het_mislukt(proef):
    proef.fout = Later("De andere kant antwoordt niet.")
    opdracht = proef.vraag()
    standen = []
    for _ in range(13):
        verschuif(opdracht, volgende_poging=0)
        uitvoering.veeg()
        standen.append(stand(opdracht)[:2])
    assert standen == [
        *((OpdrachtStatus.WACHT, poging) for poging in range(1, 12)),
        (OpdrachtStatus.MISLUKT, 12),
        (OpdrachtStatus.MISLUKT, 12),
    ]
    assert (opdracht.fout, proef.aantal()) == ("De andere kant antwoordt niet.", 0)


@pytest.mark.parametrize(
    ("uitkomst", "status"),
    [(Mislukt("Dit kan niet."), OpdrachtStatus.MISLUKT), (Vervallen("Niet nodig."), OpdrachtStatus.GEANNULEERD)],
)
def test_een_handler_zegt_hoe_het_eindigt(proef, uitkomst, status):
    proef.fout = uitkomst
    opdracht = proef.vraag()
    uitvoering.veeg()
    assert (stand(opdracht), proef.aantal()) == ((status, 1, str(uitkomst)), 0)


def test_onbekend_werk_is_mislukt(proef):
    with in_gemeente(proef.gemeente.pk):
        opdracht = zet_klaar("anders", gemeente_id=proef.gemeente.pk, onderwerp_id=1, sleutel="anders-1")
    uitvoering.veeg()
    assert stand(opdracht) == (OpdrachtStatus.MISLUKT, 1, uitvoering.ONBEKEND)


def test_een_handler_ziet_alleen_zijn_gemeente(gemeente_vast, registreer):
    gezien = []

    def kijk(gemeente_id, onderwerp_id):
        with connection.cursor() as cursor:
            cursor.execute("SELECT coalesce(current_setting('app.gemeente', true), '')")
            gezien.append((onderwerp_id, cursor.fetchone()[0]))

    registreer({"kijk": kijk})
    zet_klaar("kijk", gemeente_id=gemeente_vast.pk, onderwerp_id=7, sleutel="kijk-7")
    zet_klaar("kijk", gemeente_id=None, onderwerp_id=8, sleutel="kijk-8")
    uitvoering.veeg()
    assert gezien == [(7, str(gemeente_vast.pk)), (8, "")]


def test_wie_het_werk_van_een_ander_overneemt_is_de_enige(proef):
    opdracht = proef.vraag()
    traag = uitvoering.neem()
    assert uitvoering.neem() is None
    verschuif(opdracht, vervalt=0)
    snel = uitvoering.neem()
    assert (snel.pk, snel.token == traag.token) == (traag.pk, False)
    uitvoering._voer_uit(traag)
    assert (stand(opdracht)[0], proef.aantal()) == (OpdrachtStatus.BEZIG, 0)
    uitvoering._voer_uit(snel)
    uitvoering._voer_uit(traag)
    assert (stand(opdracht), proef.aantal()) == ((OpdrachtStatus.GEDAAN, 2, ""), 1)


def test_een_werker_die_steeds_sterft_houdt_op(proef):
    opdracht = proef.vraag()
    for _ in range(12):
        assert uitvoering.neem() is not None
        verschuif(opdracht, vervalt=0)
    uitvoering.veeg()
    assert (stand(opdracht), proef.aantal()) == ((OpdrachtStatus.MISLUKT, 12, uitvoering.GESTOPT), 0)


def test_vijftig_opdrachten_en_vier_werkers(proef_vast):
    for nummer in range(50):
        proef_vast.vraag(f"proef-{nummer}")

    def werk():
        uitvoering.veeg()
        connection.close()

    werkers = [threading.Thread(target=werk) for _ in range(4)]
    for werker in werkers:
        werker.start()
    for werker in werkers:
        werker.join()
    standen = set(Opdracht.objects.values_list("status", "pogingen"))
    assert (standen, proef_vast.aantal()) == ({(OpdrachtStatus.GEDAAN, 1)}, 50)


def test_een_langlopend_werk_legt_zijn_stappen_zelf_vast(gemeente_vast, registreer):
    gezien = []

    def doe(opdracht):
        uitvoering.verleng(opdracht, datetime.timedelta(minutes=30))
        gezien.append(
            Opdracht.objects.get(pk=opdracht.pk).vervalt > timezone.now() + datetime.timedelta(minutes=29)
        )
        assert not connection.in_atomic_block

    registreer({"lang": Langlopend(doe, pogingen=2)})
    opdracht = zet_klaar("lang", gemeente_id=gemeente_vast.pk, onderwerp_id=1, sleutel="lang-1")
    uitvoering.veeg()
    assert (stand(opdracht), gezien) == ((OpdrachtStatus.GEDAAN, 1, ""), [True])
    with pytest.raises(NietMeerVanOns):
        uitvoering.verleng(opdracht, datetime.timedelta(minutes=30))


def test_wie_erom_vroeg_hoort_dat_het_niet_lukte(gemeente_vast, registreer):
    def doe(opdracht):
        raise Later("Nu niet.")

    def opgegeven(opdracht):
        Gezin.objects.create(gemeente_id=opdracht.gemeente_id)

    registreer({"lang": Langlopend(doe, pogingen=2, opgegeven=opgegeven)})
    opdracht = zet_klaar("lang", gemeente_id=gemeente_vast.pk, onderwerp_id=1, sleutel="lang-1")
    uitvoering.veeg()
    verschuif(opdracht, volgende_poging=0)
    uitvoering.veeg()
    with in_gemeente(gemeente_vast.pk):
        assert (stand(opdracht), Gezin.objects.count()) == ((OpdrachtStatus.MISLUKT, 2, "Nu niet."), 1)


@pytest.mark.parametrize(("pogingen", "minst", "meest"), [(1, 5, 15), (4, 40, 120), (12, 1800, 5400)])
def test_de_pauze_groeit_en_is_gespreid(pogingen, minst, meest):
    pauzes = {uitvoering.pauze(pogingen).total_seconds() for _ in range(200)}
    assert minst <= min(pauzes) < max(pauzes) <= meest
    assert len(pauzes) > 100


def test_wat_lang_geleden_gedaan_is_verdwijnt(proef):
    gedaan, jong, mislukt, wacht = (proef.vraag(f"proef-{nummer}") for nummer in range(4))
    dag = datetime.date(2026, 11, 24)
    begin = datetime.datetime(2026, 8, 26, tzinfo=timezone.get_default_timezone())
    for opdracht, status, einde in (
        (gedaan, OpdrachtStatus.GEDAAN, begin - datetime.timedelta(seconds=1)),
        (jong, OpdrachtStatus.GEDAAN, begin),
        (mislukt, OpdrachtStatus.MISLUKT, begin - datetime.timedelta(days=300)),
    ):
        Opdracht.objects.filter(pk=opdracht.pk).update(status=status, beeindigd=einde)
    assert (uitvoering.ruim_op(dag), uitvoering.ruim_op(dag)) == (1, 0)
    assert set(Opdracht.objects.all()) == {jong, mislukt, wacht}
