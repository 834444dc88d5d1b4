"""Rules of plain values."""

import re

# An address of ours as the program makes it: words and numbers. No search, no other host.
_PAD = re.compile(r"/(?:[\w-]+(?:\.[\w-]+)?/?)*", re.ASCII)


def eigen_pad(pad: str | None) -> str:
    """The path to go on at; "" for anything that is not one of ours."""
    return pad if pad and _PAD.fullmatch(pad) else ""


def schrijfwijzen(postcode: str) -> list[str]:
    """The ways in which one postcode is written down: "2711 AB" and "2711AB"."""
    letters = "".join(postcode.split()).upper()
    return [f"{letters[:4]} {letters[4:]}", letters]
