"""What templates need to show values in Dutch: numbers, dates, badges, sorting, pages and form inputs."""

import datetime
from decimal import Decimal
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.forms import BoundField
from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

GEEN_WAARDE = "–"

# The utrecht component behind each widget; a subclass of a widget finds its parent's.
WIDGET_CLASSES = {
    forms.CheckboxInput: "utrecht-checkbox utrecht-checkbox--html-input",
    forms.CheckboxSelectMultiple: "utrecht-checkbox utrecht-checkbox--html-input",
    forms.RadioSelect: "utrecht-radio-button utrecht-radio-button--html-input",
    forms.Select: "utrecht-select utrecht-select--html-select",
    forms.Textarea: "utrecht-textarea utrecht-textarea--html-textarea",
    forms.Widget: "utrecht-textbox utrecht-textbox--html-input",
}


@register.filter
def getal(waarde: float | Decimal | None, decimalen: int = 0) -> str:
    """1022 → "1.022"; nothing → "–"."""
    if waarde is None or waarde == "":
        return GEEN_WAARDE
    return formats.number_format(waarde, decimal_pos=decimalen, use_l10n=True, force_grouping=True)


@register.filter
def cijfer(waarde: Decimal | None) -> str:
    """With as many decimals as it has: 52.00 → "52", 2.60 → "2,6"."""
    if waarde is None:
        return GEEN_WAARDE
    exponent = waarde.normalize().as_tuple().exponent
    return getal(waarde, max(0, -int(exponent)))


@register.filter
def procent(waarde: float | Decimal | None, decimalen: int = 1) -> str:
    """18.46 (already in percent) → "18,5%"; nothing, such as a share of zero → "–"."""
    return GEEN_WAARDE if waarde is None else f"{getal(waarde, decimalen)}%"


@register.filter
def datum(waarde: datetime.date | None) -> str:
    """5 September 2023 → "05-09-2023": in tables and dossiers."""
    return formats.date_format(waarde, "SHORT_DATE_FORMAT") if waarde else GEEN_WAARDE


@register.filter
def datum_lang(waarde: datetime.date | None) -> str:
    """5 September 2023 → "5 september 2023": in running text."""
    return formats.date_format(waarde, "DATE_FORMAT") if waarde else GEEN_WAARDE


@register.filter
def over_dagen(dag: datetime.date | None, vandaag: datetime.date) -> str:
    """A deadline seen from `vandaag`: "3 dagen te laat", "vandaag", "morgen", "over 4 dagen"."""
    if dag is None:
        return GEEN_WAARDE
    dagen = (dag - vandaag).days
    if dagen < 0:
        return "1 dag te laat" if dagen == -1 else f"{getal(-dagen)} dagen te laat"
    return {0: "vandaag", 1: "morgen"}.get(dagen, f"over {getal(dagen)} dagen")


@register.simple_tag
def status_badge(tekst: str, soort: str = "neutraal") -> SafeString:
    """A status in words on a colour; soort: neutraal, info, ok, waarschuwing, fout, accent."""
    return format_html('<span class="utrecht-badge-status badge badge--{}">{}</span>', soort, tekst)


@register.inclusion_tag("onderdelen/sorteerkop.html", takes_context=True)
def sorteerkop(context: dict[str, Any], tekst: str, veld: str, klasse: str = "") -> dict[str, Any]:
    """A <th> that sorts by `veld` through ?sorteer=veld / ?sorteer=-veld and tells so in aria-sort."""
    parameters = context["request"].GET.copy()
    nu = parameters.get("sorteer", context.get("sorteer", ""))
    parameters.pop("pagina", None)
    parameters["sorteer"] = f"-{veld}" if nu == veld else veld
    richting = {veld: "ascending", f"-{veld}": "descending"}.get(nu, "")
    return {"tekst": tekst, "klasse": klasse, "richting": richting, "query": parameters.urlencode()}


@register.inclusion_tag("onderdelen/paginering.html", takes_context=True)
def paginering(context: dict[str, Any], pagina: Page[Any]) -> dict[str, Any]:
    """Links to the other pages of a list through ?pagina=; nothing when there is one page."""
    parameters = context["request"].GET.copy()

    def query(nummer: int) -> str:
        parameters["pagina"] = str(nummer)
        return parameters.urlencode()

    nummers = pagina.paginator.get_elided_page_range(pagina.number, on_each_side=2, on_ends=1)
    return {
        "pagina": pagina,
        "vorige": query(pagina.number - 1) if pagina.has_previous() else "",
        "volgende": query(pagina.number + 1) if pagina.has_next() else "",
        "nummers": [(nummer, query(nummer) if isinstance(nummer, int) else "") for nummer in nummers],
    }


@register.filter
def soort(veld: BoundField) -> str:
    """The kind of widget, as Django names it: "text", "select", "radioselect", "checkbox" …"""
    return veld.widget_type


@register.filter
def anker(veld: BoundField) -> str:
    """The id an error summary links to: the input, the first choice of a group, or the question above it."""
    if hasattr(veld.field, "botsing"):
        return f"{veld.auto_id}_hun"
    if not veld.use_fieldset:
        return veld.id_for_label
    return next((keuze.id_for_label for keuze in veld.subwidgets), veld.auto_id)


@register.filter
def invoer(veld: BoundField) -> SafeString:
    """The input itself with its utrecht classes, so that our forms and allauth's look alike."""
    widget = veld.field.widget
    klasse = next(WIDGET_CLASSES[soort] for soort in type(widget).__mro__ if soort in WIDGET_CLASSES)
    if veld.errors:
        klasse += f" {klasse.split()[0]}--invalid"
    attrs: dict[str, Any] = {"class": f"{klasse} {widget.attrs.get('class', '')}".strip()}
    if widget.attrs.get("placeholder") == veld.label:
        # allauth repeats its label inside the input, where it looks like something already typed.
        attrs["placeholder"] = False
    return veld.as_widget(attrs=attrs)
