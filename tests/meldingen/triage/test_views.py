"""The page of the triage: what it shows to whom, what it carries out, and what stays."""

import re
from datetime import date, timedelta

import pytest
from django.contrib.messages import get_messages

from leerplicht.dossier.actions import registreer_leerling
from leerplicht.models import School, Verzegeling
from leerplicht.toegang.zegels.choices import Zegelgrond
from meldingen.actions import sluit_melding
from meldingen.choices import Soort
from meldingen.models import Melding, Sorteerronde
from meldingen.triage.actions import VERZEGELD
from meldingen.triage.forms import OPNIEUW

TRIAGE = "/meldingen/triage/"


def rijen(antwoord):
    """{melding: form} of the page, in its order."""
    assert antwoord.status_code == 200
    return {rij.melding.pk: regel for groep in antwoord.context["groepen"] for rij, regel in groep["rijen"]}


def regel(form, **anders):
    """What a browser sends of a ticked row."""
    waarden = {naam: form[naam].value() for naam in ("version", "eigenaar", "actie", "aan", "vervolg_op")}
    waarden |= {"kies": "on"} | anders
    return {f"{form.prefix}-{naam}": waarde for naam, waarde in waarden.items() if waarde not in (None, "")}


def gezegd(antwoord):
    return [str(een) for een in get_messages(antwoord.wsgi_request)]


def stuur(browser, *regels, adres=TRIAGE):
    antwoord = browser.post(adres, {naam: waarde for een in regels for naam, waarde in een.items()})
    assert antwoord.status_code == 302
    return antwoord


def test_a_row_says_what_came_in_what_was_before_and_why(als, anna, bram, zoe, meld, binnen, code, vandaag):
    eerder = meld(zoe, "zorg", gemeld_op=date(2024, 1, 10), eigenaar=bram)
    halt = meld(zoe, gemeld_op=date(2023, 11, 1))
    halt = Melding.objects.get(pk=halt.pk)
    halt.resultaat, halt.gesloten_op = code("resultaat-relatief_wettelijk", "halt"), date(2023, 12, 1)
    halt.save()
    melding = binnen(
        zoe, verzuim_uren=12, duo_soort="O", vermoedelijke_reden="Verslaapt zich.", school=School.objects.get()
    )
    antwoord = als(anna).get(TRIAGE)
    form = rijen(antwoord)[melding.pk]
    assert (form.rij.geschiedenis, form.rij.voorstel.waarom) == (
        "2 eerder: zorg 10-01-2024 open bij Bram, relatief wettelijk 01-11-2023 (afgehandeld)",
        "Bram behandelt al een zaak van deze leerling.",
    )
    assert {naam: form[naam].value() for naam in form.fields} == {
        "kies": False,
        "version": 1,
        "eigenaar": None,
        "actie": "toewijzen",
        "aan": bram.pk,
        "vervolg_op": eerder.pk,
        "geoorloofd": None,
    }
    assert [keuze for keuze, _ in form.fields["actie"].choices] == [
        "vervolg",
        "waarschuwing",
        "toewijzen",
        "ter_kennisgeving",
        "thuiszitter",
        "niets",
    ]
    tekst = antwoord.content.decode()
    assert "Verslaapt zich." in tekst and "Halt" not in tekst and "1 te sorteren" in tekst


def test_what_is_ticked_is_carried_out_and_nothing_else(als, anna, bram, noa, zoe, binnen, vandaag):
    browser = als(anna)
    eerste, tweede, derde, later = binnen(noa), binnen(noa, "zorg"), binnen(zoe), binnen(zoe, "zorg")
    forms = rijen(browser.get(TRIAGE))
    leeg = regel(forms[derde.pk])
    del leeg[f"m{derde.pk}-kies"]
    assert gezegd(stuur(browser, leeg)) == ["U hebt nog niets aangevinkt. Er is niets gedaan."]
    assert set(rijen(browser.get(TRIAGE))) == {een.pk for een in (eerste, tweede, derde, later)}
    antwoord = stuur(
        browser,
        regel(forms[eerste.pk], actie="ter_kennisgeving"),
        regel(forms[tweede.pk], actie="toewijzen", aan=str(bram.pk)),
        leeg,
        regel(forms[later.pk], actie="niets"),
    )
    assert (antwoord["Location"], gezegd(antwoord)) == (TRIAGE, ["2 verwerkt."])
    assert set(rijen(browser.get(TRIAGE))) == {derde.pk, later.pk}
    eerste.refresh_from_db()
    assert (eerste.resultaat.code, eerste.gesloten_op) == ("ter_kennisname", vandaag)
    assert str(tweede.zaak.toewijzingen.get(tot__isnull=True)) == "Bram"


