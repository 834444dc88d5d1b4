"""The pages of a merge: who is proposed, what stands side by side, where the old number leads."""

import pytest
from django.urls import reverse

from leerplicht.dossier.actions import registreer_leerling
from leerplicht.koppelen.actions import voeg_samen
from leerplicht.models import Leerling, Samenvoeging
from leerplicht.toegang.logboek.inzage import dagregels
from leerplicht.toegang.zegels.actions import verzegel
from tests.formulieren import ingevuld
from tests.leerlingen import *  # noqa: F403 - leerlingen, meld, als


@pytest.fixture
def dubbel(zoetermeer, noa):
    """Noa once more, as a school wrote her."""
    return registreer_leerling(
        gemeente=zoetermeer,
        door=None,
        voornaam="Noah",
        achternaam="Vries",
        geboortedatum=noa.geboortedatum,
        straat="Dorpsstraat 1",
        onderwijsnummer="123456789",
    )


def tekst(antwoord):
    return " ".join(antwoord.content.decode().split())


def test_who_resembles_is_proposed_with_reasons(als, anna, noa, dubbel, zoe, django_assert_num_queries):
    pagina = als(anna).get(reverse("samenvoegen", args=[noa.pk]))
    assert [(ander, een.redenen) for ander, een in pagina.context["lijkt"]] == [
        (dubbel, ("Zelfde geboortedatum.", "De naam lijkt erop."))
    ]
    gezocht = als(anna).post(reverse("samenvoegen", args=[noa.pk]), {"tekst": "celik"}, follow=True)
    assert (list(gezocht.context["gevonden"]), gezocht.context["lijkt"]) == ([zoe], [])
    assert "celik" not in gezocht.request["QUERY_STRING"]


def test_merged_and_undone_by_pages(als, anna, noa, dubbel):
    adres = reverse("samenvoegen_met", args=[noa.pk, dubbel.pk])
    pagina = als(anna).get(adres)
    form = pagina.context["form"]
    assert list(form.fields) == ["voornaam", "tussenvoegsel", "straat", "waarom"]
    assert {naam: veld.initial for naam, veld in form.fields.items()} == {
        "voornaam": "hier",
        "tussenvoegsel": "hier",
        "straat": "daar",
        "waarom": None,
    }
    zonder = als(anna).post(adres, ingevuld(pagina))
    assert zonder.context["form"].errors == {"waarom": ["Dit veld is verplicht."]}
    antwoord = als(anna).post(adres, ingevuld(pagina) | {"waarom": "Zelfde adres"})
    assert antwoord.url == reverse("leerling", args=[noa.pk])
    noa.refresh_from_db()
    assert (noa.naam, noa.straat, noa.onderwijsnummer) == ("Noa de Vries", "Dorpsstraat 1", "123456789")
    # The old number leads on, and is in no list.
    assert als(anna).get(reverse("leerling", args=[dubbel.pk])).url == reverse("leerling", args=[noa.pk])
    assert als(anna).get(reverse("leerling_wijzigen", args=[dubbel.pk])).status_code == 404
    assert list(als(anna).get(reverse("leerlingen")).context["pagina"].object_list) == [noa]
    samenvoeging = Samenvoeging.objects.get()
    pagina = tekst(als(anna).get(reverse("leerling", args=[noa.pk])))
    assert "Samengevoegd met Noah Vries op" in pagina and "door Anna: Zelfde adres" in pagina
    ongedaan = reverse("samenvoeging_ongedaan", args=[samenvoeging.pk])
    assert "Noah Vries en Noa de Vries worden weer twee leerlingen" in tekst(als(anna).get(ongedaan))


def test_counts_are_of_what_one_may_see(als, dirk, anna, noa, dubbel, meld):
    meld(dubbel)
    adres = reverse("samenvoegen_met", args=[noa.pk, dubbel.pk])
    zaken = {wie: [een.zaken for een in als(wie).get(adres).context["kolommen"]] for wie in (anna, dirk)}
    assert zaken == {anna: [0, 1], dirk: [0, 0]}


def test_a_sealed_one_opens_for_a_merge_only_with_a_reason(als, anna, noa, dubbel, zoe):
    adres = reverse("samenvoegen_met", args=[zoe.pk, noa.pk])
    verzegel(zoe, voor=anna, grond="familie", door=anna, op=noa.geboortedatum)
    for een, ander in ((zoe, noa), (noa, zoe)):
        adres = reverse("samenvoegen_met", args=[een.pk, ander.pk])
        assert als(anna).get(adres).url.startswith(reverse("dossier_openen", args=[zoe.pk]))


def test_nobody_of_another_gemeente_and_not_himself(als, anna, noa, elders):
    assert als(anna).get(reverse("samenvoegen_met", args=[noa.pk, noa.pk])).url == reverse(
        "samenvoegen", args=[noa.pk]
    )
    vreemd = reverse("samenvoegen_met", args=[noa.pk, elders.leerling_id])
    assert (als(anna).get(vreemd).status_code, als(anna).post(vreemd).status_code) == (404, 404)


def test_who_looked_at_the_one_looked_at_the_other(als, anna, joris, noa, dubbel, vandaag):
    als(anna).get(reverse("leerling", args=[dubbel.pk]))
    met = {"van": vandaag, "tot_en_met": vandaag, "namen": False}
    eerder = dagregels(joris, dubbel, **met)
    assert (len(eerder), dagregels(joris, noa, **met)) == (1, [])
    voeg_samen(dubbel, noa, velden=(), door=anna, op=vandaag, waarom="Zelfde kind")
    assert dagregels(joris, noa, **met) == eerder
    assert als(joris).get(reverse("privacy_leerling", args=[noa.pk])).context["pagina"].paginator.count >= 1
    gewijzigd = als(joris).get(reverse("privacy_wijzigingen", args=[noa.pk]))
    assert gewijzigd.status_code == 200
    assert Leerling.objects.get(pk=noa.pk).nummers == [noa.pk, dubbel.pk]


def test_who_is_typed_in_twice_is_asked_about_and_not_blocked(als, anna, noa):
    velden = {"voornaam": "Noah", "achternaam": "Vries", "geboortedatum": "12-05-2010"}
    gevraagd = als(anna).post(reverse("leerling_nieuw"), velden)
    assert [(ander, een.redenen) for ander, een in gevraagd.context["lijkt"]] == [
        (noa, ("Zelfde geboortedatum.", "De naam lijkt erop."))
    ]
    assert "Is dit dezelfde?" in tekst(gevraagd) and reverse("leerling", args=[noa.pk]) in tekst(gevraagd)
    assert Leerling.objects.count() == 1
    # A browser sends the empty hidden field too; the button comes last.
    antwoord = als(anna).post(reverse("leerling_nieuw"), velden | {"bevestigd": ["", str(noa.pk)]})
    nieuw = Leerling.objects.exclude(pk=noa.pk).get()
    assert antwoord.url == reverse("leerling", args=[nieuw.pk])


def test_a_twin_is_registered_without_a_question(als, anna, noa):
    velden = {"voornaam": "Tim", "achternaam": "Vries", "tussenvoegsel": "de", "geboortedatum": "12-05-2010"}
    assert als(anna).post(reverse("gezinslid_nieuw", args=[noa.pk]), velden).status_code == 302
    assert Leerling.objects.count() == 2
