"""The draft of a step that a colleague took first."""

from django.urls import reverse

from leerplicht.formulieren.concept import leesbare
from meldingen.actions import heropen_melding, sluit_melding
from tests.formulieren import ingevuld, verborgen
from tests.leerplicht.formulieren.test_bewerken import als, sluiten  # noqa: F401 - a fixture


def test_typed_in_vain_it_can_be_sent_once_a_page_told_why(anna, bram, sluiten, code, vandaag):  # noqa: F811
    melding, invoer = sluiten
    url = reverse("melding_afsluiten", args=[melding.pk])
    browser = als(anna)
    begonnen = browser.get(url)
    waarschuwing = code("resultaat-relatief_wettelijk", "waarschuwing")
    sluit_melding(melding, resultaat=waarschuwing, gesloten_op=vandaag, op=vandaag, door=bram)
    antwoord = browser.post(url, ingevuld(begonnen) | verborgen(begonnen) | invoer)
    assert dict(antwoord.context["ingehaald"].feiten)["Resultaat"] == "Formele waarschuwing"
    # He changes it once more: she is told that too.
    heropen_melding(melding, op=vandaag, door=bram)
    for verwacht in (200, 302):
        pagina = browser.get(url)
        assert pagina.context["form"]["toelichting"].value() == "Gebeld met vader."
        antwoord = browser.post(url, ingevuld(pagina) | verborgen(pagina))
        assert antwoord.status_code == verwacht
    melding.refresh_from_db()
    assert (melding.resultaat.code, leesbare(anna)) == ("naar_school", [])