def test_who_comes_second_learns_who_was_first_and_can_take_the_rest_back(als, anna, bram, noa, zoe, binnen, code):
    van_anna, van_bram = binnen(noa), binnen(zoe, "zorg")
    forms = rijen(als(anna).get(TRIAGE))
    stuur(als(bram), regel(rijen(als(bram).get(TRIAGE))[van_bram.pk], actie="toewijzen"))
    antwoord = stuur(
        als(anna), regel(forms[van_anna.pk], actie="toewijzen"), regel(forms[van_bram.pk], actie="toewijzen")
    )
    assert gezegd(antwoord) == ["1 verwerkt, 1 niet."]
    pagina = als(anna).get(TRIAGE)
    ((gebleven, zin),) = pagina.context["niet_gedaan"]
    assert gebleven == van_bram and re.fullmatch(r"Bram was u voor om \d\d:\d\d\.", zin)
    # Bram's own round is his; Anna's comes back.
    ronde = Sorteerronde.objects.get(gebruiker=anna)
    bram_ronde = Sorteerronde.objects.get(gebruiker=bram)
    for geen in (bram_ronde.pk, "x", ""):
        antwoord = als(anna).post(f"{TRIAGE}ongedaan/", {"ronde": geen})
        assert gezegd(antwoord)[-1] == "Er is niets van u om ongedaan te maken."
    bram_ronde.refresh_from_db()
    assert bram_ronde.ongedaan_op is None
    antwoord = als(anna).post(f"{TRIAGE}ongedaan/", {"ronde": ronde.pk})
    assert (antwoord["Location"], gezegd(antwoord)[-1]) == (TRIAGE, "1 teruggezet.")
    assert set(rijen(als(anna).get(TRIAGE))) == {van_anna.pk}
    antwoord = als(anna).post(f"{TRIAGE}ongedaan/", {"ronde": ronde.pk})
    assert gezegd(antwoord) == ["Dit was al ongedaan gemaakt."]


def test_a_choice_that_is_none_stays_with_a_sentence(als, anna, carla, noa, binnen):
    melding = binnen(noa)
    form = rijen(als(anna).get(TRIAGE))[melding.pk]
    for fout in ({"aan": str(carla.pk)}, {"actie": "vervolg"}, {"version": "x"}):
        stuur(als(anna), regel(form, **fout))
        assert Sorteerronde.objects.first().niet_gedaan == [[melding.pk, OPNIEUW]]
    assert list(Melding.objects.te_sorteren()) == [melding]


def test_each_sees_the_meldingen_of_his_own_compartment(als, anna, dirk, eva, elders, noa, binnen, wethouder):
    leerplicht, achttien = binnen(noa), binnen(noa, Soort.VERZUIM_18PLUS, door=dirk)
    per_wie = {wie.naam: set(rijen(als(wie).get(TRIAGE))) for wie in (anna, dirk, eva)}
    assert per_wie == {"Anna": {leerplicht.pk}, "Dirk": {achttien.pk}, "Eva": {leerplicht.pk, achttien.pk}}
    assert als(wethouder).get(TRIAGE).status_code == 403
    # What cannot be seen cannot be sorted, whatever is posted.
    form = rijen(als(dirk).get(TRIAGE))[achttien.pk]
    antwoord = stuur(als(anna), regel(form, actie="toewijzen", aan=str(dirk.pk)))
    assert gezegd(antwoord) == ["U hebt nog niets aangevinkt. Er is niets gedaan."]
    assert {een["aan"].value() for een in rijen(als(dirk).get(TRIAGE)).values()} == {dirk.pk}
    assert als(anna).get("/").context["aankondigingen"][0].tekst == "1 nieuwe melding te sorteren"
    assert als(eva).get("/").context["aankondigingen"][0].tekst == "2 nieuwe meldingen te sorteren"


def test_a_sealed_dossier_shows_its_lock_and_cannot_be_sorted(als, anna, bram, noa, binnen, vandaag):
    melding = binnen(noa, vermoedelijke_reden="Geheim verhaal.", toelichting="Nog geheimer.")
    form = rijen(als(anna).get(TRIAGE))[melding.pk]
    Verzegeling.objects.create(
        gemeente=noa.gemeente, leerling=noa, grond=Zegelgrond.KIND, van=vandaag - timedelta(1), door=bram
    )
    antwoord = als(anna).get(f"{TRIAGE}?vink=zeker")
    tekst = antwoord.content.decode()
    assert "(verzegeld)" in tekst and "Vries, Noa de" in tekst
    assert "geheim" not in tekst.lower() and f"m{melding.pk}-kies" not in tekst
    stuur(als(anna), regel(form, actie="toewijzen"))
    assert Sorteerronde.objects.get().niet_gedaan == [[melding.pk, VERZEGELD]]
    assert list(Melding.objects.te_sorteren()) == [melding]


