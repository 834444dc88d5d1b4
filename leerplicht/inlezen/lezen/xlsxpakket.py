"""The package of an Excel file: which part is the sheet, what texts cells share, and which styles are dates."""

import io
import posixpath
import zipfile
import zlib
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from leerplicht.bestanden.keuring import MEESTE_DELEN, MEGABYTE
from leerplicht.inlezen.lezen.ontleed import Begin, ontleed
from leerplicht.inlezen.lezen.vorm import Onleesbaar
from leerplicht.inlezen.lezen.xlsxwaarde import herstel_tekens, is_datumformaat

GROOTST_UITGEPAKT = 500 * MEGABYTE
# The texts that cells share are kept in memory while the sheet is read.
MEESTE_TEKST = 64 * MEGABYTE
MEESTE_TEKSTEN = 2_000_000
# A table of contents beyond this is no workbook.
GROOTSTE_INHOUDSOPGAVE = 2 * MEGABYTE
LANGSTE_CEL = 32_767
KAPOT = "Dit Excel-bestand is niet te lezen. Open het in Excel, sla het opnieuw op en kies het dan."
TE_GROOT = "Dit Excel-bestand is te groot om veilig te openen. Sla het op als CSV en kies dat."
MACRO = "In dit Excel-bestand zitten macro's. Sla het op zonder macro's, als .xlsx."
WACHTWOORD = "Op dit Excel-bestand zit een wachtwoord. Sla het op zonder."
GEEN_BLAD = "In dit Excel-bestand staat geen werkblad."

_HOOFD = "xl/workbook.xml"
_VERWIJZINGEN = "xl/_rels/workbook.xml.rels"
_GEWOON = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Pakket:
    """An opened workbook."""

    def __init__(self, zip: zipfile.ZipFile) -> None:
        self.zip = zip
        self.vanaf_1904 = False
        self._bladen: list[tuple[str, bool]] = []
        # By id: what kind of part, and where.
        self._delen: dict[str, tuple[str, str]] = {}
        self._lees(_HOOFD, self._hoofd)
        self._lees(_VERWIJZINGEN, self._verwijzing)
        self._teksten = _Teksten()
        for deel in self._soort("sharedStrings"):
            self._lees_teksten(deel)
        self._formaten: dict[int, str] = {}
        self._stijlen: list[bool] = []
        self._in_stijlen = False
        for deel in self._soort("styles"):
            self._lees(deel, self._stijl)

    @property
    def aantal_bladen(self) -> int:
        return len(self._werkbladen())

    @contextmanager
    def blad(self, nummer: int) -> Iterator[IO[bytes]]:
        """One of the sheets that are not hidden, in their order; without those, of the hidden ones."""
        with self.zip.open(self._werkbladen()[nummer]) as bestand:
            yield bestand

    def _werkbladen(self) -> list[str]:
        """Where they are. Raises Onleesbaar when there is none."""
        for zichtbaar in (True, False):
            delen = [
                self._delen.get(sleutel, ("", "")) for sleutel, getoond in self._bladen if getoond is zichtbaar
            ]
            plekken = [plek for soort, plek in delen if soort == "worksheet" and plek in self.zip.NameToInfo]
            if plekken:
                return plekken
        raise Onleesbaar(GEEN_BLAD)

    def gedeeld(self, nummer: str) -> str:
        """A text that cells share, by its number."""
        try:
            return self._teksten[int(nummer)]
        except (ValueError, IndexError) as fout:
            raise Onleesbaar(KAPOT) from fout

    def is_datum(self, stijl: str) -> bool:
        return stijl.isdigit() and len(stijl) < 6 and int(stijl) < len(self._stijlen) and self._stijlen[int(stijl)]

    def _soort(self, soort: str) -> list[str]:
        return [plek for van, plek in self._delen.values() if van == soort and plek in self.zip.NameToInfo][:1]

    def _lees(self, deel: str, begin: Begin) -> None:
        with self.zip.open(deel) as bestand:
            for _ in ontleed(bestand, begin=begin, einde=self._einde, tekst=None, kapot=KAPOT):
                pass

    def _einde(self, naam: str) -> None:
        if naam == "cellXfs":
            self._in_stijlen = False

    def _hoofd(self, naam: str, attributen: dict[str, str]) -> None:
        if naam == "workbookPr":
            self.vanaf_1904 = attributen.get("date1904", "") in ("1", "true")
        elif naam == "sheet":
            # Its number in the package has a prefix ("r:id"), that in the workbook has none.
            sleutel = next((waarde for sleutel, waarde in attributen.items() if sleutel.endswith(":id")), "")
            self._bladen.append((sleutel, attributen.get("state", "visible") == "visible"))
            self._hoogstens(self._bladen)

    def _verwijzing(self, naam: str, attributen: dict[str, str]) -> None:
        if naam == "Relationship" and attributen.get("TargetMode") != "External":
            soort = attributen.get("Type", "").rpartition("/")[2]
            plek = posixpath.normpath(posixpath.join("/xl", attributen.get("Target", ""))).lstrip("/")
            self._delen[attributen.get("Id", "")] = (soort, plek)
            self._hoogstens(self._delen)

    def _stijl(self, naam: str, attributen: dict[str, str]) -> None:
        nummer = attributen.get("numFmtId", "")
        getal = int(nummer) if nummer.isdigit() and len(nummer) < 6 else 0
        if naam == "numFmt":
            self._formaten[getal] = attributen.get("formatCode", "")
        elif naam == "cellXfs":
            self._in_stijlen = True
        elif naam == "xf" and self._in_stijlen:
            self._stijlen.append(is_datumformaat(getal, self._formaten.get(getal, "")))
            if len(self._stijlen) > 100_000:
                raise Onleesbaar(KAPOT)

    def _hoogstens(self, verzameling: list | dict) -> None:
        if len(verzameling) > MEESTE_DELEN:
            raise Onleesbaar(KAPOT)

    def _lees_teksten(self, deel: str) -> None:
        if self.zip.getinfo(deel).file_size > MEESTE_TEKST:
            raise Onleesbaar(TE_GROOT)
        with self.zip.open(deel) as bestand:
            self._teksten.lees(bestand)


