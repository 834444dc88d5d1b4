"""The chapters of kwetsbare jongeren."""

from rapportage.hoofdstukken.blokken import (
    Alinea,
    Cijfers,
    Grafiek,
    NaastElkaar,
    Omschrijvingen,
    Tabel,
    Tekstplaats,
)
from rapportage.hoofdstukken.hoofdstuk import Hoofdstuk

KWETSBAAR = (
    Hoofdstuk(
        "kwetsbare-jongeren",
        "Van praktijkonderwijs, vso en entree naar werk",
        (
            NaastElkaar(
                (
                    Alinea(
                        (
                            "Jongeren die uit het praktijkonderwijs, het voortgezet speciaal onderwijs of de "
                            "entreeopleiding naar werk of dagbesteding gaan, zijn geen vsv'er. Wij volgen "
                            "hen wel, en "
                            "helpen als dat nodig is.",
                            "Dit schooljaar {kwetsbare_jongeren_totaal!w:is|zijn} "
                            "{kwetsbare_jongeren_totaal:jongere|jongeren} gevolgd. Daarvan "
                            "{kwetsbare_jongeren_in_verslagjaar!w:ging|gingen} er "
                            "{kwetsbare_jongeren_in_verslagjaar} dit jaar van school en "
                            "{kwetsbare_jongeren_eerder} eerder.",
                            "{kwetsbare_jongeren_begeleid:jongere kreeg|jongeren kregen} begeleiding van het "
                            "Doorstroompunt.",
                        )
                    ),
                ),
                (
                    Cijfers(
                        (
                            ("kwetsbare_jongeren_totaal", "jongeren gevolgd"),
                            ("kwetsbare_jongeren_begeleid", "jongeren begeleid"),
                        )
                    ),
                ),
                "intro",
            ),
            Tekstplaats("kwetsbare-jongeren"),
            Tabel("tabel-15"),
            Tabel("tabel-16"),
            Grafiek("tabel-16", "staven", titel="Uitstroom van kwetsbare jongeren in beeld"),
        ),
    ),
    Hoofdstuk(
        "samenwerking",
        "Samen met anderen",
        (
            Omschrijvingen(
                (
                    (
                        "Sluitende aanpak",
                        "In overleggen per doelgroep spreken we over jongeren zonder school of werk.",
                    ),
                    ("Bijna 18", "Rond de 18e verjaardag veranderen wetten en hulp. We kijken samen wat knelt."),
                    (
                        "Veiligheid",
                        "Scholen, gemeente en politie maken afspraken over jongeren met een groot risico.",
                    ),
                    ("Nieuw in Nederland", "Wie nog Nederlands leert, wacht vaak of verhuist. We houden contact."),
                ),
                "kaarten",
            ),
            Tekstplaats("samenwerking"),
        ),
        "ruim",
    ),
    Hoofdstuk(
        "begeleid-wonen",
        "Begeleid Wonen Jongeren",
        (
            NaastElkaar(
                (
                    Alinea(
                        (
                            "Begeleid Wonen is er voor jongeren vanaf 18 jaar die niet thuis kunnen "
                            "wonen, maar ook "
                            "nog niet alleen. Zij krijgen een kamer en hulp, en gaan naar school of werk.",
                            "In {kalenderjaar} {begeleid_wonen_begeleid!w:deed|deden} "
                            "{begeleid_wonen_begeleid:jongere|jongeren} mee.",
                            "{begeleid_wonen_uitgestroomd_zelfstandig:jongere woont|jongeren wonen} nu "
                            "zelfstandig, "
                            "{begeleid_wonen_nog_in_begeleiding} "
                            "{begeleid_wonen_nog_in_begeleiding!w:zit|zitten} nog "
                            "in het project en bij {begeleid_wonen_beeindigd} is de begeleiding gestopt.",
                            "Hoe het afliep, is niet vastgelegd bij {begeleid_wonen_onbekend:jongere|jongeren}.",
                        )
                    ),
                ),
                (
                    Cijfers(
                        (
                            ("begeleid_wonen_begeleid", "jongeren in Begeleid Wonen"),
                            ("begeleid_wonen_uitgestroomd_zelfstandig", "wonen nu zelfstandig"),
                        )
                    ),
                ),
                "intro",
            ),
            Tekstplaats("begeleid-wonen"),
        ),
        "ruim",
    ),
)
