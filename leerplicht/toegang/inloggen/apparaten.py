"""Mijn apparaten: where a colleague is logged in, to end what he does not know or left behind."""

from django.contrib import messages
from django.contrib.auth import logout
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from leerplicht.models import Gebruiker, Sessie
from leerplicht.toegang.verzoek import Verzoek


@require_safe
def apparaten(request: Verzoek) -> HttpResponse:
    nu = timezone.now()
    sessies = [een for een in Sessie.objects.zichtbaar_voor(request.user) if not een.is_verlopen(nu)]
    context = {
        "titel": "Mijn apparaten",
        "regels": [
            {"sessie": een, "hier": een.pk == request.sessie.pk, "op_slot": een.op_slot(nu)} for een in sessies
        ],
    }
    return render(request, "inloggen/apparaten.html", context)


@require_POST
def beeindig_apparaat(request: Verzoek, pk: int) -> HttpResponse:
    sessie = get_object_or_404(Sessie.objects.zichtbaar_voor(request.user), pk=pk)
    if sessie.pk == request.sessie.pk:
        logout(request)
        return redirect("account_login")
    sessie.delete()
    messages.success(request, f"{sessie.apparaat} is uitgelogd.")
    return redirect("apparaten")


@require_POST
def beeindig_alles(request: Verzoek) -> HttpResponse:
    """Here too. Every device also forgets that the second factor was given on it today."""
    Gebruiker.objects.filter(pk=request.user.pk).update(sessieronde=F("sessieronde") + 1)
    Sessie.objects.zichtbaar_voor(request.user).delete()
    logout(request)
    messages.success(request, "U bent op alle apparaten uitgelogd.")
    return redirect("account_login")
