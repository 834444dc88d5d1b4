"""Documents of a zaak: add, download as an attachment, withdraw and put back."""

import logging

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from leerplicht.bestanden import actions, opslag
from leerplicht.bestanden.bijlage import bijlage
from leerplicht.bestanden.forms import DocumentForm, IntrekForm
from leerplicht.formulieren.pagina import formulierpagina, stapknop, stappagina
from leerplicht.formulieren.uitvoeren import voer_uit
from leerplicht.models import Document, Zaak
from leerplicht.onderdeel import zaakregels
from leerplicht.toegang.rechten import DOSSIERS, vereist
from leerplicht.toegang.verzoek import Verzoek

INGETROKKEN = ("ingetrokken_op", "ingetrokken_waarom")

log = logging.getLogger(__name__)


def _url(zaak: Zaak) -> str:
    return zaakregels([zaak])[zaak.pk].url


@vereist(*DOSSIERS)
def nieuw_document(request: Verzoek, pk: int) -> HttpResponse:
    zaak = get_object_or_404(Zaak.objects.zichtbaar_voor(request.user).select_related("leerling"), pk=pk)
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        wie = {"door": request.user, "op": timezone.localdate()}
        voer_uit(form, actions.voeg_document_toe, zaak, **wie, **form.cleaned_data)
        if form.is_valid():
            messages.success(request, "Het document is toegevoegd.")
            return redirect(_url(zaak))
    titel = f"Document bij zaak {zaak}"
    return formulierpagina(request, form, titel=titel, knop="Voeg toe", terug=_url(zaak), leerling=zaak.leerling)


@require_safe
@vereist(*DOSSIERS)
def document(request: Verzoek, pk: int) -> HttpResponse:
    """The file itself, always as an attachment: a browser never shows it as a page of ours."""
    zichtbaar = Document.objects.zichtbaar_voor(request.user).geldig().select_related("zaak__leerling")
    gevonden = get_object_or_404(zichtbaar, pk=pk)
    try:
        inhoud = opslag.lees(gevonden.gemeente_id, gevonden.sha256)
    except opslag.BestandKwijt:
        log.error("The content of document %s is missing or damaged.", gevonden.pk)
        raise Http404 from None
    return bijlage(inhoud, naam=gevonden.naam, mime=gevonden.mime)


@vereist(*DOSSIERS)
def trek_document_in(request: Verzoek, pk: int) -> HttpResponse:
    zichtbaar = Document.objects.zichtbaar_voor(request.user).select_related("zaak__leerling")
    # Who has the form open while a colleague withdraws the document is told so.
    gevonden = get_object_or_404(zichtbaar if request.method == "POST" else zichtbaar.geldig(), pk=pk)
    return stappagina(
        request,
        gevonden,
        lambda data, rij: IntrekForm(data, initial={"version": rij.version}),
        actions.trek_document_in,
        raakt=INGETROKKEN,
        op=timezone.localdate(),
        titel=f"Document intrekken: {gevonden.omschrijving}",
        knop="Trek in",
        terug=_url(gevonden.zaak),
        klaar="Het document is ingetrokken. Niemand kan het nog openen.",
        leerling=gevonden.zaak.leerling,
    )


@require_POST
@vereist(*DOSSIERS)
def zet_document_terug(request: Verzoek, pk: int) -> HttpResponse:
    gevonden = get_object_or_404(Document.objects.zichtbaar_voor(request.user).select_related("zaak"), pk=pk)
    return stapknop(
        request,
        gevonden,
        actions.zet_document_terug,
        raakt=INGETROKKEN,
        op=timezone.localdate(),
        terug=_url(gevonden.zaak),
        klaar="Het document is teruggezet.",
    )
