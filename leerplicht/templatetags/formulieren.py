"""What a form needs besides its fields: a key, so that it is acted upon once, and a draft."""

import secrets
from typing import Any

from django import forms, template
from django.forms.utils import ErrorDict
from django.utils.html import format_html
from django.utils.safestring import SafeString

from leerplicht.formulieren.bewijs import Bewijs
from leerplicht.formulieren.concept import BEWIJS, SLEUTEL, TAB, VERVOLG_OP, VOLGNUMMER

register = template.Library()

# A form of a few short fields is typed again sooner than its draft is found.
WEINIG_VELDEN = 3


@register.simple_tag(takes_context=True)
def verzending(context: dict[str, Any], form: forms.Form | None = None) -> SafeString:
    """Stands beside `csrf_token` in every form that writes something. With `form`: one that text is typed in."""
    request = context["request"]
    sleutel = secrets.token_urlsafe(16)
    if form is None or not _bewaarbaar(request, form):
        return _verborgen(SLEUTEL, sleutel)
    tab, vervolg_op = sleutel, ""
    if request.method == "POST":
        # Shown again with its errors it is still the same form on the same tab.
        sleutel = request.POST.get(SLEUTEL) or sleutel
        tab = request.POST.get(TAB) or tab
        vervolg_op = request.POST.get(VERVOLG_OP, "")
    elif getattr(request, "concept", None) is not None:
        vervolg_op = request.concept.vervolg
    return format_html(
        "{}{}{}{}{}",
        _verborgen(SLEUTEL, sleutel),
        _verborgen(TAB, tab),
        _verborgen(BEWIJS, _bewijs(context).als_tekst()),
        _verborgen(VERVOLG_OP, vervolg_op),
        _verborgen(VOLGNUMMER, ""),
    )


@register.filter
def houdt_concept(form: forms.Form) -> bool:
    """Whether a draft is kept while somebody types: a long text, or more fields than one types again."""
    lang = any(isinstance(veld.widget, forms.Textarea) for veld in form.fields.values())
    return not _geheim(form) and (lang or len(form.visible_fields()) > WEINIG_VELDEN)


@register.simple_tag(takes_context=True)
def begin_met_concept(context: dict[str, Any]) -> str:
    """In base.html, before anything is shown: a form that begins with a draft is not judged yet."""
    request, form = context["request"], context.get("form")
    # Only when the middleware was asked for it: looking for it here would cost every page a query.
    if hasattr(request, "concept") and isinstance(form, forms.BaseForm) and form.data is request.POST:
        form._errors = ErrorDict()  # type: ignore[attr-defined]
    return ""


def _verborgen(naam: str, waarde: str) -> SafeString:
    return format_html('<input type="hidden" name="{}" value="{}">', naam, waarde)


def _bewaarbaar(request: Any, form: forms.Form) -> bool:
    """Never a password, and only for who works in a gemeente."""
    return not _geheim(form) and getattr(request.user, "aanstelling", None) is not None


def _geheim(form: forms.Form) -> bool:
    return any(isinstance(veld.widget, forms.PasswordInput) for veld in form.fields.values())


def _bewijs(context: dict[str, Any]) -> Bewijs:
    request, leerling = context["request"], context.get("leerling")
    titel = str(context.get("titel", ""))
    naam = getattr(leerling, "naam", "")
    return Bewijs(
        gebruiker=request.user.pk,
        gemeente=request.user.gemeente.pk,
        formulier=request.path,
        titel=f"{titel}: {naam}" if naam and naam not in titel else titel,
    )
