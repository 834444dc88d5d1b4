"""A row that is repaired on screen says what was typed, and nothing else in it changes; also over a check."""

from django import forms

from leerplicht.inlezen import actions
from leerplicht.models import Aanlevering, Aanleverregel, Code
from leerplicht.toegang.gemeente import in_gemeente
from tests.leerplicht.inlezen.conftest import VANDAAG

KOP = "BSN;Achternaam;Voornaam;Geboortedatum;Opmerking\n"
LIJST = "Regel A\n- moeder gebeld\n- vader gebeld"


def zoals_een_browser(form: forms.Form) -> dict[str, str]:
    """What is sent when nobody types: an <input> has no line ends, a <textarea> its own kind."""
    gevuld = {naam: str(form[naam].value() or "") for naam in form.fields}
    return {
        naam: tekst.replace("\n", "\r\n" if isinstance(form.fields[naam].widget, forms.Textarea) else "")
        for naam, tekst in gevuld.items()
    }


def regels(balie, aanlevering: Aanlevering) -> list[Aanleverregel]:
    with in_gemeente(balie.gemeente.pk):
        return list(Aanleverregel.objects.filter(aanlevering=aanlevering))


def verbeter(client, regel: Aanleverregel, **velden: str):
    """Open the form, type in some fields, and send it."""
    adres = f"/inlezen/regels/{regel.pk}/"
    return client.post(adres, zoals_een_browser(client.get(adres).context["form"]) | velden)


def test_regeleinden_blijven_wie_de_datum_verbetert(balie, proef, client):
    client.force_login(balie.door)
    gezien = balie.bied_aan(proef, KOP + f'123456782;Vries;"Noa\nMarie";31-11-2009;"{LIJST}"\n')
    (regel,) = regels(balie, gezien)
    antwoord = verbeter(client, regel, geboortedatum="30-11-2009")
    assert (antwoord.status_code, antwoord.url) == (302, f"/inlezen/{gezien.pk}/?stand=geweigerd")
    (regel,) = regels(balie, gezien)
    assert regel.verbeterd == ["123456782", "Vries", "Noa Marie", "30-11-2009", LIJST]
    download = client.get(f"/inlezen/{gezien.pk}/geweigerd/").content.decode("utf-8-sig")
    assert f'"{LIJST}"' in download


def test_een_lange_tekst_mag_zo_lang_zijn_als_de_kolom(balie, proef, client):
    client.force_login(balie.door)
    gezien = balie.bied_aan(proef, KOP + f"123456782;Vries;Noa;31-11-2009;{'a' * 4999}\n")
    (regel,) = regels(balie, gezien)
    antwoord = verbeter(client, regel, geboortedatum="30-11-2009", opmerking="b" * 5001)
    assert antwoord.context["form"].errors == {
        "opmerking": ["Dit is te lang: 5001 tekens, het mogen er 5000 zijn."]
    }
    assert verbeter(client, regel, geboortedatum="30-11-2009").status_code == 302
    (regel,) = regels(balie, gezien)
    assert regel.verbeterd == ["123456782", "Vries", "Noa", "30-11-2009", "a" * 4999]


def inhoud(balie, aanlevering: Aanlevering) -> list[tuple]:
    return [
        (regel.pk, regel.regel, regel.stand, regel.verbeterd, regel.keuze, regel.te_controleren)
        for regel in regels(balie, aanlevering)
    ]


