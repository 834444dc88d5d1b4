"""Offer a file, say what its headings and codes mean, repair a row, decide about a doubt."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from django import forms

from leerplicht.bestanden.keuring import MEGABYTE
from leerplicht.formulieren.versies import VersieForm
from leerplicht.inlezen.bron import Bron, Kolom, Veldsoort
from leerplicht.inlezen.keuzes import NIETS, keuzes_van, woordsleutel
from leerplicht.inlezen.lezen import GROOTSTE_AANLEVERING
from leerplicht.inlezen.lezen.keuring import extensies_van
from leerplicht.inlezen.velden import LANGSTE_TITEL, Ongeldig, lees_waarde
from leerplicht.inlezen.vertalingen import Keuzes, kolomkeuzes
from leerplicht.inlezen.vullen import Lijsten
from leerplicht.inlezen.woorden import Woord
from leerplicht.models import Aanleverregel, Bronvertaling

MEESTE_KEUZES = 12


class AanleverForm(forms.Form):
    bestand = forms.FileField(
        label="Bestand", error_messages={"required": "Kies een bestand.", "empty": "Het bestand is leeg."}
    )

    def __init__(self, data: Any = None, files: Any = None, *, bron: Bron):
        super().__init__(data, files)
        welke = "ZIP" if bron.pakket else "CSV, XML of XLSX"
        self.fields["bestand"].help_text = f"{welke}, hoogstens {GROOTSTE_AANLEVERING // MEGABYTE} MB."
        self.fields["bestand"].widget.attrs["accept"] = ",".join(extensies_van(pakket=bool(bron.pakket)))


class KolommenForm(VersieForm):
    """Which heading is which column. `nu`: position of a heading to the column that is read there now.

    `inhoud`: what stands below each heading, in words; none for a file of before that was told.
    """

    def __init__(
        self,
        data: Any = None,
        *,
        bron: Bron,
        koppen: list[str],
        inhoud: list[str],
        nu: Mapping[int, str],
        versie: int,
    ):
        super().__init__(data, initial={"version": versie})
        self.koppen = koppen
        for plek, kop in enumerate(koppen):
            self.fields[f"kop_{plek}"] = forms.ChoiceField(
                label=kop,
                help_text=f"{inhoud[plek].capitalize()}." if plek < len(inhoud) else "",
                choices=kolomkeuzes(bron),
                initial=nu.get(plek, NIETS),
                error_messages={"required": "Kies een kolom, of kies “Niet gebruiken”."},
            )
        self.bron = bron

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        gezien: set[str] = set()
        for plek in range(len(self.koppen)):
            naar = schoon.get(f"kop_{plek}")
            if naar in gezien - {NIETS}:
                self.add_error(f"kop_{plek}", "Deze kolom is al aan een andere kop gekoppeld.")
            gezien.update([naar] if naar else [])
        mist = [kolom.kop for kolom in self.bron.kolommen if kolom.verplicht and kolom.code not in gezien]
        if mist:
            # At a field, so that the summary of errors leads there.
            ongebruikt = (plek for plek in range(len(self.koppen)) if schoon.get(f"kop_{plek}") == NIETS)
            vrij = next(ongebruikt, 0)
            self.add_error(f"kop_{vrij}", f"Koppel ook deze verplichte kolommen: {', '.join(mist)}.")
        return schoon

    def velden(self) -> dict[str, Any]:
        """For the action: every heading with what it means."""
        vertalingen = {kop: self.cleaned_data[f"kop_{plek}"] for plek, kop in enumerate(self.koppen)}
        return {"kolom": "", "vertalingen": vertalingen}


def codeveld(waarde: str) -> str:
    """The field of one text: by the text itself, so that a draft finds it when others are mapped meanwhile."""
    return f"code_{sha256(waarde.encode()).hexdigest()[:12]}"


class Betekenisveld(forms.ChoiceField):
    """What a word means. A draft of before the word was known holds nothing here: then it means what it does."""

    def bound_data(self, data: Any, initial: Any) -> Any:
        return data or initial


class CodesForm(VersieForm):
    """What words of one column mean: those that no list knows, and how the others are read.

    `onbekend`: word to how many rows have it; `gelezen`: what is known by now, and may mean something else.
    """

    def __init__(
        self,
        data: Any = None,
        *,
        kolom: str,
        onbekend: Mapping[str, int],
        gelezen: Sequence[Woord],
        codes: Keuzes,
        versie: int,
    ):
        super().__init__(data, initial={"version": versie})
        self.kolom = kolom
        nu = {een.woord: een.naar for een in gelezen}
        self.nu = {codeveld(woord): (woord, nu.get(woord, "")) for woord in (*onbekend, *nu)}
        aantallen = {**onbekend, **{een.woord: een.regels for een in gelezen}}
        for veld, (woord, naar) in self.nu.items():
            self.fields[veld] = Betekenisveld(
                label=woord,
                help_text="1 regel" if aantallen[woord] == 1 else f"{aantallen[woord]} regels",
                choices=codes if naar else [("", "Nog niet gekoppeld"), *codes],
                initial=naar,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        if self.nu and not self.errors and not self.velden()["vertalingen"]:
            self.add_error(next(iter(self.nu)), "Kies bij ten minste een woord wat dat bij ons is.")
        return schoon

    def velden(self) -> dict[str, Any]:
        gekozen = {woord: self.cleaned_data[veld] for veld, (woord, naar) in self.nu.items()}
        was = dict(self.nu.values())
        anders = {woord: naar for woord, naar in gekozen.items() if naar and naar != was[woord]}
        return {"kolom": self.kolom, "vertalingen": anders}


class VertalingForm(VersieForm):
    """What one heading or code means, that was told before."""

    naar = forms.ChoiceField(label="Betekent bij ons", error_messages={"required": "Kies wat dit bij ons is."})

    def __init__(self, data: Any = None, *, vertaling: Bronvertaling, keuzes: Keuzes):
        super().__init__(data, initial={"version": vertaling.version, "naar": vertaling.naar})
        bekend = vertaling.naar in dict(keuzes)
        self.fields["naar"].choices = keuzes if bekend else [("", "Maak een keuze"), *keuzes]  # type: ignore[attr-defined]


class VerbeterForm(VersieForm):
    """A row as texts, to repair; judged as the file itself is. `plekken`: position to column.

    Before anything is sent it stands there as it came, with what is wrong at its fields.
    """

    def __init__(
        self,
        data: Any = None,
        *,
        regel: Aanleverregel,
        bron: Bron,
        plekken: Mapping[int, str],
        lijsten: Lijsten,
    ):
        self.ruw = list(regel.verbeterd or regel.ruw)
        self.getoond = data is None
        if data is None:
            data = {
                code: _te_tonen(bron.kolom(code), self.ruw[plek])
                for plek, code in plekken.items()
                if plek < len(self.ruw)
            }
            data["version"] = regel.version
        super().__init__(data)
        self.regel, self.bron, self.plekken, self.lijsten = regel, bron, plekken, lijsten
        for code in plekken.values():
            kolom = bron.kolom(code)
            # How long it may be is said with the rest of what the column asks.
            self.fields[code] = forms.CharField(
                label=kolom.kop,
                required=kolom.verplicht,
                help_text=_uitleg(kolom),
                widget=forms.Textarea if _is_lang(kolom) else forms.TextInput,
            )

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        if self.getoond:
            for veld, zin in self.regel.fouten:
                if veld in self.fields and not self.has_error(veld):
                    self.add_error(veld, zin)
            return schoon
        waarden: dict[str, Any] = dict(schoon)
        # Which list of codes holds may depend on a choice.
        kolommen = [self.bron.kolom(code) for code in self.plekken.values()]
        for kolom in sorted(kolommen, key=lambda kolom: kolom.soort == Veldsoort.CODE):
            code, waar = kolom.code, woordsleutel(kolom, waarden)
            if self.has_error(code) or not waar:
                continue
            try:
                waarden[code] = lees_waarde(kolom, schoon.get(code, ""), vertaal=self.lijsten.van(kolom, waar))
            except Ongeldig as fout:
                waarden[code] = None
                self.add_error(code, str(fout))
        return schoon

    def velden(self) -> dict[str, Any]:
        ruw = self.ruw + [""] * (max(self.plekken, default=0) + 1 - len(self.ruw))
        for plek, code in self.plekken.items():
            # What a column meant may have been told since: what was not asked stays.
            if code in self.data:
                # A browser ends its lines in its own way.
                ruw[plek] = self.cleaned_data.get(code, "").replace("\r\n", "\n")
        return {"velden": ruw}


def _uitleg(kolom: Kolom) -> str:
    """What a column asks, and the words of a choice, as long as those are few enough to read."""
    woorden = [keuze.tekst for keuze in keuzes_van(kolom)]
    if not 0 < len(woorden) <= MEESTE_KEUZES:
        return kolom.uitleg
    return f"Een van: {', '.join(woorden)}. {kolom.uitleg}".strip()


def _is_lang(kolom: Kolom) -> bool:
    """A note, which keeps its lines; `velden.py` reads it so too."""
    return kolom.lengte > LANGSTE_TITEL


def _te_tonen(kolom: Kolom, tekst: str) -> str:
    """Of one line, as it is read: a browser takes line ends out without a space in their place."""
    return tekst if _is_lang(kolom) else " ".join(tekst.split())


# An empty choice is no choice: taking one back is one.
TERUG = "terug"


class KeuzeForm(VersieForm):
    """Who it is; or that the row is left out, or no longer."""

    keuze = forms.ChoiceField(
        label="Wie is dit?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een van de mogelijkheden."},
    )

    def __init__(self, data: Any = None, *, regel: Aanleverregel, vraag: str, keuzes: list[tuple[str, str]]):
        # What is the only choice needs no second click.
        enige = keuzes[0][0] if len(keuzes) == 1 else ""
        super().__init__(data, initial={"version": regel.version, "keuze": regel.keuze or enige})
        self.fields["keuze"].label = vraag
        self.fields["keuze"].choices = keuzes  # type: ignore[attr-defined]

    def velden(self) -> dict[str, Any]:
        keuze = self.cleaned_data["keuze"]
        return {"keuze": "" if keuze == TERUG else keuze}
