"""The step between password and work: allauth's question for the second factor, skipped on today's device."""

from allauth.mfa.stages import AuthenticateStage

from leerplicht.toegang.inloggen.apparaat import slaat_factor_over
from leerplicht.toegang.inloggen.tweede_factor import bewezen, leg_bewijs_vast


class TweedeFactorStap(AuthenticateStage):
    def _should_handle(self, request) -> bool:
        if not super()._should_handle(request):
            return False
        # The gemeente's own identity provider has asked it already.
        if bewezen(request, self.login.user):
            return False
        if slaat_factor_over(request, self.login.user):
            leg_bewijs_vast(request, self.login.user, "apparaat")
            return False
        return True
