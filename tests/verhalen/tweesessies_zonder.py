"""Addresses that `tweesessies.py` does not try by itself, each with why. One added later must come here."""

NIEUW = "makes a new row"
ZONDER_RIJ = {
    "/gemeente/": "chooses the gemeente of this session",
    "/leerlingen/nieuw/": NIEUW,
    "/leerlingen/<int:pk>/gezinslid/": NIEUW,
    "/leerlingen/<int:pk>/betrokkene/": NIEUW,
    "/leerlingen/<int:pk>/reden/": NIEUW,
    "/leerlingen/<int:pk>/openen/": NIEUW,
    "/leerlingen/<int:pk>/verzegelen/": NIEUW,
    "/leerlingen/<int:pk>/samenvoegen/": "a search",
    "/leerlingen/<int:pk>/samenvoegen/<int:ander>/": "once; who comes second is told that it was done",
    "/samenvoegingen/<int:pk>/ongedaan/": "once; who comes second is told that it was done",
    "/eigen-straat/": "one's own, and nobody else's",
    "/leerlingen/<int:leerling_pk>/melding/<slug:soort>/": NIEUW,
    "/leerlingen/<int:leerling_pk>/melding/<slug:soort>/onderwijs/": "a part of the form of a new melding",
    "/meldingen/triage/": "many rows, each in the version that was shown (tests/meldingen/triage)",
    "/meldingen/triage/ongedaan/": "one's own round, and once",
    "/leerlingen/<int:leerling_pk>/onderzoek/": NIEUW,
    "/leerlingen/<int:leerling_pk>/vrijstelling/<slug:grondslag>/": NIEUW,
    "/leerlingen/<int:leerling_pk>/jeugdarts/": NIEUW,
    "/zaken/<int:pk>/notitie/": NIEUW,
    "/zaken/<int:pk>/document/": NIEUW,
    "/doorstroompunt/zaken/<int:pk>/poging/": NIEUW,
    "/doorstroompunt/leerlingen/<int:pk>/traject/": NIEUW,
    "/doorstroompunt/leerlingen/<int:pk>/overdragen/": NIEUW,
    "/doorstroompunt/leerlingen/<int:pk>/overstap/": NIEUW,
    "/doorstroompunt/leerlingen/<int:pk>/no-show/": NIEUW,
    "/doorstroompunt/leerlingen/<int:pk>/begeleid-wonen/": NIEUW,
    "/doorstroompunt/no-show/klas/": NIEUW,
    "/beheer/lijsten/<slug:lijst>/nieuw/": NIEUW,
    "/beheer/externe-cijfers/nieuw/": NIEUW,
    "/beheer/gebruikers/nieuw/": NIEUW,
    "/beheer/gebruikers/<int:pk>/wachtwoordlink/": "an e-mail; twice in a minute is once",
    "/beheer/uitgaand/proefbericht/": NIEUW,
    "/inlezen/bron/<slug:bron>/": NIEUW,
    "/inlezen/<int:pk>/overgebleven/": NIEUW,
    "/inlezen/<int:pk>/annuleren/": "asked twice it stops once",
    "/meldingen/terugmelden/maken/": "one at a time: the second finds nothing left to tell",
    "/concepten/bewaren/": "one's own draft, one per tab",
    "/concepten/<int:pk>/verwijderen/": "one's own draft",
    "/jaarverslag/<int:schooljaar>/maak/": "gives the run that is on its way already",
    "/jaarverslag/runs/<int:pk>/annuleer/": "a run that has ended stays as it is",
}
# Only read, and not there in this example: files that are made elsewhere, and what has a door of its own.
LEEST = {
    "/documenten/<int:pk>/",
    "/inlezen/<int:pk>/geweigerd/",
    "/meldingen/terugmelden/bestand/<int:nummer>/",
    "/gezond/metrics/",
    "/jaarverslag/runs/<int:pk>/json/",
    "/jaarverslag/runs/<int:pk>/pdf/",
}
# What a browser does not choose by itself: a change of a code in its own first year changes that row, and what a
# text of a file means.
ANDERS = {
    "/beheer/codes/<int:pk>/wijzigen/": {"vanaf_schooljaar": "2015"},
    "/inlezen/<int:pk>/codes/<slug:kolom>/": {"code_0": "havo"},
}