def test_een_regel_blijft_dezelfde_na_een_controle(balie, proef):
    """Hundred examples are kept of what is good; one that is repaired is kept beside those."""
    rij = "{};Vries;Noa;05-09-2009;\n"
    gezien = balie.bied_aan(
        proef, KOP + "x;Vries;Noa;05-09-2009;\n" + rij.format("") * 100 + "y;Vries;Noa;31-12-2010;\n"
    )
    eerst = inhoud(balie, gezien)
    assert [(regel, stand) for _, regel, stand, *_ in eerst] == [
        (2, "geweigerd"),
        *((regel, "nieuw") for regel in range(3, 103)),
        (103, "geweigerd"),
    ]
    goed = ["", "Vries", "Noa", "05-09-2009", ""]
    with in_gemeente(balie.gemeente.pk):
        regel = Aanleverregel.objects.get(aanlevering=gezien, regel=2)
        actions.verbeter(regel, velden=goed, door=balie.door, op=VANDAAG)
        actions.kies(Aanleverregel.objects.get(pk=eerst[1][0]), keuze="overslaan", door=balie.door, op=VANDAAG)
        versies = dict(Aanleverregel.objects.filter(aanlevering=gezien).values_list("pk", "version"))
    for _ in range(2):
        balie.controleer(gezien)
        daarna = inhoud(balie, gezien)
        assert daarna == [
            (eerst[0][0], 2, "nieuw", goed, "", False),
            (eerst[1][0], 3, "overgeslagen", None, "overslaan", False),
            *((pk, regel, "nieuw", None, "", False) for pk, regel, *_ in eerst[2:101]),
            (eerst[101][0], 103, "geweigerd", None, "", False),
        ]
        with in_gemeente(balie.gemeente.pk):
            assert versies == dict(Aanleverregel.objects.filter(aanlevering=gezien).values_list("pk", "version"))


def test_wat_niet_meer_getoond_wordt_gaat_weg(balie, proef):
    """All of 102 rows are refused, until a code that none of them could be read with is told."""
    kop = "Achternaam;Voornaam;Geboortedatum;Onderwijs\n"
    gezien = balie.bied_aan(proef, kop + "Vries;Noa;05-09-2009;gymmie\n" * 102)
    assert [een.regel for een in regels(balie, gezien)] == list(range(2, 104))
    with in_gemeente(balie.gemeente.pk):
        Code.objects.create(
            gemeente=balie.gemeente,
            lijst="onderwijssoort",
            code="gymmie",
            label="Gymmie",
            volgorde=1,
            van_schooljaar=2020,
        )
    assert balie.controleer(gezien).telling == {"nieuw": 102}
    assert [een.regel for een in regels(balie, gezien)] == list(range(2, 102))


def test_typen_terwijl_een_collega_controleert(balie, proef, client):
    client.force_login(balie.door)
    gezien = balie.bied_aan(proef, KOP + "123456782;Vries;Noa;31-11-2009;\n")
    (regel,) = regels(balie, gezien)
    adres = f"/inlezen/regels/{regel.pk}/"
    getypt = zoals_een_browser(client.get(adres).context["form"]) | {"geboortedatum": "30-11-2009"}
    balie.controleer(gezien)
    assert client.post(adres, getypt).status_code == 302
    assert inhoud(balie, gezien) == [
        (regel.pk, 2, "geweigerd", ["123456782", "Vries", "Noa", "30-11-2009", ""], "", True)
    ]
    assert "U hebt over 1 regel iets besloten" in client.get(f"/inlezen/{gezien.pk}/").content.decode()
    balie.lees_in(balie.controleer(gezien))
    pagina = client.get(adres, follow=True)
    assert (pagina.redirect_chain, "iets besloten" in pagina.content.decode()) == (
        [(f"/inlezen/{gezien.pk}/", 302)],
        False,
    )


def test_wat_een_collega_intussen_besloot_wordt_niet_overschreven(balie, proef, client):
    client.force_login(balie.door)
    gezien = balie.bied_aan(proef, KOP + "123456782;Vries;Noa;31-11-2009;\n")
    (regel,) = regels(balie, gezien)
    adres = f"/inlezen/regels/{regel.pk}/"
    getypt = zoals_een_browser(client.get(adres).context["form"]) | {"geboortedatum": "30-11-2009"}
    with in_gemeente(balie.gemeente.pk):
        actions.kies(regel, keuze="overslaan", door=balie.door, op=VANDAAG)
    assert client.post(adres, getypt).context["ingehaald"].feiten == [
        ("Verbeterd", "(leeg)"),
        ("Gekozen", "overslaan"),
    ]
    assert inhoud(balie, gezien) == [(regel.pk, 2, "geweigerd", None, "overslaan", True)]
