"""Whoever stands on a page stands in the logbook: every address of the project, with the example, as every role.

A leerling is recognised by his name in the text of the answer, not by how the page was made; so a way of reading
that the logbook does not know would show here. Pages that are added later are walked too.
"""

import html
import io
import re
import zipfile

import pytest
from django.db.models import Max

from leerplicht.models import Aanstelling, Betrokkene, Gebruiker, Leerling, Logregel
from leerplicht.roles import ROLLEN, Recht
from leerplicht.toegang.gemeente import in_gemeente
from tests.verhalen.adressen import routes
from tests.verhalen.test_toegankelijk import _client, _kandidaten, voorbeeld  # noqa: F401

MET_PERSONEN = frozenset({Recht.LEERPLICHT, Recht.DOORSTROOMPUNT, Recht.PRIVACY})


@pytest.fixture
def namen(voorbeeld):  # noqa: F811
    """Full name, as pages and as lists write it → who are called so. Not one that a parent has too."""
    gevonden: dict[str, set[int]] = {}
    with in_gemeente(voorbeeld.pk):
        ouders = set(Betrokkene.objects.values_list("naam", flat=True))
        for leerling in Leerling.objects.all():
            for naam in {leerling.naam, leerling.naam_op_lijst} - ouders:
                gevonden.setdefault(naam, set()).add(leerling.pk)
    return gevonden


def _tekst(inhoud: bytes) -> str:
    """What stands in an answer; a workbook is a zip of XML."""
    if inhoud.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(inhoud)) as bestand:
            inhoud = b" ".join(bestand.read(deel) for deel in bestand.namelist())
    return html.unescape(inhoud.decode(errors="replace"))


def _genoemd(tekst: str, namen: dict[str, set[int]]) -> list[set[int]]:
    """Per name in the text, whole words only, who it can be."""
    woorden = set(re.findall(r"[\w-]+", tekst))
    return [
        wie
        for naam, wie in namen.items()
        if woorden.issuperset(naam.replace(",", "").split()) and _staat_in(tekst, naam)
    ]


def _staat_in(tekst: str, naam: str) -> bool:
    """Whether the name stands there by itself, not as the end of a longer one: Jan de Vries is no De Vries."""
    begin = tekst.find(naam)
    while begin >= 0:
        einde = begin + len(naam)
        if not re.search(r"[\w-] ?$", tekst[max(0, begin - 2) : begin]) and not re.match(
            r"[\w-]", tekst[einde : einde + 1]
        ):
            return True
        begin = tekst.find(naam, einde)
    return False


def test_whoever_stands_on_a_page_stands_in_the_logbook(voorbeeld, namen):  # noqa: F811
    zonder_regel: list[tuple] = []
    gezien: dict[str, int] = {}
    # Roles with the same of these rights see the same persons.
    for rol in {rol.rechten & MET_PERSONEN: rol for rol in ROLLEN.values()}.values():
        gebruiker = Gebruiker.objects.create_user(f"{rol.code}@elk-lezen.test", naam=rol.naam)
        Aanstelling.objects.create(gebruiker=gebruiker, gemeente=voorbeeld, rol=rol.code)
        client = _client(rol.code, domein="elk-lezen.test")
        gezien[rol.code] = 0
        for route in routes():
            # A file of all rows is large: of each role the rows are the same as in its lists.
            if "/export/" in route and rol.code != "teamleider":
                continue
            bekend: set[str] = set()
            for adres in _kandidaten_in(voorbeeld, route):
                # Per kind of object one page will do.
                soort = re.sub(r"[0-9]+", "", adres)
                if soort in bekend:
                    continue
                vorige = _laatste(voorbeeld)
                antwoord = client.get(adres)
                if antwoord.status_code in (200, 403):
                    bekend.add(soort)
                tekst = _tekst(antwoord.content)
                gelezen = _gelezen(voorbeeld, gebruiker, na=vorige)
                op_de_pagina = _genoemd(tekst, namen)
                zonder_regel += [(rol.code, adres, wie) for wie in op_de_pagina if not wie & gelezen]
                gezien[rol.code] += len(op_de_pagina)
    assert zonder_regel == []
    dossiers = {rol.code for rol in ROLLEN.values() if rol.rechten & {Recht.LEERPLICHT, Recht.DOORSTROOMPUNT}}
    assert {rol for rol, aantal in gezien.items() if aantal > 50} == dossiers & set(gezien)
    # He sees whose dossier it is, on the pages about it.
    assert {rol for rol, aantal in gezien.items() if 0 < aantal <= 50} == {"privacy_officer"}


def _kandidaten_in(gemeente, route: str) -> list[str]:
    with in_gemeente(gemeente.pk):
        return _kandidaten(route)


def _laatste(gemeente) -> int:
    with in_gemeente(gemeente.pk):
        return Logregel.objects.aggregate(laatste=Max("pk"))["laatste"] or 0


def _gelezen(gemeente, gebruiker, *, na: int) -> set[int]:
    with in_gemeente(gemeente.pk):
        regels = Logregel.objects.filter(pk__gt=na, gebruiker_id=gebruiker.pk)
        return {leerling for regel in regels for leerling in regel.leerlingen}
