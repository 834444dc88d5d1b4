"""XML of strangers, as a stream: no DTD, so no entities; nothing from outside; no memory for what never ends."""

from collections.abc import Callable, Iterator
from typing import IO, NoReturn
from xml.parsers import expat

from leerplicht.inlezen.lezen.vorm import Onleesbaar

BLOK = 64 * 1024
# One tag with its attributes, or one comment: expat keeps it whole.
LANGSTE_STUK = 1024 * 1024
DIEPSTE = 20
ONVEILIG = "In deze XML staat een DOCTYPE. Dat is niet veilig: lever het bestand aan zonder."
TE_DIEP = "Dit XML-bestand zit te diep in elkaar."

Begin = Callable[[str, dict[str, str]], None]


def ontleed(
    bestand: IO[bytes],
    *,
    begin: Begin,
    einde: Callable[[str], None],
    tekst: Callable[[str], None] | None,
    kapot: str,
) -> Iterator[None]:
    """Call `begin`, `einde` and `tekst` for what is in the file; yields after every block that was read.

    Names come without the prefix of a namespace. Raises Onleesbaar; with `kapot`, and the line, when it is no XML.
    """
    ontleder = expat.ParserCreate()
    ontleder.buffer_text = True
    diepte = 0

    def start(naam: str, attributen: dict[str, str]) -> None:
        nonlocal diepte
        diepte += 1
        if diepte > DIEPSTE:
            raise Onleesbaar(TE_DIEP)
        begin(naam.rpartition(":")[2], attributen)

    def stop(naam: str) -> None:
        nonlocal diepte
        diepte -= 1
        einde(naam.rpartition(":")[2])

    ontleder.StartElementHandler, ontleder.EndElementHandler, ontleder.CharacterDataHandler = start, stop, tekst
    ontleder.StartDoctypeDeclHandler = ontleder.EntityDeclHandler = _weiger
    ontleder.UnparsedEntityDeclHandler = ontleder.ExternalEntityRefHandler = _weiger
    gevoerd = 0
    try:
        while blok := bestand.read(BLOK):
            ontleder.Parse(blok, False)
            gevoerd += len(blok)
            if gevoerd - ontleder.CurrentByteIndex > LANGSTE_STUK:
                raise Onleesbaar(kapot.format(regel=ontleder.CurrentLineNumber))
            yield
        ontleder.Parse(b"", True)
        yield
    # What an encoding that nobody knows, or one that is none, raises differs.
    except (expat.ExpatError, LookupError, ValueError, TypeError) as fout:
        raise Onleesbaar(kapot.format(regel=ontleder.ErrorLineNumber)) from fout


def _weiger(*_: object) -> NoReturn:
    raise Onleesbaar(ONVEILIG)
