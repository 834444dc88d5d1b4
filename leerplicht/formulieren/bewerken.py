"""From a form on a row that exists to an action, when a colleague may have been there meanwhile.

`bewerk` is for forms that edit fields: what does not overlap is merged, what does is asked in the form itself.
`zet_stap` is for forms that bring a row from one state to another: when a colleague was first nothing is done, and
the page says what he did. The actions know nothing of versions; both lock the row and hand it over as it is now.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.forms import Form
from django.forms.utils import ErrorDict
from django.http import Http404

from leerplicht.formulieren import tonen
from leerplicht.formulieren.conflict import Samenvoeging, Waarden, Wijziging, attributen, voeg_samen
from leerplicht.formulieren.invoer import als_data, invoer_van, lees_met
from leerplicht.formulieren.uitvoeren import voer_uit
from leerplicht.formulieren.versies import vergrendel
from leerplicht.toegang.verzoek import Verzoek

# Makes the form for a state of the row; with None as data it shows that state.
Maak = Callable[[Any, Any], Form]


@dataclass(frozen=True)
class Botsing:
    """Hangs on a form field (`field.botsing`) that a colleague changed too; see django/forms/field.html."""

    door: str
    hun: str


@dataclass(frozen=True)
class Ingehaald:
    """A colleague was first. `feiten`: what he made of it; `getypt`: what would be lost otherwise."""

    zin: str
    feiten: list[tuple[str, str]]
    getypt: list[tonen.Getypt]


@dataclass(frozen=True)
class Bewerking:
    """What became of a request. `klaar`: the action was done and gave `uitkomst`. Otherwise `form` is shown again,
    unless `ingehaald` tells why there is nothing left to send.
    """

    form: Form
    klaar: bool = False
    uitkomst: Any = None
    ingehaald: Ingehaald | None = None


def bewerk(request: Verzoek, rij: models.Model, maak: Maak, actie: Callable[..., Any], **velden: Any) -> Bewerking:
    """Show a form that edits fields of `rij`, or run `actie(row as it is now, **values)` on what it sent."""
    if request.method != "POST":
        return Bewerking(_begin(request, rij, maak))
    nu = _vergrendel(rij)
    form = maak(request.POST, nu)
    version, gevraagd = _version(form), request.POST.getlist("botsing")
    if version is not None and (gevraagd or version != _nu(nu)):
        samen, vragen = _samen(form, nu, version, maak, gevraagd)
        form = maak(als_data(request.POST, form, samen.waarden | {"version": _nu(nu)}), nu)
        _meld_intussen(request, form, samen)
        _vraag(request, form, nu, vragen)
    return _voer_uit(form, actie, nu, velden)


def zet_stap(
    request: Verzoek,
    rij: models.Model,
    maak: Maak,
    actie: Callable[..., Any],
    *,
    raakt: Sequence[str],
    gezegd: Any = None,
    **velden: Any,
) -> Bewerking:
    """Show a form that changes the state of `rij`, or do it. `raakt`: the fields that make up that state.

    Did a colleague change one of these, then nothing is done; did he change others, then the step goes on.
    When the history cannot tell which of the two it was, nothing is done either. What was typed is then kept on
    the state that the page tells of: opened again it can be sent, until somebody changes that one.
    `gezegd`: fields that a colleague may have filled and of which the page does not tell; kept as they are now.
    """
    if request.method != "POST":
        return Bewerking(maak(request.POST or None, rij))
    nu = _vergrendel(rij)
    form = maak(request.POST, nu)
    version = _version(form)
    if version is not None and version != _nu(nu):
        samen = voeg_samen(nu, version, {}, lees=attributen(*raakt))
        if samen.intussen or samen.onbekend:
            request.POST = als_data(request.POST, form, {**(gezegd or {}), "version": _nu(nu)})  # type: ignore[assignment]
            return Bewerking(form, ingehaald=_ingehaald(request, form, nu, raakt, samen))
        form = maak(als_data(request.POST, form, {"version": _nu(nu)}), nu)
    return _voer_uit(form, actie, nu, velden)


def _begin(request: Verzoek, rij: models.Model, maak: Maak) -> Form:
    """The form as it is opened: as it was left, when there is a draft of it (`FormulierMiddleware`).

    A draft carries the version it was begun on, so that it is merged when it is sent. But when a question stood in
    it that was not answered, then that version is the one of the question, and the question is asked again.
    """
    form = maak(request.POST or None, rij)
    gevraagd = request.POST.getlist("botsing")
    if not gevraagd:
        return form
    mijn, hun = invoer_van(form), lees_met(maak)(rij)
    vragen = {
        veld: Wijziging(None, mijn[veld], hun[veld], None, None)
        for veld in gevraagd
        if veld in mijn and veld in hun and mijn[veld] != hun[veld]
    }
    form = maak(als_data(request.POST, form, {}), rij)
    form._errors = ErrorDict()  # type: ignore[attr-defined]
    form.cleaned_data = {}
    _vraag(request, form, rij, vragen)
    return form


def _vergrendel(rij: models.Model) -> models.Model:
    try:
        return vergrendel(rij)
    except ObjectDoesNotExist as fout:
        raise Http404 from fout


def _nu(rij: models.Model) -> int:
    return int(rij.version)  # type: ignore[attr-defined]


def _version(form: Form) -> int | None:
    """The version that was sent; None when there is none to read, which the form itself then says."""
    form.is_valid()
    return form.cleaned_data.get("version")


def _voer_uit(form: Form, actie: Callable[..., Any], rij: models.Model, velden: Waarden) -> Bewerking:
    if not form.is_valid():
        return Bewerking(form)
    schoon = form.velden() if hasattr(form, "velden") else form.cleaned_data
    waarden = {naam: waarde for naam, waarde in schoon.items() if naam != "version"}
    uitkomst = voer_uit(form, actie, rij, **velden, **waarden)
    return Bewerking(form, klaar=form.is_valid(), uitkomst=uitkomst)


def _samen(
    form: Form, nu: models.Model, version: int, maak: Maak, gevraagd: list[str]
) -> tuple[Samenvoeging, dict[str, Wijziging]]:
    """The merge, and in which fields the user must choose: new conflicts, and questions he left open."""
    lees = lees_met(maak)
    mijn, hun = invoer_van(form), lees(nu)
    onbeantwoord = []
    for veld in gevraagd:
        keuze = form.data.get(f"keuze-{veld}")
        if keuze == "hun":
            # Theirs stood beside the question: since then I did not touch the field.
            mijn.pop(veld, None)
        elif keuze != "mijn" and veld in mijn and mijn[veld] != hun.get(veld):
            onbeantwoord.append(veld)
    samen = voeg_samen(nu, version, mijn, lees=lees)
    vragen = {veld: Wijziging(None, mijn[veld], hun[veld], None, None) for veld in onbeantwoord}
    return Samenvoeging(hun | samen.waarden, samen.intussen), vragen | samen.botsingen


def _meld_intussen(request: Verzoek, form: Form, samen: Samenvoeging) -> None:
    for zin in tonen.intussen(form, samen.intussen, request.user):
        messages.info(request, zin)


def _vraag(request: Verzoek, form: Form, nu: models.Model, vragen: dict[str, Wijziging]) -> None:
    for naam, wijziging in vragen.items():
        veld = form.fields[naam]
        door = tonen.door(wijziging, request.user)
        hun = tonen.waarde(veld, wijziging.hun, request.user, getattr(nu, naam, None))
        veld.botsing = Botsing(door, hun)  # type: ignore[attr-defined]
        form.add_error(naam, f"Dit is intussen ook gewijzigd door {door}. Kies wat er moet staan.")


def _ingehaald(
    request: Verzoek, form: Form, nu: models.Model, raakt: Sequence[str], samen: Samenvoeging
) -> Ingehaald:
    gewijzigd = samen.intussen.values() or [Wijziging(None, None, None, None, None)]
    laatste = max(gewijzigd, key=lambda een: (een.wanneer is not None, een.wanneer))
    feiten = [(tonen.label(nu, veld), tonen.attribuut(nu, veld, request.user)) for veld in raakt]
    return Ingehaald(tonen.was_eerst(laatste, request.user), feiten, tonen.getypt(form, request.user))
