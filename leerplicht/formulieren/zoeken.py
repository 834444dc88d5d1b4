"""Search without a name in an address: the text is posted, kept in the session, and found by a random token."""

import secrets

from django.http import HttpRequest, HttpResponseRedirect

SESSION_KEY = "zoekvragen"
# Enough for the back button; older ones are forgotten.
BEWAARD = 20


def keer_terug_met_zoekvraag(request: HttpRequest) -> HttpResponseRedirect:
    """Answer to a posted search: the same list with ?zoek=<token>; other parameters of the list are kept."""
    parameters = request.GET.copy()
    parameters.pop("zoek", None)
    parameters.pop("pagina", None)
    # PostgreSQL knows no NUL character.
    tekst = request.POST.get("tekst", "").replace("\x00", "").strip()[:100]
    if tekst:
        parameters["zoek"] = bewaar_zoekvraag(request, tekst)
    query = parameters.urlencode()
    return HttpResponseRedirect(f"{request.path}?{query}" if query else request.path)


def bewaar_zoekvraag(request: HttpRequest, tekst: str) -> str:
    """Keep a text in the session of the user; gives its token."""
    token = secrets.token_urlsafe(9)
    vragen = {**request.session.get(SESSION_KEY, {}), token: tekst}
    request.session[SESSION_KEY] = dict(list(vragen.items())[-BEWAARD:])
    return token


def zoekvraag(request: HttpRequest, token: str) -> str | None:
    """The text behind a token; None when it was forgotten or belongs to somebody else's session."""
    return request.session.get(SESSION_KEY, {}).get(token)
