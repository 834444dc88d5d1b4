"""What must hold within every table: rows, parts, the column of totals and the shares."""

from rapportage.controles.lezen import Controle, Gevonden, gelijk, naam, schrijf, som_van_rijen
from rapportage.tabellen import PER_CODE
from rapportage.uitkomst import Verslag


def _rijen_tellen_op(verslag: Verslag) -> Gevonden:
    for code, tabel in verslag.tabellen.items():
        for nummer, totaal in enumerate(tabel.totaal):
            yield from gelijk(
                som_van_rijen(tabel, nummer),
                totaal,
                f"{naam(code)}, kolom {nummer + 1}: de som van de rijen",
                "het totaal",
            )


def _delen_tellen_op(verslag: Verslag) -> Gevonden:
    for code, tabel in verslag.tabellen.items():
        for plek, hoofd in enumerate(tabel.rijen):
            delen = []
            for rij in tabel.rijen[plek + 1 :]:
                if rij.niveau == 1:
                    break
                delen.append(rij)
            if hoofd.niveau != 1 or not delen:
                continue
            for nummer, aantal in enumerate(hoofd.aantallen):
                waarden = [deel.aantallen[nummer] for deel in delen]
                if None not in waarden:
                    yield from gelijk(
                        sum(waarden),
                        aantal,
                        f"{naam(code)}, kolom {nummer + 1}: de som van de rijen onder “{hoofd.label}”",
                        "die rij zelf",
                    )


def _totaalkolom_telt_op(verslag: Verslag) -> Gevonden:
    for code, tabel in verslag.tabellen.items():
        if not PER_CODE[code].totaalkolom:
            continue
        regels = [(f"rij “{rij.label}”", rij.aantallen) for rij in tabel.rijen]
        for wat, (*kolommen, laatste) in [*regels, ("het totaal", tabel.totaal)]:
            if None not in kolommen:
                yield from gelijk(sum(kolommen), laatste, f"{naam(code)}, {wat}: de som", "de laatste kolom")


def _percentages_kloppen(verslag: Verslag) -> Gevonden:
    cijfers = {code: kerncijfer.waarde for code, kerncijfer in verslag.kerncijfers.items()}
    for code, tabel in verslag.tabellen.items():
        declaratie = PER_CODE[code]
        if declaratie.aandeel is None or (None in tabel.totaal and declaratie.aandeel.geheel is None):
            continue
        for rij in tabel.rijen:
            if None in rij.aantallen:
                continue
            juist = declaratie.aandelen(rij.niveau, list(rij.aantallen), list(tabel.totaal), cijfers)
            for nummer, (staat_er, moet_zijn) in enumerate(zip(rij.percentages, juist, strict=True)):
                if staat_er != moet_zijn:
                    yield (
                        f"{naam(code)}, rij “{rij.label}”, percentage {nummer + 1}: {_procent(staat_er)}, "
                        f"maar uit de aantallen volgt {_procent(moet_zijn)}."
                    )


def _procent(waarde) -> str:
    return "geen percentage" if waarde is None else f"{schrijf(waarde)}%"


BINNEN_TABELLEN = (
    Controle("rijen", "De rijen van elke tabel tellen op tot het totaal.", _rijen_tellen_op),
    Controle("delen", "Rijen onder een hoofdrij tellen op tot die hoofdrij.", _delen_tellen_op),
    Controle("totaalkolom", "De kolommen tellen op tot de kolom met totalen.", _totaalkolom_telt_op),
    Controle("percentages", "Elk percentage volgt uit zijn aantallen.", _percentages_kloppen),
)
