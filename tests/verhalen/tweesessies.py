"""Walk every address that changes a row with two sessions; `test_twee_sessies.py` asserts what it finds.

The forms are found by themselves: an address whose page has a form with a version, and an address that only takes
a POST, for which a button stands on some page. What else sends something to its own address must be named in
`tweesessies_zonder.py`, with why there is no row that two could change: an address added later, without a
version, fails.
"""

import re
from collections import Counter
from contextlib import contextmanager
from datetime import date, timedelta
from html.parser import HTMLParser

from django import forms
from django.apps import apps
from django.contrib.messages import get_messages
from django.db import connection, transaction
from django.urls import resolve

from leerplicht.formulieren.invoer import als_invoer
from leerplicht.models import Gebeurtenis, Opdracht
from tests.formulieren import ingevuld
from tests.verhalen.adressen import routes
from tests.verhalen.test_toegankelijk import _kandidaten, voorbeeld  # noqa: F401 - the fixture
from tests.verhalen.tweesessies_zonder import ANDERS, ZONDER_RIJ

# Of each form so many fields are tried, each of them with and against the next.
VELDEN = 3
ZELF_VERSTUURD = re.compile(r'<form(?![^>]*(?:\baction=|zoekbalk))[^>]*method="post"')
TEKST = "Dit typte ik zelf."
GESCHIEDENIS = [model for model in apps.get_models() if hasattr(model, "pgh_tracked_model")]
TOT_HIER = " UNION ALL ".join(f"SELECT coalesce(max(pgh_id), 0) FROM {een._meta.db_table}" for een in GESCHIEDENIS)
NAAMLOOS = " UNION ALL ".join(
    f"SELECT '{een._meta.db_table}', metadata FROM {een._meta.db_table} "
    "LEFT JOIN pghistory_context ON pgh_context_id = pghistory_context.id WHERE pgh_id > %s AND '' IN "
    "(coalesce(metadata->>'user', ''), coalesce(metadata->>'verzoek', ''), coalesce(metadata->>'route', ''))"
    for een in GESCHIEDENIS
)


class Knoppen(HTMLParser):
    """The forms of a page that are sent to another address: {address: hidden and chosen values}."""

    def __init__(self, pagina: str) -> None:
        super().__init__()
        self.gevonden: dict[str, dict[str, str]] = {}
        self.nu: dict[str, str] | None = None
        self.keuze = ""
        self.feed(pagina)

    def handle_starttag(self, tag, attrs):
        een = dict(attrs)
        if tag == "form":
            self.nu = None
            if een.get("method") == "post" and een.get("action"):
                self.nu = self.gevonden.setdefault(een["action"], {})
        elif self.nu is None:
            return
        elif tag == "input" and een.get("type") == "hidden" and not een["name"].startswith(("_", "csrf")):
            self.nu[een["name"]] = een.get("value", "")
        elif tag == "select":
            self.keuze = een["name"]
        elif tag == "option" and self.keuze and "selected" not in een:
            self.nu[self.keuze] = een.get("value", "")


@contextmanager
def teruggedraaid():
    """What is done in here is undone at its end. Every change names the colleague, the request and the page."""
    with connection.cursor() as cursor:
        cursor.execute(TOT_HIER)
        tot_hier = [nummer for (nummer,) in cursor]
    with transaction.atomic():
        yield
        with connection.cursor() as cursor:
            cursor.execute(NAAMLOOS, tot_hier)
            naamloos = cursor.fetchall()
        assert naamloos == [], f"changed without saying who, in which request or where: {naamloos}"
        transaction.set_rollback(True)