def test_brothers_and_sisters_stand_together_the_oldest_first(als, anna, zoetermeer, noa, zoe, binnen):
    broer = registreer_leerling(
        gemeente=zoetermeer,
        door=None,
        voornaam="Sem",
        achternaam="Vries",
        geboortedatum=date(2011, 1, 1),
        gezin=noa.gezin,
    )
    van_broer = binnen(broer, gemeld_op=date(2024, 3, 4))
    van_zoe = [binnen(zoe, gemeld_op=date(2024, 3, dag)) for dag in (5, 2)]
    van_noa = binnen(noa, "zorg", gemeld_op=date(2024, 3, 1))
    groepen = als(anna).get(TRIAGE).context["groepen"]
    assert [(groep["naam"], [rij.melding for rij, _ in groep["rijen"]]) for groep in groepen] == [
        ("2 meldingen uit één gezin", [van_noa, van_broer]),
        ("2 meldingen van dezelfde leerling", van_zoe[::-1]),
    ]


def test_filters_and_their_mistakes(als, anna, noa, zoe, college, binnen):
    ander = School.objects.create(brin="16SW04", naam="Andere School", plaats="Zoetermeer")
    School.objects.create(brin="16SW05", naam="Zonder Melding", plaats="Zoetermeer")
    licht = binnen(noa, school=college)
    zorg = binnen(zoe, "zorg", school=ander, herkomst="school")

    def bij(query):
        return set(rijen(als(anna).get(f"{TRIAGE}?{query}")))

    assert bij("") == {licht.pk, zorg.pk}
    assert (bij("soort=zorg"), bij(f"school={college.pk}")) == ({zorg.pk}, {licht.pk})
    assert (bij("herkomst=duo"), bij("herkomst=duo&soort=zorg")) == ({licht.pk}, set())
    assert (bij("soort=onzin"), bij("onbekend=1")) == (set(), set())
    form = als(anna).get(TRIAGE).context["form"]
    assert [een.naam for een in form.fields["school"].queryset] == ["Andere School", "Het Voorbeeld College"]
    # The filter is kept, the page is not.
    form = rijen(als(anna).get(f"{TRIAGE}?soort=zorg"))[zorg.pk]
    antwoord = stuur(als(anna), regel(form), adres=f"{TRIAGE}?soort=zorg&pagina=2&vink=zeker")
    assert antwoord["Location"] == f"{TRIAGE}?soort=zorg"


def test_without_a_script_a_link_ticks_what_is_certain(als, anna, noa, zoe, binnen):
    zeker, kijken = binnen(noa), binnen(zoe, "relatief_wettelijk", duo_soort="LRV")
    assert [form["kies"].value() for form in rijen(als(anna).get(TRIAGE)).values()] == [False, False]
    antwoord = als(anna).get(TRIAGE)
    assert antwoord.context["vink_zeker"] == "vink=zeker"
    forms = rijen(als(anna).get(f"{TRIAGE}?vink=zeker"))
    assert {pk: form["kies"].value() for pk, form in forms.items()} == {zeker.pk: True, kijken.pk: False}
    assert rijen(als(anna).get(f"{TRIAGE}?vink=anders"))[zeker.pk]["kies"].value() is False


def test_what_is_closed_elsewhere_leaves_the_triage(als, anna, noa, binnen, code, vandaag):
    melding = binnen(noa)
    resultaat = code("resultaat-relatief_licht", "naar_school")
    sluit_melding(melding, resultaat=resultaat, gesloten_op=vandaag, op=vandaag, door=anna)
    antwoord = als(anna).get(TRIAGE)
    assert (rijen(antwoord), "Alles is gesorteerd." in antwoord.content.decode()) == ({}, True)


@pytest.fixture
def veel(zoetermeer, college, binnen, meld, bram):
    """`veel(3)`: so many leerlingen with an earlier melding, a double and a new one."""

    def maak(aantal):
        for nummer in range(aantal):
            leerling = registreer_leerling(
                gemeente=zoetermeer,
                door=None,
                voornaam=f"Kind{nummer}",
                achternaam="Voorbeeld",
                geboortedatum=date(2010, 1, 1 + nummer % 28),
            )
            meld(leerling, "zorg", gemeld_op=date(2024, 1, 10), eigenaar=bram, school=college)
            binnen(leerling, school=college)

    return maak


def test_a_full_page_costs_as_many_queries_as_a_row(als, anna, veel, django_assert_num_queries):
    browser = als(anna)
    browser.get(TRIAGE)
    veel(1)
    with django_assert_num_queries(25):
        assert len(rijen(browser.get(TRIAGE))) == 1
    veel(40)
    with django_assert_num_queries(25):
        assert len(rijen(browser.get(TRIAGE))) == 40
