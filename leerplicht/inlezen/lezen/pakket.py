"""A zip of files with a list of them: the list is read as any CSV, a file when a row asks for it."""

import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import NamedTemporaryFile

from leerplicht.bestanden.keuring import GROOTSTE
from leerplicht.inlezen.lezen.vorm import GROOTSTE_AANLEVERING, MEGABYTE, Onleesbaar

MEESTE_BESTANDEN = 20_000
GROOTST_UITGEPAKT = 4096 * MEGABYTE
GEEN_ZIP = "Dit is geen zip-bestand dat te lezen is. Maak het opnieuw."
OP_SLOT = "Dit zip-bestand is beveiligd met een wachtwoord. Maak er een zonder wachtwoord."
TE_VEEL = "In dit zip-bestand staan meer dan 20.000 bestanden. Deel het in stukken."
TE_GROOT = "Dit zip-bestand wordt uitgepakt groter dan 4 GB. Deel het in stukken."
DUBBEL = "In dit zip-bestand staat een naam meer dan eens. Geef elk bestand een eigen naam."


class Pakket:
    """The files of an open zip, by their name without folders. Raises Onleesbaar for one that is not safe."""

    def __init__(self, archief: zipfile.ZipFile):
        delen = [deel for deel in archief.infolist() if not deel.is_dir()]
        if len(delen) > MEESTE_BESTANDEN:
            raise Onleesbaar(TE_VEEL)
        if any(deel.flag_bits & 1 for deel in delen):
            raise Onleesbaar(OP_SLOT)
        if sum(deel.file_size for deel in delen) > GROOTST_UITGEPAKT:
            raise Onleesbaar(TE_GROOT)
        self.archief = archief
        self.delen = {PurePosixPath(deel.filename.replace("\\", "/")).name.lower(): deel for deel in delen}
        if len(self.delen) != len(delen):
            raise Onleesbaar(DUBBEL)

    def heeft(self, naam: str) -> bool:
        return naam.lower() in self.delen

    def lees(self, naam: str) -> bytes:
        """At most one byte more than a document may have, whatever the zip says of itself."""
        try:
            with self.archief.open(self.delen[naam.lower()]) as deel:
                return deel.read(GROOTSTE + 1)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as fout:
            raise Onleesbaar(GEEN_ZIP) from fout


@contextmanager
def open_pakket(pad: Path) -> Iterator[Pakket]:
    try:
        archief = zipfile.ZipFile(pad)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as fout:
        raise Onleesbaar(GEEN_ZIP) from fout
    with archief:
        yield Pakket(archief)


@contextmanager
def lijst_van(pad: Path, naam: str) -> Iterator[Path]:
    """Where the rows of a file stand: the file itself, or (`naam`) the list in a zip, while this lasts."""
    if not naam:
        yield pad
        return
    with open_pakket(pad) as pakket:
        if not pakket.heeft(naam):
            raise Onleesbaar(f"In dit zip-bestand staat geen {naam}.")
        if pakket.delen[naam.lower()].file_size > GROOTSTE_AANLEVERING:
            raise Onleesbaar(TE_GROOT)
        with NamedTemporaryFile(suffix=".csv") as lijst:
            try:
                with pakket.archief.open(pakket.delen[naam.lower()]) as deel:
                    shutil.copyfileobj(deel, lijst, MEGABYTE)
            except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as fout:
                raise Onleesbaar(GEEN_ZIP) from fout
            lijst.flush()
            yield Path(lijst.name)