class Wandeling:
    """What was found and tried, for one pair of sessions."""

    def __init__(self, ik, collega) -> None:
        self.ik, self.collega = ik, collega
        self.formulieren: dict[str, dict] = {}
        self.knoppen: dict[str, tuple[str, dict]] = {}
        self.onbekend: set[str] = set()
        self.bereikt: set[str] = set()
        self.alleen_post: set[str] = set()
        self.mis: dict[str, str] = {}
        self.tel: Counter[str] = Counter()

    def loop(self) -> None:
        for route in set(routes()) - set(ZONDER_RIJ):
            # The newest first: those of `rijen`.
            for adres in reversed(_kandidaten(route)):
                antwoord = self.ik.get(adres)
                if antwoord.status_code == 405:
                    self.alleen_post.add(route)
                if antwoord.status_code not in (403, 404):
                    self.bereikt.add(route)
                if antwoord.status_code in (403, 405):
                    break
                if antwoord.status_code != 200 or not antwoord["Content-Type"].startswith("text/html"):
                    continue
                pagina = antwoord.content.decode()
                for actie, waarden in Knoppen(pagina).gevonden.items():
                    self.knoppen.setdefault("/" + resolve(actie).route, (actie, waarden))
                form = (antwoord.context or {}).get("form")
                if isinstance(form, forms.BaseForm) and "version" in form.fields:
                    with self.vang(route):
                        self.formulieren[route] = self.probeer(route, adres, antwoord)
                    if self.formulieren[route]:
                        break
                elif ZELF_VERSTUURD.search(pagina):
                    self.onbekend.add(route)

    @contextmanager
    def vang(self, route: str):
        """What is wrong with one address does not hide the others."""
        try:
            yield
        except AssertionError as fout:
            self.mis[route] = str(fout)
            self.formulieren[route] = {"soort": "mis"}

    # --- one form

    def probeer(self, route: str, adres: str, antwoord) -> dict | None:
        """Both sessions with this form; None when this row is not one that it can be saved for."""
        form = antwoord.context["form"]
        if not form.visible_fields():
            self.tel["alleen een knop"] += 1
        basis = vul_aan(form, ingevuld(antwoord)) | ANDERS.get(route, {})
        goed = self.eerste_goede(adres, form, basis)
        if goed is None:
            return None
        with teruggedraaid():
            assert gelukt(stuur(self.collega, adres, goed)), adres
            stand = self.stand()
            tweede = stuur(self.ik, adres, getypt(form, goed))
            if tweede.context and "ingehaald" in tweede.context:
                return self.ingehaald(adres, form, goed, tweede, stand)
        with teruggedraaid():
            # From a state in which nothing is missing any more.
            stuur(self.collega, adres, goed)
            return self.samen(adres, form, self.staat_er(adres) | ANDERS.get(route, {}))

    def eerste_goede(self, adres, form, basis) -> dict | None:
        varianten = [basis, *(basis | {veld: waarde} for veld, waarde in keuzes(form, basis))]
        met_datum = {veld: basis.get(veld) or f"{date.today():%d-%m-%Y}" for veld in datumvelden(form)}
        varianten += [een | met_datum for een in varianten]
        for waarden in varianten:
            with teruggedraaid():
                if gelukt(stuur(self.collega, adres, waarden)):
                    return waarden
        return None

    def ingehaald(self, adres, form, goed, tweede, stand) -> dict:
        """A step: it was not taken twice, the page says who was first, and shows what was typed."""
        assert re.search("was u voor|al niet meer", tweede.context["ingehaald"].zin), adres
        pagina = tweede.content.decode()
        for veld in form.visible_fields():
            if isinstance(veld.field.widget, forms.Textarea):
                assert TEKST in pagina, (adres, veld.name)
        assert self.stand() == stand, (adres, "something was written all the same")
        self.tel["stap"] += 1
        return {"soort": "stap"}

    def samen(self, adres, form, basis) -> dict:
        """Fields: what does not overlap is merged, what does is asked, with both values."""
        proef: dict[str, list[tuple]] = {}
        for veld, waarde in keuzes(form, basis):
            if len(proef.get(veld, [])) < 2 and (veld in proef or len(proef) < VELDEN):
                with teruggedraaid():
                    if gelukt(stuur(self.collega, adres, basis | {veld: waarde})):
                        staat_er = self.staat_er(adres).get(veld, "")
                        if staat_er != basis.get(veld, "") and staat_er not in [
                            een[1] for een in proef.get(veld, [])
                        ]:
                            proef.setdefault(veld, []).append((waarde, staat_er))
        assert proef, (adres, "no field could be changed")
        voorheen = self.tel["overlap"]
        for veld, ((mijn, staat_er), *meer) in proef.items():
            ander = next((een for een in proef if een != veld), None)
            if ander:
                self.overlapt_niet(adres, basis, veld, mijn, staat_er, ander, *proef[ander][0])
            if meer:
                self.overlapt(adres, basis, veld, (mijn, staat_er), meer[0], ander and (ander, *proef[ander][0]))
        assert self.tel["overlap"] > voorheen, (adres, "no field could be changed in two ways")
        return {"soort": "velden", "velden": sorted(proef)}

    def staat_er(self, adres) -> dict:
        """What the form holds when it is opened now."""
        antwoord = self.ik.get(adres)
        assert antwoord.status_code == 200, (adres, "a step that nobody was told was taken already")
        return ingevuld(antwoord)

    def overlapt_niet(self, adres, basis, veld, hun, hun_staat, ander, mijn, mijn_staat) -> None:
        with teruggedraaid():
            assert gelukt(stuur(self.collega, adres, basis | {veld: hun}))
            antwoord = stuur(self.ik, adres, basis | {ander: mijn})
            if antwoord.status_code == 200 and not set(antwoord.context["form"].errors) & {veld, ander}:
                # Each is right, both together are not: the page says so and keeps both.
                staat = ingevuld(antwoord)
            else:
                assert gelukt(antwoord), (adres, veld, ander)
                staat = self.staat_er(adres)
            assert (staat.get(veld, ""), staat.get(ander, "")) == (hun_staat, mijn_staat), (adres, veld, ander)
            self.tel["samengevoegd"] += 1

    def overlapt(self, adres, basis, veld, hun, mijn, ander) -> None:
        with teruggedraaid():
            assert gelukt(stuur(self.collega, adres, basis | {veld: hun[0]}))
            stand = self.stand()
            typte = basis | {veld: mijn[0]} | ({ander[0]: ander[1]} if ander else {})
            antwoord = stuur(self.ik, adres, typte)
            assert (antwoord.status_code, self.stand()) == (200, stand), (adres, veld)
            form = antwoord.context["form"]
            assert getattr(form.fields[veld], "botsing", None), (
                adres,
                veld,
                "nobody asked which of the two it is",
            )
            pagina = antwoord.content.decode()
            assert f'name="keuze-{veld}" value="hun"' in pagina
            assert f'name="keuze-{veld}" value="mijn"' in pagina
            staat = ingevuld(antwoord)
            assert staat.get(veld, "") == als_invoer(form.fields[veld], form[veld].value()), (adres, veld)
            if ander and ander[0] not in form.errors:
                assert staat.get(ander[0], "") == (ander[2] or ""), (adres, ander[0])
            # Sent without a choice it is asked again; nothing is written.
            assert stuur(self.ik, adres, staat | {"botsing": veld}).status_code == 200
            assert self.stand() == stand, (adres, veld)
            for keuze, verwacht in (("hun", hun[1]), ("mijn", mijn[1])):
                with teruggedraaid():
                    stuur(self.ik, adres, staat | {"botsing": veld, f"keuze-{veld}": keuze})
                    assert self.staat_er(adres).get(veld, "") == verwacht, (adres, veld, keuze)
            self.tel["overlap"] += 1

    # --- one button

    def druk_twee_keer(self, route: str) -> None:
        actie, waarden = self.knoppen[route]
        assert "version" in waarden, (route, "the button does not say which version it stood beside")
        with teruggedraaid():
            assert self.collega.post(actie, waarden).status_code == 302
            stand = self.stand()
            tweede = self.ik.post(actie, waarden)
            assert (tweede.status_code, self.stand()) == (302, stand), route
            gezegd = [str(een) for een in get_messages(tweede.wsgi_request)]
            assert gezegd and re.search("was u voor|niets meer over te beslissen", gezegd[0]), (route, gezegd)
        self.tel["knop"] += 1

    def stand(self) -> dict:
        """Grows with everything that is written."""
        return {model.__name__: model.objects.count() for model in GESCHIEDENIS} | {
            "gebeurtenissen": Gebeurtenis.objects.count(),
            "opdrachten": list(Opdracht.objects.order_by("pk").values_list("pk", "status")),
        }


