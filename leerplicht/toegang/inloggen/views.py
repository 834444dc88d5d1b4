"""allauth's views where ours must do something more, and the picture of the TOTP secret."""

from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp import views as totp
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.webauthn import views as webauthn
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from leerplicht.toegang.inloggen.tweede_factor import leg_bewijs_vast, sluit_reset
from leerplicht.toegang.verzoek import Verzoek


class AppInstellen(totp.ActivateTOTPView):
    def form_valid(self, form):
        antwoord = super().form_valid(form)
        # A right code of the new app is a second factor given.
        leg_bewijs_vast(self.request, self.request.user, "mfa", type="totp")
        sluit_reset(self.request.user)
        return antwoord


class SleutelToevoegen(webauthn.AddWebAuthnView):
    def form_valid(self, form):
        antwoord = super().form_valid(form)
        leg_bewijs_vast(self.request, self.request.user, "mfa", type="webauthn")
        sluit_reset(self.request.user)
        return antwoord


class SleutelWeghalen(webauthn.RemoveWebAuthnView):
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form):
        if not get_adapter().can_delete_authenticator(self.get_object()):
            messages.error(self.request, get_adapter().error_messages["cannot_delete_authenticator"])
            return redirect("mfa_index")
        return super().form_valid(form)


@never_cache
@require_safe
def reset_verlopen(request: Verzoek) -> HttpResponse:
    return render(request, "inloggen/reset_verlopen.html")


@never_cache
@require_safe
def qr(request: Verzoek) -> HttpResponse:
    """The secret of the app that is being set up, as a picture of our own: the CSP allows no `data:`."""
    geheim = request.session.get(SECRET_SESSION_KEY)
    if not geheim or is_reauthentication_required(request, app="allauth.mfa"):
        raise Http404
    adapter = get_adapter()
    svg = adapter.build_totp_svg(adapter.build_totp_url(request.user, geheim))
    return HttpResponse(svg, content_type="image/svg+xml")
