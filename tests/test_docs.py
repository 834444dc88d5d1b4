"""What docs/ says about the project is there."""

import re
from collections import Counter
from pathlib import Path

PROJECT = Path(__file__).parents[1]
ASVS = (PROJECT / "docs" / "asvs.md").read_text()
RIJ = re.compile(r"^\| (\d+\.\d+\.\d+) \| [^|]+ \| (yes|partly|no|host|n/a) \| [^|]+ \|$", re.M)
# Requirements of level 1 (70) and level 2 (183) in ASVS 5.0.0, per chapter.
PER_HOOFDSTUK = [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7]


def test_every_requirement_is_judged_once():
    nummers = [nummer for nummer, _ in RIJ.findall(ASVS)]
    assert len(set(nummers)) == len(nummers)
    hoofdstukken = Counter(int(nummer.partition(".")[0]) for nummer in nummers)
    assert [hoofdstukken[nummer] for nummer in range(1, 18)] == PER_HOOFDSTUK
    # No row escapes the pattern.
    assert len(re.findall(r"^\| \d", ASVS, re.M)) == len(nummers)


def test_the_counts_are_those_of_the_rows():
    geteld = Counter(stand for _, stand in RIJ.findall(ASVS))
    genoemd = {
        naam: int(aantal) for naam, aantal in re.findall(r"^\| (yes|partly|no|host|n/a) \| (\d+) \|$", ASVS, re.M)
    }
    assert genoemd == dict(geteld)


def test_every_file_that_is_named_exists():
    genoemd = re.findall(r"`([\w./-]+/[\w.-]+\.\w+|[\w-]+\.(?:yml|toml|lock|json|py))`", ASVS)
    assert [pad for pad in genoemd if not (PROJECT / pad).is_file()] == []
    assert len(genoemd) > 100
