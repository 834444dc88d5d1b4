"""What a colleague calls his device: the browser and the system, from what the browser says of itself."""

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMEN = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def noem_toestel(user_agent: str) -> str:
    """The header User-Agent → "Chrome op Windows"; "Onbekend apparaat" when it says neither."""
    browser = next((naam for teken, naam in BROWSERS if teken in user_agent), "")
    systeem = next((naam for teken, naam in SYSTEMEN if teken in user_agent), "")
    return " op ".join(filter(None, (browser, systeem))) or "Onbekend apparaat"