class _Teksten:
    """The texts that cells share, as one long text and where each ends: a list of texts weighs many times more."""

    def __init__(self) -> None:
        self._alles = bytearray()
        self._eindes = array("Q", [0])
        self._stukken: list[str] = []
        self._lengte = 0
        self._in_tekst = self._in_uitspraak = False

    def __getitem__(self, nummer: int) -> str:
        if not 0 <= nummer < len(self._eindes) - 1:
            raise IndexError(nummer)
        return self._alles[self._eindes[nummer] : self._eindes[nummer + 1]].decode("utf-8")

    def lees(self, bestand: IO[bytes]) -> None:
        for _ in ontleed(bestand, begin=self._begin, einde=self._einde, tekst=self._tekst, kapot=KAPOT):
            pass

    def _begin(self, naam: str, attributen: dict[str, str]) -> None:
        if naam == "si":
            self._stukken.clear()
            self._lengte = 0
        elif naam == "rPh":
            self._in_uitspraak = True
        elif naam == "t":
            self._in_tekst = not self._in_uitspraak

    def _einde(self, naam: str) -> None:
        if naam == "t":
            self._in_tekst = False
        elif naam == "rPh":
            self._in_uitspraak = False
        elif naam == "si":
            self._alles += herstel_tekens("".join(self._stukken)).encode("utf-8")
            self._eindes.append(len(self._alles))
            if len(self._eindes) > MEESTE_TEKSTEN:
                raise Onleesbaar(TE_GROOT)

    def _tekst(self, stuk: str) -> None:
        if self._in_tekst:
            self._lengte += len(stuk)
            if self._lengte > LANGSTE_CEL:
                raise Onleesbaar(KAPOT)
            self._stukken.append(stuk)


class _Voorzichtig(io.BufferedReader):
    """Refuses to read a table of contents that is larger than it can be: zipfile takes it in one go."""

    def read(self, aantal: int | None = -1) -> bytes:
        if aantal is not None and aantal > GROOTSTE_INHOUDSOPGAVE:
            raise zipfile.BadZipFile("table of contents")
        return super().read(aantal)


@contextmanager
def open_pakket(pad: Path) -> Iterator[Pakket]:
    """Raises Onleesbaar, also for what goes wrong while the sheet is read."""
    try:
        with _Voorzichtig(io.FileIO(pad)) as bestand, zipfile.ZipFile(bestand) as zip:
            _keur(zip)
            yield Pakket(zip)
    # What zipfile raises for a file that is broken, or made to be.
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, ValueError, RuntimeError) as fout:
        raise Onleesbaar(KAPOT) from fout


def _keur(zip: zipfile.ZipFile) -> None:
    delen = zip.infolist()
    if len(delen) > MEESTE_DELEN or sum(deel.file_size for deel in delen) > GROOTST_UITGEPAKT:
        raise Onleesbaar(TE_GROOT)
    if any(deel.flag_bits & 1 for deel in delen):
        raise Onleesbaar(WACHTWOORD)
    if any("vbaproject" in deel.filename.lower() for deel in delen):
        raise Onleesbaar(MACRO)
    if any(deel.compress_type not in _GEWOON for deel in delen) or _HOOFD not in zip.NameToInfo:
        raise Onleesbaar(KAPOT)
