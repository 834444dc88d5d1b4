"""Leerplicht: care, sick leave and vrijstellingen."""

from rapportage.hoofdstukken.blokken import (
    Alinea,
    Cijfers,
    Grafiek,
    Kop,
    NaastElkaar,
    Omschrijvingen,
    Tabel,
    Tekstplaats,
)
from rapportage.hoofdstukken.hoofdstuk import Hoofdstuk

ZORG = (
    Hoofdstuk(
        "zorg",
        "Zorg en preventie",
        (
            NaastElkaar(
                (
                    Alinea(
                        (
                            "Verzuim is vaak een teken dat er iets speelt. Daarom praat leerplicht mee in het "
                            "zorgteam van de school, ook als er nog geen sprake is van verzuim.",
                            "Dat leidde tot {tabel-9.totaal:zorgmelding|zorgmeldingen}.",
                            "De reden die het vaakst is genoemd: {tabel-9.grootste}.",
                        )
                    ),
                ),
                (Cijfers((("tabel-9.totaal", "zorgmeldingen"),)),),
                "intro",
            ),
            Tekstplaats("zorg"),
            NaastElkaar((Tabel("tabel-9"),), (Tabel("tabel-10"),)),
        ),
    ),
    Hoofdstuk(
        "ziekteverzuim",
        "Ziekteverzuim: onderzoek door de jeugdarts",
        (
            NaastElkaar(
                (
                    Alinea(
                        (
                            "School of leerplicht kan de jeugdarts (JGZ) vragen om een onderzoek als een "
                            "leerling "
                            "vaak of lang ziek is. De arts kijkt wat de leerling aankan en adviseert de "
                            "school.",
                            "In {kalenderjaar} {jgz_onderzoeken!w:was|waren} er "
                            "{jgz_onderzoeken:onderzoek|onderzoeken}: {jgz_vo} in het voortgezet onderwijs, "
                            "{jgz_po} in het primair onderwijs en {jgz_mbo} in het mbo.",
                        )
                    ),
                    Alinea(
                        (
                            "Van de onderzochte leerlingen kon {jgz_in_staat_pct} helemaal of voor een deel "
                            "lessen volgen.",
                            "Na {jgz_follow_up_maanden:maand|maanden} vraagt de arts de school hoe het gaat.",
                        )
                    ),
                ),
                (
                    Cijfers(
                        (
                            ("jgz_onderzoeken", "onderzoeken in {kalenderjaar}"),
                            ("jgz_in_staat_pct", "kan (deels) naar school"),
                        )
                    ),
                ),
                "intro",
            ),
            Tekstplaats("ziekteverzuim"),
            Grafiek("grafiek-2", "donut"),
            Grafiek("grafiek-3", "donut"),
        ),
    ),
    Hoofdstuk(
        "vrijstellingen",
        "Vrijstellingen",
        (
            NaastElkaar(
                (
                    Alinea(
                        (
                            "De Leerplichtwet kent twee soorten vrijstelling: een kind hoeft de lessen "
                            "een tijd niet "
                            "te volgen, of het hoeft niet bij een school ingeschreven te staan.",
                            "In {schooljaar} {aanvragen_vrijstelling!w:had|hadden} "
                            "{aanvragen_vrijstelling:leerling|leerlingen} een aanvraag of beroep. Daarvan "
                            "{waarvan_eerder_verleend!w:was|waren} er {waarvan_eerder_verleend} al eerder "
                            "besloten.",
                        )
                    ),
                    Kop("Artikel 5 onder a"),
                    Alinea(
                        (
                            "Deze vrijstelling geldt als een kind door ziekte of een beperking niet naar "
                            "school kan. "
                            "Een onafhankelijke deskundige geeft daarover een verklaring.",
                            "Bij {vrijstelling_tot_einde_leerplicht_5a:leerling|leerlingen} loopt zij "
                            "door tot het "
                            "einde van de leerplicht.",
                            "{vrijstelling_bezocht_speciaal_onderwijs_5a:leerling ging|leerlingen gingen} "
                            "eerder naar "
                            "het speciaal onderwijs.",
                            "{vrijstelling_terugkeer_onderwijs_5a:kind ging|kinderen gingen} weer naar school.",
                        )
                    ),
                ),
                (
                    Cijfers(
                        (
                            ("aanvragen_vrijstelling", "leerlingen met een aanvraag of beroep"),
                            ("tabel-11b.verleend_5_onder_a.totaal", "vrijstellingen 5 onder a"),
                            ("vrijstelling_terugkeer_onderwijs_5a", "weer naar school"),
                        )
                    ),
                ),
                "intro",
            ),
            Tekstplaats("vrijstellingen"),
            Tabel("tabel-11a"),
            Tabel("tabel-11b"),
            Grafiek("tabel-11b", "gestapeld", titel="Vrijstelling van inschrijving in beeld"),
            Kop("Wat betekenen de artikelen?"),
            Omschrijvingen(
                (
                    ("Artikel 3a en 3b", "Meer praktijk en minder les, of het laatste jaar al naar het mbo."),
                    ("Artikel 11", "Verlof om bijzondere omstandigheden of door het beroep van een ouder."),
                    ("Artikel 5 onder a", "Het kind kan door ziekte of een beperking geen onderwijs volgen."),
                    (
                        "Artikel 5 onder b",
                        "De ouders hebben bezwaar tegen de richting van alle scholen in de buurt.",
                    ),
                    ("Artikel 5 onder c", "Het kind gaat in het buitenland naar school."),
                    ("Artikel 15", "De jongere leert op een andere manier, zoals in een leerwerktraject."),
                ),
                "kolommen",
            ),
        ),
    ),
)
