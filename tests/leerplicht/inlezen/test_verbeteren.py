"""A row that is repaired on screen says what was typed, and nothing else in it changes."""

from django import forms

from leerplicht.models import Aanlevering, Aanleverregel
from leerplicht.toegang.gemeente import in_gemeente

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