def stuur(client, adres: str, waarden: dict):
    """As a browser: also past the page that shows the effect before it is saved."""
    antwoord = client.post(adres, waarden)
    if antwoord.status_code == 200 and (antwoord.context or {}).get("wat"):
        return client.post(adres, ingevuld(antwoord) | {"stap": "opslaan"})
    return antwoord


def gelukt(antwoord) -> bool:
    return antwoord.status_code == 302


def getypt(form, waarden: dict) -> dict:
    lang = [veld.name for veld in form.visible_fields() if isinstance(veld.field.widget, forms.Textarea)]
    return waarden | dict.fromkeys(lang, TEKST)


def datumvelden(form) -> list[str]:
    return [veld.name for veld in form.visible_fields() if isinstance(veld.field, forms.DateField)]


def vul_aan(form, waarden: dict) -> dict:
    """Every field that must be filled in and is still empty."""
    nodig = {veld.name: veld for veld in form.visible_fields() if veld.field.required and veld.name not in waarden}
    return waarden | {
        naam: gekozen[0] for naam, veld in nodig.items() if (gekozen := andere_waarden(veld.field, ""))
    }


def keuzes(form, basis: dict) -> list[tuple]:
    """Every field with some other values for it."""
    return [
        (veld.name, waarde)
        for veld in form.visible_fields()
        for waarde in andere_waarden(veld.field, basis.get(veld.name, ""))
    ]


def andere_waarden(veld: forms.Field, nu) -> list:
    if isinstance(veld.widget, forms.CheckboxInput):
        return ["" if nu else "on"]
    if isinstance(veld, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
        return [[een] for een in opties(veld) if [een] != nu][:4]
    if isinstance(veld, forms.ChoiceField):
        return [een for een in opties(veld) if een != nu][:4]
    if isinstance(veld, forms.DateField):
        begin = date(*reversed([int(een) for een in nu.split("-")])) if nu else date.today()
        dagen = [begin - timedelta(1), begin + timedelta(1), date.today(), begin - timedelta(2)]
        return [f"{dag:%d-%m-%Y}" for dag in dagen if f"{dag:%d-%m-%Y}" != nu]
    if isinstance(veld, forms.IntegerField):
        return [str(int(nu or 0) + een) for een in (1, 2)]
    return [f"{nu} {woord}".strip() for woord in ("eerst", "later")] + ["2711 AB", "2711 AC"]


def opties(veld) -> list[str]:
    vlak: list = []
    for sleutel, label in veld.choices:
        vlak += [een for een, _ in label] if isinstance(label, list | tuple) else [sleutel]
    return [str(een) for een in vlak if str(een) != ""]
