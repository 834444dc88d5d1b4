"""Beheer: the code lists with the effect of a change, the parameters of the law, the external figures."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Min
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from leerplicht import parameters as wet
from leerplicht.codelijsten import actions
from leerplicht.codelijsten.forms import CijferForm, CodeForm, EindeForm, SchooljaarForm
from leerplicht.codelijsten.gebruik import aantal_keer_gebruikt, gevolgen_van_wijziging, lijstnamen
from leerplicht.formulieren.bewerken import bewerk, zet_stap
from leerplicht.formulieren.pagina import formulierpagina, ingehaald, wijzigpagina
from leerplicht.formulieren.uitvoeren import voer_uit
from leerplicht.models import Code, ExternCijfer, Indeling, IndelingSoort
from leerplicht.onderdeel import Menukeuze, onderdelen
from leerplicht.roles import Recht
from leerplicht.rules import schooljaar_label, schooljaar_van
from leerplicht.toegang.rechten import vereist
from leerplicht.toegang.verzoek import Verzoek

CIJFERRECHTEN = (Recht.LIJSTEN, Recht.VERSLAG_MAKEN)
TABS = (
    Menukeuze("Lijsten", "lijsten", frozenset({Recht.LIJSTEN}), 10),
    Menukeuze("Parameters", "parameters", frozenset({Recht.LIJSTEN}), 20),
    Menukeuze("Externe cijfers", "externe_cijfers", frozenset(CIJFERRECHTEN), 30),
    Menukeuze("Gebruikers", "gebruikers", frozenset({Recht.GEBRUIKERS}), 40),
    Menukeuze("Rollen", "rollen", frozenset({Recht.GEBRUIKERS}), 50),
    Menukeuze("Uitgaande berichten", "uitgaand", frozenset({Recht.GEBRUIKERS}), 60),
    Menukeuze("Werkt alles?", "gezond", frozenset({Recht.GEBRUIKERS}), 70),
    Menukeuze("Gegevenskaart", "gegevenskaart", frozenset({Recht.LIJSTEN}), 80),
)


def tabs_van_beheer(request: Verzoek, actief: str) -> list[dict[str, Any]]:
    """The rooms of beheer beside each other, as far as the user may enter them."""
    alle = (*TABS, *(keuze for onderdeel in onderdelen() for keuze in onderdeel.beheer))
    return [
        {"naam": keuze.naam, "url": reverse(keuze.url_naam), "actief": keuze.url_naam == actief}
        for keuze in sorted(alle, key=lambda keuze: keuze.volgorde)
        if request.user.mag_een_van(keuze.rechten)
    ]


def _dit_schooljaar() -> int:
    return schooljaar_van(timezone.localdate())


@vereist(Recht.LIJSTEN)
def lijsten(request: Verzoek) -> HttpResponse:
    """All code lists with how many codes hold this school year."""
    codes = Code.objects.zichtbaar_voor(request.user).in_schooljaar(_dit_schooljaar())
    aantallen = dict(codes.order_by().values_list("lijst").annotate(aantal=Count("pk")))
    namen = lijstnamen()
    # A list that no app tells about is shown by its own name.
    namen |= {lijst: lijst for lijst in sorted(set(aantallen) - set(namen))}
    regels = [
        {"naam": naam, "lijst": lijst, "aantal": aantallen[lijst]}
        for lijst, naam in namen.items()
        if lijst in aantallen
    ]
    context = {
        "titel": "Lijsten",
        "tabs": tabs_van_beheer(request, "lijsten"),
        "groepen": [
            ("Lijsten om uit te kiezen", [regel for regel in regels if not regel["lijst"].startswith("rij-")]),
            ("Rijen van tabellen die codes samennemen", [r for r in regels if r["lijst"].startswith("rij-")]),
        ],
        "schooljaar": schooljaar_label(_dit_schooljaar()),
    }
    return render(request, "leerplicht/codelijsten/lijsten.html", context)


@dataclass(frozen=True)
class Coderegel:
    """One code of a list in a school year."""

    code: Code
    indelingen: list[str]
    aantal: int | None


@vereist(Recht.LIJSTEN)
def lijst(request: Verzoek, lijst: str) -> HttpResponse:
    """The codes of a list that hold in a school year, with roll-ups and use."""
    zichtbaar = Code.objects.zichtbaar_voor(request.user).van_lijst(lijst)
    eerste = zichtbaar.aggregate(jaar=Min("van_schooljaar"))["jaar"]
    if eerste is None:
        raise Http404
    form = SchooljaarForm(request.GET or None, eerste=eerste, vandaag=timezone.localdate())
    schooljaar = form.cleaned_data["schooljaar"] if form.is_valid() else _dit_schooljaar()
    codes = [] if form.errors else list(zichtbaar.in_schooljaar(schooljaar))
    indelingen = Indeling.objects.zichtbaar_voor(request.user).filter(code__in=codes).select_related("rij")
    per_code = {(indeling.code_id, indeling.soort): indeling.rij.label for indeling in indelingen}
    soorten = [soort for soort in IndelingSoort if any(naam == soort for _, naam in per_code)]
    aantallen = aantal_keer_gebruikt(codes)
    context = {
        "titel": lijstnamen().get(lijst, lijst),
        "tabs": tabs_van_beheer(request, "lijsten"),
        "lijst": lijst,
        "form": form,
        "gekozen": schooljaar,
        "schooljaar": schooljaar_label(schooljaar),
        "soorten": [soort.label for soort in soorten],
        "regels": [
            Coderegel(
                code, [per_code.get((code.pk, soort), "niet ingedeeld") for soort in soorten], aantallen[code.pk]
            )
            for code in codes
        ],
        "is_rijen": lijst.startswith("rij-"),
        "heeft_opsporing": any(code.is_opsporing for code in codes),
    }
    return render(request, "leerplicht/codelijsten/lijst.html", context)


@vereist(Recht.LIJSTEN)
def nieuwe_code(request: Verzoek, lijst: str) -> HttpResponse:
    codes = Code.objects.zichtbaar_voor(request.user).van_lijst(lijst)
    laatste = codes.order_by("-volgorde").values_list("volgorde", flat=True).first()
    if laatste is None:
        raise Http404
    form = CodeForm(
        request.POST or None,
        gebruiker=request.user,
        lijst=lijst,
        schooljaar=_dit_schooljaar(),
        code=None,
        initial={"volgorde": laatste + 10},
    )
    naam = lijstnamen().get(lijst, lijst)
    context = {"titel": f"Nieuwe code: {naam}", "form": form, "terug": reverse("lijst", args=[lijst])}
    if request.method != "POST" or not form.is_valid() or request.POST.get("stap") == "terug":
        return render(request, "leerplicht/codelijsten/code.html", context)
    velden = {"lijst": lijst, "op": timezone.localdate(), "door": request.user, **form.velden()}
    if request.POST.get("stap") == "opslaan":
        voer_uit(form, actions.voeg_code_toe, request.user.gemeente, **velden)
    else:
        voer_uit(form, _op_proef(actions.voeg_code_toe), request.user.gemeente, **velden)
        if form.is_valid():
            jaar = schooljaar_label(velden["vanaf_schooljaar"])
            wat = [f"De code “{velden['label']}” is te kiezen vanaf {jaar}. Er telt nog niets bij mee."]
            if velden.get("opsporing"):
                wat.append("Alleen wie voor opsporing is gemachtigd, kan de code kiezen en ziet hem.")
            return render(request, "leerplicht/codelijsten/gevolg.html", {**context, "gevolgen": [], "wat": wat})
    if not form.is_valid():
        return render(request, "leerplicht/codelijsten/code.html", context)
    messages.success(request, f"De code “{velden['label']}” is toegevoegd.")
    return redirect(f"{context['terug']}?schooljaar={velden['vanaf_schooljaar']}")


@vereist(Recht.LIJSTEN)
def code_wijzigen(request: Verzoek, pk: int) -> HttpResponse:
    """A form, then the effect on the tables, then the change itself."""
    code = get_object_or_404(Code.objects.zichtbaar_voor(request.user), pk=pk)
    context: dict[str, Any] = {
        "titel": f"Code wijzigen: {code.label}",
        "terug": reverse("lijst", args=[code.lijst]),
    }

    def maak(data: Any, rij: Code) -> CodeForm:
        return CodeForm(data, gebruiker=request.user, lijst=rij.lijst, schooljaar=_dit_schooljaar(), code=rij)

    if request.POST.get("stap") == "terug":
        context["form"] = maak(request.POST, code)
        return render(request, "leerplicht/codelijsten/code.html", context)
    opslaan = _slaat_op(request, code)
    actie = actions.wijzig_code if opslaan else _op_proef(actions.wijzig_code)
    bewerking = bewerk(request, code, maak, actie, op=timezone.localdate(), door=request.user)
    context["form"] = bewerking.form
    if not bewerking.klaar:
        return render(request, "leerplicht/codelijsten/code.html", context)
    velden = bewerking.form.velden()  # type: ignore[attr-defined]
    if not opslaan:
        context["gevolgen"] = gevolgen_van_wijziging(
            code,
            vanaf_schooljaar=velden["vanaf_schooljaar"],
            label=velden["label"],
            indelingen=velden["indelingen"],
        )
        context["wat"] = _wat_verandert(code, velden)
        context["opsporing"] = code.is_opsporing
        return render(request, "leerplicht/codelijsten/gevolg.html", context)
    messages.success(request, f"De code “{velden['label']}” is gewijzigd.")
    return redirect(f"{context['terug']}?schooljaar={velden['vanaf_schooljaar']}")


def _wat_verandert(code: Code, velden: dict[str, Any]) -> list[str]:
    jaar = schooljaar_label(velden["vanaf_schooljaar"])
    zinnen = [f"De wijziging geldt vanaf schooljaar {jaar}."]
    if velden["vanaf_schooljaar"] > code.van_schooljaar:
        zinnen.append("Eerdere schooljaren houden hun omschrijving, volgorde en indeling.")
    if velden["label"] != code.label:
        zinnen.append(f"Omschrijving: van “{code.label}” naar “{velden['label']}”.")
    if velden["volgorde"] != code.volgorde:
        zinnen.append(f"Volgorde: van {code.volgorde} naar {velden['volgorde']}. De tabellen tellen hetzelfde.")
    return zinnen


def _slaat_op(request: Verzoek, code: Code) -> bool:
    """Whether the change is to be saved. When the code changed since its effect was shown, that is shown again."""
    return request.POST.get("stap") == "opslaan" and request.POST.get("version") == str(code.version)


def _op_proef(actie: Callable[..., Any]) -> Callable[..., None]:
    """The action, undone at once: to hear what it refuses, before its effect is shown and anything is saved."""

    def en_terug(*args: Any, **velden: Any) -> None:
        with transaction.atomic():
            actie(*args, **velden)
            transaction.set_rollback(True)

    return en_terug


@vereist(Recht.LIJSTEN)
def code_beeindigen(request: Verzoek, pk: int) -> HttpResponse:
    code = get_object_or_404(Code.objects.zichtbaar_voor(request.user), pk=pk)
    terug = reverse("lijst", args=[code.lijst])
    context: dict[str, Any] = {"titel": f"Code beëindigen: {code.label}", "terug": terug, "einde": True}

    def maak(data: Any, rij: Code) -> EindeForm:
        return EindeForm(data, code=rij, schooljaar=_dit_schooljaar())

    if request.POST.get("stap") == "terug":
        context["form"] = maak(request.POST, code)
        return render(request, "leerplicht/codelijsten/code.html", context)
    opslaan = _slaat_op(request, code)
    actie = actions.beeindig_code if opslaan else _op_proef(actions.beeindig_code)
    wie = {"op": timezone.localdate(), "door": request.user}
    bewerking = zet_stap(request, code, maak, actie, raakt=("label", "tot_schooljaar"), **wie)
    context["form"] = bewerking.form
    if bewerking.ingehaald:
        return ingehaald(request, bewerking, code, titel=context["titel"], terug=terug, leerling=None)
    if not bewerking.klaar:
        return render(request, "leerplicht/codelijsten/code.html", context)
    if not opslaan:
        jaar = schooljaar_label(bewerking.form.cleaned_data["vanaf_schooljaar"])
        context["gevolgen"] = []
        context["opsporing"] = code.is_opsporing
        context["wat"] = [
            f"Vanaf schooljaar {jaar} is “{code.label}” niet meer te kiezen, en verdwijnt de rij.",
            "Eerdere schooljaren tellen de code zoals nu. De code wordt niet verwijderd.",
        ]
        return render(request, "leerplicht/codelijsten/gevolg.html", context)
    messages.success(request, f"De code “{code.label}” is beëindigd.")
    return redirect(terug)


@vereist(Recht.LIJSTEN)
def parameters(request: Verzoek) -> HttpResponse:
    """The law as dated data: value, period, article and source."""
    context = {"titel": "Parameters", "tabs": tabs_van_beheer(request, "parameters"), "parameters": wet.alle()}
    return render(request, "leerplicht/codelijsten/parameters.html", context)


@vereist(*CIJFERRECHTEN)
def externe_cijfers(request: Verzoek) -> HttpResponse:
    cijfers = ExternCijfer.objects.zichtbaar_voor(request.user)
    context = {
        "titel": "Externe cijfers",
        "tabs": tabs_van_beheer(request, "externe_cijfers"),
        "cijfers": list(cijfers),
    }
    return render(request, "leerplicht/codelijsten/cijfers.html", context)


@vereist(*CIJFERRECHTEN)
def nieuw_cijfer(request: Verzoek) -> HttpResponse:
    form = CijferForm(request.POST or None, schooljaar=_dit_schooljaar())
    if request.method == "POST" and form.is_valid():
        wie = {"op": timezone.localdate(), "door": request.user}
        voer_uit(form, actions.leg_cijfer_vast, request.user.gemeente, **wie, **form.cleaned_data)
        if form.is_valid():
            messages.success(request, "Het cijfer is toegevoegd.")
            return redirect("externe_cijfers")
    terug = reverse("externe_cijfers")
    return formulierpagina(request, form, titel="Extern cijfer toevoegen", knop="Opslaan", terug=terug)


@vereist(*CIJFERRECHTEN)
def cijfer_wijzigen(request: Verzoek, pk: int) -> HttpResponse:
    cijfer = get_object_or_404(ExternCijfer.objects.zichtbaar_voor(request.user), pk=pk)
    return wijzigpagina(
        request,
        cijfer,
        lambda data, rij: CijferForm(data, schooljaar=_dit_schooljaar(), cijfer=rij),
        actions.wijzig_cijfer,
        op=timezone.localdate(),
        titel="Extern cijfer wijzigen",
        terug=reverse("externe_cijfers"),
        klaar="Het cijfer is opgeslagen.",
    )
