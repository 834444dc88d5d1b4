"""What the screens of the Doorstroompunt have in common: the tabs above its lists."""

from typing import Any

from django.urls import reverse

TABS = (
    ("Trajecten", "trajecten"),
    ("De Overstap", "overstappen"),
    ("No-show", "noshow"),
    ("Begeleid Wonen", "wonen"),
)


def tabs(actief: str) -> list[dict[str, Any]]:
    """The rooms of the Doorstroompunt; verzuim 18+ lives with the meldingen."""
    eigen = [{"naam": naam, "url": reverse(url), "actief": url == actief} for naam, url in TABS]
    verzuim = {"naam": "Verzuim 18+", "url": reverse("meldingen") + "?soort=verzuim_18plus", "actief": False}
    return [*eigen, verzuim]
