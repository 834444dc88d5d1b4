"""The places in the report where the gemeente tells its own story, by code."""

PLAATSEN = {
    "voorwoord": "Voorwoord",
    "aantallen": "Hoeveel meldingen waren er?",
    "soorten": "Waar gingen de meldingen over?",
    "routes": "Hoe werken we? De vier routes",
    "absoluut": "Absoluut verzuim",
    "luxe": "Luxe verzuim",
    "relatief": "Relatief verzuim",
    "thuiszitters": "Thuiszitters",
    "zorg": "Zorg en preventie",
    "ziekteverzuim": "Ziekteverzuim",
    "vrijstellingen": "Vrijstellingen",
    "overstap": "No-show en De Overstap",
    "uitvallers": "Hoeveel jongeren vielen uit?",
    "begeleiding": "Begeleiding van uitvallers",
    "preventie": "Uitval voorkomen",
    "oude-vsvers": "Jongeren die eerder uitvielen",
    "kwetsbare-jongeren": "Van praktijkonderwijs, vso en entree naar werk",
    "samenwerking": "Samenwerking rond kwetsbare jongeren",
    "begeleid-wonen": "Begeleid Wonen Jongeren",
    "colofon": "Colofon: contact en makers",
}
