"""What opens and closes the report: voorwoord, controles, begrippenlijst, colofon."""

from rapportage.hoofdstukken.blokken import Alinea, Cijfers, Controles, Kop, Omschrijvingen, Tekstplaats
from rapportage.hoofdstukken.hoofdstuk import Hoofdstuk

VOORWOORD = (
    Hoofdstuk(
        "voorwoord",
        "Voorwoord",
        (
            Tekstplaats("voorwoord"),
            Alinea(
                (
                    "Dit verslag laat zien wat leerplicht en het Doorstroompunt van {gemeente} in schooljaar "
                    "{schooljaar} hebben gedaan. De cijfers komen rechtstreeks uit de dossiers, zoals die "
                    "waren op "
                    "{peildatum}.",
                )
            ),
            Kop("Het jaar in het kort", 3),
            Cijfers(
                (
                    ("leerplichtigen", "leerplichtigen"),
                    ("meldingen", "meldingen van verzuim en zorg"),
                    ("leerlingen_gemeld", "leerlingen met een melding"),
                    ("tabel-7.totaal", "thuiszitters"),
                    ("aanvragen_vrijstelling", "leerlingen met een vrijstelling"),
                    ("verzuim_18plus_jongeren", "jongeren met verzuim 18+"),
                    ("vsv_gestopt", "jongeren gestopt met school"),
                    ("vsv_nieuw", "nieuwe vsv'ers"),
                    ("vsv_begeleid", "uitvallers begeleid"),
                )
            ),
        ),
    ),
)

SLOT = (
    Hoofdstuk(
        "begrippenlijst",
        "Begrippenlijst",
        (
            Omschrijvingen(
                (
                    (
                        "Absoluut verzuim",
                        "Een kind moet naar school, maar staat nergens ingeschreven en heeft geen vrijstelling.",
                    ),
                    ("Bo, sbo, so", "Basisonderwijs, speciaal basisonderwijs en speciaal onderwijs."),
                    (
                        "Doorstroompunt",
                        "Het team van de gemeente dat jongeren zonder startkwalificatie volgt en helpt.",
                    ),
                    ("Entree", "Mbo niveau 1. Dit diploma is geen startkwalificatie."),
                    ("GSD, WZI", "De afdeling van de gemeente voor werk, zorg en inkomen."),
                    (
                        "Halt",
                        "Organisatie die jongeren na een overtreding een leeropdracht geeft, buiten de "
                        "rechter om.",
                    ),
                    ("ISK", "Internationale schakelklas: onderwijs voor leerlingen die nog Nederlands leren."),
                    ("JGZ", "Jeugdgezondheidszorg, met onder meer de jeugdarts."),
                    ("KDC", "Kinderdienstencentrum: dagopvang voor kinderen met een beperking."),
                    (
                        "Kwalificatieplicht",
                        "Plicht om onderwijs te volgen na de leerplicht, tot 18 jaar of een startkwalificatie.",
                    ),
                    (
                        "Kwetsbare jongere",
                        "Jongere die uit praktijkonderwijs, vso of entree komt en hulp kan gebruiken.",
                    ),
                    (
                        "Leerplicht",
                        "Plicht om naar school te gaan, vanaf 5 jaar tot en met het schooljaar van de 16e "
                        "verjaardag.",
                    ),
                    ("Luxe verzuim", "Vrij nemen buiten de schoolvakanties zonder toestemming."),
                    ("MAS", "Methodische Aanpak Schoolverzuim: landelijke werkwijze met vier routes."),
                    ("Niet opgelost", "De melding stond op de peildatum nog open."),
                    ("Onderwijszorgarrangement", "Plan waarin onderwijs en zorg samen op maat worden gegeven."),
                    ("Peildatum", "De dag waarop is gekeken welke dossiers nog open waren."),
                    ("Po, vo, mbo", "Primair, voortgezet en middelbaar beroepsonderwijs."),
                    ("Pro", "Praktijkonderwijs."),
                    ("Relatief verzuim", "Een ingeschreven leerling komt niet of te laat in de les."),
                    ("Schooljaar", "Van 1 augustus tot en met 31 juli."),
                    ("Schoolvervangend traject", "Leren en werken buiten de school, als de school niet lukt."),
                    ("Startkwalificatie", "Diploma havo, vwo of mbo niveau 2, 3 of 4."),
                    (
                        "Ter kennisname",
                        "De melding is vastgelegd in het dossier. Meer was op dat moment niet nodig of "
                        "niet mogelijk.",
                    ),
                    (
                        "Thuiszitter",
                        "Leerling die 4 weken of langer geen onderwijs volgt en geen vrijstelling heeft.",
                    ),
                    ("UWV", "Instantie voor uitkeringen en hulp bij werk, ook voor jongeren met een beperking."),
                    ("Vavo", "Voortgezet algemeen volwassenenonderwijs."),
                    ("Verzuim 18+", "Verzuim van studenten vanaf 18 jaar. Het telt apart van de leerplicht."),
                    ("Vso", "Voortgezet speciaal onderwijs."),
                    ("Vsv'er", "Voortijdig schoolverlater: jongere die zonder startkwalificatie van school is."),
                    ("Wajong", "Uitkering voor wie al jong een beperking heeft."),
                ),
                "begrippen",
            ),
        ),
    ),
    Hoofdstuk(
        "controles",
        "Controles",
        (
            Alinea(
                (
                    "Voor dit verslag is nagerekend of de cijfers bij elkaar passen: rijen en totalen, en "
                    "dezelfde "
                    "aantallen op verschillende plaatsen.",
                )
            ),
            Controles(),
            Alinea(
                (
                    "Percentages zijn afgerond op één decimaal, in grafieken op hele getallen. Daardoor "
                    "is de som "
                    "niet altijd precies 100.",
                )
            ),
        ),
    ),
    Hoofdstuk(
        "colofon",
        "Colofon",
        (
            Tekstplaats("colofon"),
            Alinea(
                (
                    "Dit is het jaarverslag leerplicht en Doorstroompunt van de gemeente {gemeente} over "
                    "schooljaar "
                    "{schooljaar}, bedoeld in artikel 25 van de Leerplichtwet 1969.",
                    "Peildatum van de cijfers: {peildatum}.",
                )
            ),
        ),
    ),
)
