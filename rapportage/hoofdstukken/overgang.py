"""Leerplicht: at a glance, and the step to the mbo."""

from rapportage.hoofdstukken.blokken import (
    Alinea,
    Cijfers,
    Grafiek,
    Kop,
    NaastElkaar,
    Omschrijvingen,
    Tabel,
    Tekstplaats,
    Uitkomsten,
)
from rapportage.hoofdstukken.hoofdstuk import Hoofdstuk

OVERGANG = (
    Hoofdstuk(
        "leerplicht-in-een-oogopslag",
        "Leerplicht in één oogopslag",
        (
            Cijfers(
                (
                    ("leerplichtigen", "leerplichtigen van 5 tot 18 jaar"),
                    ("leerlingen_gemeld", "leerlingen gemeld"),
                    ("meldingen", "meldingen van verzuim en zorg"),
                    ("aanvragen_vrijstelling", "leerlingen met een vrijstelling"),
                )
            ),
            Grafiek("overzicht-leerplicht", "donut", titel="Soorten meldingen"),
            Uitkomsten("overzicht-leerplicht-resultaten", "Zo liepen de meldingen af"),
            NaastElkaar(
                (Tabel("overzicht-leerplicht-vrijstellingen"),),
                (Tabel("overzicht-leerplicht-aanvragen"),),
            ),
        ),
        "oogopslag",
    ),
    Hoofdstuk(
        "no-show-en-overstap",
        "No-show en De Overstap",
        (
            Kop("De no-show-actie"),
            Alinea(
                (
                    "Na de zomer gaan leerplicht en Doorstroompunt samen langs de klassen van het mbo. "
                    "Zij kijken of "
                    "iedereen is begonnen.",
                )
            ),
            Omschrijvingen(
                (
                    ("Controleren", "Is de student na de zomer echt gestart? Zo niet, dan zoeken we contact."),
                    ("Plaatsen", "Ging er iets mis bij het aanmelden, dan vinden we alsnog een plek."),
                    ("Bezoeken", "Wie niet reageert, krijgt iemand aan de deur die vraagt of hulp nodig is."),
                    (
                        "Vertellen",
                        "Studenten horen wat de kwalificatieplicht is, docenten hoe zij verzuim melden.",
                    ),
                ),
                "kaarten",
            ),
            Kop("De Overstap"),
            Alinea(
                (
                    "Tussen het examen in het vmbo en de start in het mbo raken jongeren makkelijk uit "
                    "beeld. In De "
                    "Overstap volgen we hen tot zij zijn begonnen, samen met de scholen.",
                )
            ),
            Cijfers(
                (
                    ("overstap_eindexamenkandidaten_vmbo", "kandidaten gevolgd in de zomer van {kalenderjaar}"),
                    ("overstap_geslaagd_pct", "begon in het mbo"),
                    ("overstap_huisbezoeken", "huisbezoeken"),
                    ("overstap_niet_gestart", "niet begonnen"),
                )
            ),
            Alinea(
                (
                    "{overstap_niet_gestart:jongere begon|jongeren begonnen} niet aan een opleiding. "
                    "Daarvan {overstap_waarvan_schoolvervangend_traject!w:kreeg|kregen} er "
                    "{overstap_waarvan_schoolvervangend_traject} een vervangend traject en "
                    "{overstap_waarvan_werk!w:vond|vonden} er {overstap_waarvan_werk} werk.",
                )
            ),
            Tekstplaats("overstap"),
        ),
        "ruim",
    ),
)
