"""The proof in a form: whose form it is. Made by the server when the form is shown, and readable by it only.

With it typed text can be kept for its owner when there is no session any more. It says nothing about rights: it
only lets somebody leave text behind for the user named in it, who sees it after logging in.
"""

from dataclasses import asdict, dataclass

from leerplicht.formulieren.geheim import Onleesbaar, ontsleutel, versleutel

# A form that stands open longer than a week is opened anew.
GELDIG = 7 * 24 * 3600


@dataclass(frozen=True, kw_only=True)
class Bewijs:
    """`formulier` is the address of the form, `titel` what it is called in the list of drafts."""

    gebruiker: int
    gemeente: int
    formulier: str
    titel: str

    def als_tekst(self) -> str:
        return versleutel(asdict(self)).decode()


def lees(tekst: str) -> Bewijs | None:
    """The proof that was posted, or None when it is not ours or too old."""
    try:
        return Bewijs(**ontsleutel(tekst.encode(), hoogstens=GELDIG))
    except (Onleesbaar, TypeError):
        return None
