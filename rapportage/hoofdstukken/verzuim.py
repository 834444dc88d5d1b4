"""Leerplicht: a chapter for each kind of absence."""

from rapportage.hoofdstukken.blokken import Alinea, Cijfers, NaastElkaar, Tabel, Tekstplaats
from rapportage.hoofdstukken.hoofdstuk import Hoofdstuk

VERZUIM = (
    Hoofdstuk(
        "absoluut",
        "Absoluut verzuim",
        (
            NaastElkaar(
                (
                    Alinea(
                        (
                            "Leerplicht deed {absoluut_onderzoeken:onderzoek|onderzoeken} naar kinderen "
                            "die niet "
                            "stonden ingeschreven.",
                            "Bij {absoluut_vastgesteld:onderzoek|onderzoeken} bleek dat er echt sprake was van "
                            "absoluut verzuim.",
                        )
                    ),
                    Alinea(
                        (
                            "Het ging om {absoluut_po:kind|kinderen} in het primair onderwijs, "
                            "{absoluut_vo} in het "
                            "voortgezet onderwijs en {absoluut_mbo} in het mbo.",
                            "De meest genoemde reden: {tabel-1.grootste}.",
                            "{tabel-2.naar_school:melding eindigde|meldingen eindigden} met een plek op "
                            "school; "
                            "op {peildatum} {tabel-2.niet_opgelost!w:was|waren} er nog "
                            "{tabel-2.niet_opgelost} open.",
                        )
                    ),
                ),
                (
                    Cijfers(
                        (("absoluut_onderzoeken", "onderzoeken"), ("absoluut_vastgesteld", "keer vastgesteld"))
                    ),
                ),
                "intro",
            ),
            Tekstplaats("absoluut"),
            NaastElkaar((Tabel("tabel-1"),), (Tabel("tabel-2"),)),
        ),
    ),
    Hoofdstuk(
        "luxe",
        "Luxe verzuim",
        (
            NaastElkaar(
                (
                    Alinea(
                        (
                            "Voor vrij buiten de schoolvakanties is toestemming nodig: van de directeur "
                            "tot en met "
                            "10 schooldagen, daarboven van de leerplichtambtenaar.",
                            "Er {tabel-3.totaal!w:was|waren} {tabel-3.totaal:melding|meldingen} van "
                            "verlof zonder "
                            "toestemming, uit {luxe_gezinnen:gezin|gezinnen}.",
                            "Bij {luxe_nader_onderzoek_verwijtbaarheid:kind|kinderen} is verder "
                            "uitgezocht of de "
                            "ouders iets te verwijten viel.",
                        )
                    ),
                ),
                (Cijfers((("luxe_gezinnen", "gezinnen"),)),),
                "intro",
            ),
            Tekstplaats("luxe"),
            NaastElkaar((Tabel("tabel-3"),), (Tabel("tabel-4"),)),
        ),
    ),
    Hoofdstuk(
        "relatief",
        "Relatief verzuim",
        (
            NaastElkaar(
                (
                    Alinea(
                        (
                            "Scholen moeten het melden als een leerling in 4 lesweken 16 uur of meer mist. Dat "
                            "gebeurde {tabel-5.totaal} keer.",
                            "Het betrof {relatief_wettelijk_leerlingen:leerling|leerlingen}.",
                        )
                    ),
                    Alinea(
                        (
                            "Licht verzuim mogen scholen uit voorzorg melden. Zo kan leerplicht vroeg helpen.",
                            "{relatief_licht_leerlingen:leerling kreeg|leerlingen kregen} zo'n melding.",
                            "Van alle meldingen relatief verzuim komt {relatief_mbo_aandeel_pct} uit het mbo.",
                        )
                    ),
                ),
                (
                    Cijfers(
                        (
                            ("relatief_wettelijk_leerlingen", "leerlingen met wettelijk verzuim"),
                            ("relatief_licht_leerlingen", "leerlingen met licht verzuim"),
                        )
                    ),
                ),
                "intro",
            ),
            Tekstplaats("relatief"),
            NaastElkaar((Tabel("tabel-5"),), (Tabel("tabel-6"),)),
        ),
    ),
    Hoofdstuk(
        "thuiszitters",
        "Thuiszitters",
        (
            NaastElkaar(
                (
                    Alinea(
                        (
                            "Een thuiszitter volgt 4 weken of langer geen onderwijs. Geoorloofd en "
                            "ongeoorloofd "
                            "verzuim tellen allebei mee. Wie alleen dagbesteding heeft, telt ook mee. Wie "
                            "voor een "
                            "deel lessen volgt, telt niet mee.",
                        )
                    ),
                    Alinea(
                        (
                            "Dit schooljaar {tabel-7.totaal!w:is|zijn} "
                            "{tabel-7.totaal:thuiszitter|thuiszitters} "
                            "geregistreerd.",
                            "Een jaar eerder {thuiszitters_vorig_jaar!w:was|waren} het er "
                            "{thuiszitters_vorig_jaar}.",
                            "In het primair onderwijs {thuiszitters_po!w:was|waren} het er "
                            "{thuiszitters_po}, in "
                            "het voortgezet onderwijs {thuiszitters_vo} en in het mbo {thuiszitters_mbo}.",
                            "Zonder school: {thuiszitters_geen}.",
                        )
                    ),
                    Alinea(
                        (
                            "{thuiszitters_hersteld_of_traject:leerling gaat|leerlingen gaan} weer (voor "
                            "een deel) "
                            "naar school of {thuiszitters_hersteld_of_traject!w:volgt|volgen} een "
                            "vervangend traject.",
                            "Op {peildatum} {thuiszitters_niet_opgelost!w:zat|zaten} nog "
                            "{thuiszitters_niet_opgelost:leerling|leerlingen} thuis.",
                        )
                    ),
                ),
                (
                    Cijfers(
                        (
                            ("tabel-7.totaal", "thuiszitters"),
                            ("thuiszitters_hersteld_of_traject", "weer op school of in een traject"),
                            ("thuiszitters_niet_opgelost", "nog thuis op de peildatum"),
                        )
                    ),
                ),
                "intro",
            ),
            Tekstplaats("thuiszitters"),
            NaastElkaar((Tabel("tabel-7"),), (Tabel("tabel-8"),)),
        ),
    ),
)
