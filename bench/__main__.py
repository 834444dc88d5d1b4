"""`python -m bench [module …]`: measure, print the table, write var/metingen.json and docs/metingen.md."""

import importlib
import json
import os
import pkgutil
import platform
import sys
from datetime import date

import bench
from bench import omgeving
from bench.metingen import RONDES, Meting
from leerplicht.embedded import PROJECT_DIR

HULP = {"__main__", "metingen", "omgeving", "groei"}


def main(gevraagd: list[str]) -> int:
    namen = sorted({module.name for module in pkgutil.iter_modules(bench.__path__)} - HULP)
    if onbekend := set(gevraagd) - set(namen):
        sys.exit(f"Deze metingen bestaan niet: {', '.join(sorted(onbekend))}. Kies uit: {', '.join(namen)}.")
    omgeving.begin()
    gevonden: dict[str, list[Meting]] = {}
    try:
        for naam in gevraagd or namen:
            gevonden[naam] = importlib.import_module(f"bench.{naam}").metingen()
            print(_tabel(gevonden[naam]), flush=True)
        waar = _machine()
    finally:
        omgeving.einde()
    alle = [meting for metingen in gevonden.values() for meting in metingen]
    (PROJECT_DIR / "var" / "metingen.json").write_text(json.dumps(_als_json(alle), indent=2))
    if not gevraagd:
        (PROJECT_DIR / "docs" / "metingen.md").write_text(_document(gevonden, waar))
    return 0 if all(meting.gehaald for meting in alle) else 1


def _als_json(metingen: list[Meting]) -> dict:
    return {
        "metingen": [
            {"code": een.code, "verhouding": een.verhouding, "doel": een.doel, "gehaald": een.gehaald}
            for een in metingen
        ]
    }


def _tabel(metingen: list[Meting]) -> str:
    regels = ["| measurement | ratio | goal | | this | beside it |", "|---|---:|---:|---|---:|---:|"]
    regels += [
        f"| {een.wat} | {een.verhouding:.2f} | {een.doel:.2f} | {'met' if een.gehaald else '**not met**'} "
        f"| {een.gemeten:,.1f} {een.eenheid} | {een.ernaast:,.1f} {een.eenheid} |"
        for een in metingen
    ]
    return "\n".join(regels)


def _document(gevonden: dict[str, list[Meting]], waar: str) -> str:
    delen = [
        "# What it costs\n\n"
        "Written by `make bench`. Each line is a ratio of two ways, measured side by side in one run: the median\n"
        f"of {RONDES} rounds, each of which does both, unless a section says otherwise. What stands behind it\n"
        "is of this machine, and says little by itself.\n\n"
        f"{date.today():%Y-%m-%d}, {waar}.\n"
    ]
    for naam, metingen in gevonden.items():
        uitleg = (importlib.import_module(f"bench.{naam}").__doc__ or "").strip()
        delen.append(f"## {naam}\n\n{uitleg}\n\n{_tabel(metingen)}\n")
    return "\n".join(delen)


def _machine() -> str:
    import django

    with omgeving.als_app(omgeving.VOORBEELD) as verbinding:
        postgres = verbinding.info.server_version // 10_000

    return (
        f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, Django "
        f"{django.get_version()}, PostgreSQL {postgres}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
