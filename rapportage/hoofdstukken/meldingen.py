"""Leerplicht: how many meldingen, of which kinds, and the four routes."""

from rapportage.hoofdstukken.blokken import Alinea, Cijfers, Grafiek, NaastElkaar, Omschrijvingen, Tekstplaats
from rapportage.hoofdstukken.hoofdstuk import Hoofdstuk

MELDINGEN = (
    Hoofdstuk(
        "aantallen",
        "Hoeveel meldingen waren er?",
        (
            NaastElkaar(
                (
                    Alinea(
                        (
                            "In {gemeente} wonen in dit schooljaar "
                            "{leerplichtigen:leerplichtige|leerplichtigen} "
                            "van 5 tot 18 jaar.",
                            "Over {leerlingen_gemeld:leerling|leerlingen} kwamen samen "
                            "{meldingen:melding|meldingen} van verzuim en zorg binnen.",
                        )
                    ),
                    Alinea(
                        (
                            "Dat is {stijging_meldingen_pct!v} in {vorig_schooljaar}.",
                            "Toen ging het om {meldingen_vorig_jaar:melding|meldingen}.",
                            "Die gingen over {leerlingen_gemeld_vorig_jaar:leerling|leerlingen}.",
                            "Daarnaast {aanvragen_vrijstelling!w:had|hadden} "
                            "{aanvragen_vrijstelling:leerling|leerlingen} te maken met een vrijstelling.",
                        )
                    ),
                    Alinea(
                        (
                            "Eén leerling kan in een jaar vaker gemeld zijn. Daarom is het aantal "
                            "meldingen groter "
                            "dan het aantal leerlingen.",
                        )
                    ),
                ),
                (
                    Cijfers(
                        (
                            ("meldingen", "meldingen van verzuim en zorg"),
                            ("leerlingen_gemeld", "leerlingen met een melding"),
                        )
                    ),
                ),
                "intro",
            ),
            Tekstplaats("aantallen"),
        ),
    ),
    Hoofdstuk(
        "soorten",
        "Waar gingen de meldingen over?",
        (
            Grafiek("grafiek-1", "donut"),
            Alinea(
                (
                    "De grootste groep is: {grafiek-1.grootste}.",
                    "De grafiek telt meldingen en leerlingen met een vrijstelling bij elkaar op.",
                )
            ),
            Omschrijvingen(
                (
                    ("Absoluut verzuim", "Een leerplichtig kind staat bij geen enkele school ingeschreven."),
                    ("Luxe verzuim", "Ouders nemen hun kind mee buiten de vakantie, zonder dat dit mag."),
                    (
                        "Relatief verzuim, licht",
                        "Een leerling is minder dan 16 uur in 4 weken afwezig of komt te laat.",
                    ),
                    (
                        "Relatief verzuim, wettelijk",
                        "Een leerling mist in 4 lesweken 16 uur of meer. De school moet dit melden.",
                    ),
                    ("Thuiszitter", "Een leerling zit 4 weken of langer thuis, zonder vrijstelling."),
                    ("Zorgmelding", "De school maakt zich zorgen en bespreekt dit met leerplicht."),
                    (
                        "Vrijstelling",
                        "Een kind hoeft een tijd niet naar school of hoeft niet ingeschreven te staan.",
                    ),
                ),
                "kolommen",
            ),
            Tekstplaats("soorten"),
        ),
    ),
    Hoofdstuk(
        "routes",
        "Hoe werken we? De vier routes",
        (
            Alinea(
                (
                    "We volgen de Methodische Aanpak Schoolverzuim (MAS). Eerst zoeken we uit wat er "
                    "achter het "
                    "verzuim zit. Daarna kiezen we een route.",
                    "Hulp gaat voor dwang: licht waar het kan, zwaarder waar het moet. Wie van de aanpak "
                    "afwijkt, "
                    "legt uit waarom.",
                )
            ),
            Omschrijvingen(
                (
                    (
                        "1 Vrijwillige hulp",
                        "Het gezin krijgt begeleiding of jeugdhulp en werkt daar zelf aan mee.",
                    ),
                    ("2 Halt", "Een jongere van 12 tot 18 jaar voert een opdracht uit. Er komt geen strafzaak."),
                    (
                        "3 Civielrechtelijke dwang",
                        "Bij grote zorgen kijkt de jeugdbeschermingstafel mee, en soms de Raad voor de "
                        "Kinderbescherming.",
                    ),
                    (
                        "4 Strafrechtelijke dwang",
                        "De leerplichtambtenaar maakt een proces-verbaal. Het Openbaar Ministerie beslist.",
                    ),
                ),
                "kaarten",
            ),
            Alinea(
                (
                    "In {schooljaar} {tabel-6.halt!w:ging|gingen} {tabel-6.halt:melding|meldingen} van "
                    "wettelijk "
                    "verzuim naar Halt.",
                    "Bij {tabel-6.proces_verbaal:melding|meldingen} kwam het tot een proces-verbaal.",
                )
            ),
            Tekstplaats("routes"),
        ),
    ),
)
