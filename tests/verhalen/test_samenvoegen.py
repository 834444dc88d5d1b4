"""One child, twice in the list: merged with the keyboard, and undone with the keyboard; every row as it was."""

from datetime import date

import pytest
from playwright.sync_api import expect

from leerplicht.dossier.actions import registreer_betrokkene, registreer_leerling
from leerplicht.models import Gebruiker, Leerling, Samenvoeging
from leerplicht.toegang.gemeente import in_gemeente
from meldingen.actions import registreer_melding
from tests.tabellen import tabellen
from tests.verhalen.test_toetsenbord import _tab_naar, ingelogd  # noqa: F401 - the fixture

DAG = date(2024, 3, 5)


@pytest.fixture
def dubbel(zoe):
    """Zoë as a school wrote her, with a melding and a mother."""
    anna = Gebruiker.objects.get(email="anna@voorbeeld.test")
    with in_gemeente(zoe.gemeente_id):
        dubbel = registreer_leerling(
            gemeente=zoe.gemeente,
            door=anna,
            voornaam="Zoey",
            achternaam="Celik",
            geboortedatum=zoe.geboortedatum,
            onderwijsnummer="123456789",
            straat="Dorpsstraat 1",
            plaats="Zoetermeer",
        )
        registreer_melding(dubbel, soort="zorg", op=DAG, gemeld_op=DAG, eigenaar=anna, door=anna)
        registreer_betrokkene(dubbel, door=anna, naam="A. Çelik", relatie="ouder")
    return dubbel


def _rijen(zoe):
    with in_gemeente(zoe.gemeente_id):
        rijen = tabellen()
    # That there was a merge is known for good, and which forms were sent.
    return {
        label: rij
        for label, rij in rijen.items()
        if label not in ("leerplicht.Samenvoeging", "leerplicht.Verzending")
    }


def test_merged_and_undone_by_keyboard(ingelogd, zoe, dubbel, axe):  # noqa: F811
    page, voor = ingelogd, _rijen(zoe)
    page.goto(f"/leerlingen/{zoe.pk}/")
    _tab_naar(page, "a[href$='/samenvoegen/']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Samenvoegen met een ander")
    expect(page.get_by_text("De naam lijkt erop.")).to_be_visible()
    gevonden = {"kies": axe(page)}
    _tab_naar(page, f"a[href$='/samenvoegen/{dubbel.pk}/']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Is dit dezelfde persoon?")
    gevonden["samenvoegen"] = axe(page)
    # The address of the other is proposed, since Zoë has none.
    expect(page.get_by_label("Dorpsstraat 1")).to_be_checked()
    _tab_naar(page, "[name=waarom]")
    page.keyboard.type("Zelfde kind, zegt de school")
    page.keyboard.press("Enter")
    expect(page.get_by_text("De leerlingen zijn samengevoegd.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Zoë Çelik")
    gevonden["leerling"] = axe(page)
    with in_gemeente(zoe.gemeente_id):
        assert list(Leerling.objects.filter(samengevoegd_met=zoe)) == [dubbel]
        assert Leerling.objects.get(pk=zoe.pk).meldingen.count() == 1
        samenvoeging = Samenvoeging.objects.get()
    page.goto(f"/leerlingen/{dubbel.pk}/")
    expect(page).to_have_url(f"{page.url.split('/leerlingen/')[0]}/leerlingen/{zoe.pk}/")
    _tab_naar(page, f"a[href='/samenvoegingen/{samenvoeging.pk}/ongedaan/']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Samenvoeging ongedaan maken")
    gevonden["ongedaan"] = axe(page)
    _tab_naar(page, "main button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.get_by_text("De samenvoeging is ongedaan gemaakt.")).to_be_visible()
    assert [mis for mis in gevonden.items() if mis[1]] == []
    assert _rijen(zoe) == voor
