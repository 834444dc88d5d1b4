"""A package with words of its own for what we choose from: mapped on screen once, and known in its next file."""

from leerplicht.inlezen.bron import Veldsoort
from leerplicht.inlezen.bronnen import bronnen
from leerplicht.inlezen.forms import codeveld
from leerplicht.inlezen.keuzes import keuzes_van
from leerplicht.models import AanleveringStatus as Status
from leerplicht.models import Bronvertaling, Code
from leerplicht.toegang.gemeente import in_gemeente
from meldingen.models import Melding, Vrijstelling
from meldingen.uitwisseling import oud_meldingen, oud_vrijstellingen
from tests.leerplicht.inlezen.conftest import balie  # noqa: F401 - a fixture
from tests.leerplicht.inlezen.test_vertalingen import ingelogd, stuur
from tests.meldingen.uitwisseling.oudpakket import (
    LICHT,
    bestand,
    met_leerlingen,  # noqa: F401 - a fixture
    regels,
)

LUXE = LICHT | {"soort": "LV", "reden": "Eerder op vakantie", "verwijtbaarheid_onderzocht": "ja"}
GEEN_LIJST = "“LV” staat niet in onze lijst. Koppel deze code aan een van ons, of verbeter de regel."
GEEN_REDEN = (
    "“Eerder op vakantie” staat niet in onze lijst. Koppel deze code aan een van ons, of verbeter de regel."
)


def test_een_eigen_woord_voor_een_soort(met_leerlingen):  # noqa: F811
    client = ingelogd(met_leerlingen.door)
    ander = LUXE | {"dossier_nummer": "M2", "reden": "vakantie"}
    gezien = met_leerlingen.bied_aan(oud_meldingen.BRON, bestand(LUXE, ander))
    # Which list a reason is of is known with the soort, and not before.
    assert (gezien.status, gezien.telling, gezien.onbekend) == (
        Status.GECONTROLEERD,
        {"geweigerd": 2},
        {"soort": {"lv": 2}},
    )
    assert regels(met_leerlingen, gezien) == [("geweigerd", {}, [["soort", GEEN_LIJST]])] * 2
    adres = f"/inlezen/{gezien.pk}/codes/soort/"
    assert client.get(adres).context["form"].fields[codeveld("lv")].choices == [
        ("", "Nog niet gekoppeld"),
        ("absoluut", "Absoluut verzuim"),
        ("luxe", "Luxe verzuim"),
        ("relatief_licht", "Relatief verzuim (licht)"),
        ("relatief_wettelijk", "Relatief verzuim (wettelijk)"),
        ("thuiszitter", "Langdurig relatief verzuim (thuiszitter)"),
        ("zorg", "Zorg"),
    ]
    twee = met_leerlingen.bied_aan(
        oud_meldingen.BRON,
        bestand(LUXE | {"onderwijssoort": "HA"}, LICHT | {"reden": "weg", "dossier_nummer": "M3"}),
    )
    onbekend = client.get(f"/inlezen/{twee.pk}/").context["onbekend"]
    assert [(een["kolom"], een["code"], een["aantal"]) for een in onbekend] == [
        ("Soort melding", "soort", 1),
        ("Onderwijssoort", "onderwijssoort", 1),
        ("Reden (Relatief verzuim (licht))", "reden-relatief_licht", 1),
    ]
    stuur(client, adres, **{codeveld("lv"): "luxe"})
    met_leerlingen.werk()
    gezien = met_leerlingen.nu(gezien)
    assert gezien.onbekend == {"reden-luxe": {"eerder op vakantie": 1}}
    assert [een for een in regels(met_leerlingen, gezien) if een[0] == "geweigerd"] == [
        ("geweigerd", {}, [["reden", GEEN_REDEN]])
    ]
    stuur(client, f"/inlezen/{gezien.pk}/codes/reden-luxe/", **{codeveld("eerder op vakantie"): "vakantie"})
    met_leerlingen.werk()
    klaar = met_leerlingen.lees_in(met_leerlingen.nu(gezien))
    assert (klaar.status, klaar.telling, klaar.onbekend) == (Status.INGELEZEN, {"nieuw": 2}, {})
    # The next file knows it, and what was read in is the same row.
    weer = met_leerlingen.bied_aan(oud_meldingen.BRON, bestand(LUXE | {"soort": " lv "}))
    assert (weer.telling, weer.onbekend) == ({"gelijk": 1}, {})
    with in_gemeente(met_leerlingen.gemeente.pk):
        assert list(Melding.objects.values_list("soort", "reden__code")) == [("luxe", "vakantie")] * 2
    groepen = dict(client.get("/inlezen/bron/oud-meldingen/vertalingen/").context["groepen"])
    assert [(een.rij.waarde, een.naar, een.let_op) for een in groepen["Codes van Soort melding"]] == [
        ("lv", "Luxe verzuim", "")
    ]


def test_een_woord_gaat_voor_dat_van_de_gemeente_en_een_keuze_die_weg_is_vraagt_weer(met_leerlingen):  # noqa: F811
    with in_gemeente(met_leerlingen.gemeente.pk):
        for waarde, naar in (("x", "van vroeger"), ("luxe", "zorg")):
            Bronvertaling.objects.create(
                gemeente=met_leerlingen.gemeente, bron="oud-meldingen", kolom="soort", waarde=waarde, naar=naar
            )
    gezien = met_leerlingen.bied_aan(oud_meldingen.BRON, bestand(LICHT | {"soort": "X"}))
    assert gezien.onbekend == {"soort": {"x": 1}}
    client = ingelogd(met_leerlingen.door)
    groepen = dict(client.get("/inlezen/bron/oud-meldingen/vertalingen/").context["groepen"])
    assert [(een.rij.waarde, een.naar, een.let_op) for een in groepen["Codes van Soort melding"]] == [
        ("luxe", "Zorg", ""),
        ("x", "van vroeger", "Deze keuze kennen wij niet meer."),
    ]


def test_een_regel_verbeteren_met_een_eigen_woord(met_leerlingen):  # noqa: F811
    """The columns of the file stand in another order: what the reason is of is read first all the same."""
    with in_gemeente(met_leerlingen.gemeente.pk):
        for kolom, waarde, naar in (("soort", "lv", "luxe"), ("reden-luxe", "eerder op vakantie", "vakantie")):
            Bronvertaling.objects.create(
                gemeente=met_leerlingen.gemeente, bron="oud-meldingen", kolom=kolom, waarde=waarde, naar=naar
            )
    koppen = ["dossier_nummer", "leerling_nummer", "gemeld_op", "reden", "soort", "verwijtbaarheid_onderzocht"]
    gezien = met_leerlingen.bied_aan(oud_meldingen.BRON, bestand(LUXE | {"gemeld_op": "x"}, koppen=koppen))
    client = ingelogd(met_leerlingen.door)
    with in_gemeente(met_leerlingen.gemeente.pk):
        regel = gezien.regels.get()
    velden = client.get(f"/inlezen/regels/{regel.pk}/").context["form"].fields
    keuzes = "Een van: absoluut, luxe, relatief_licht, relatief_wettelijk, thuiszitter, zorg."
    assert (velden["soort"].help_text, velden["reden"].help_text) == (keuzes, "Van de lijst van deze soort.")
    stuur(client, f"/inlezen/regels/{regel.pk}/", **{kop: LUXE[kop] for kop in koppen})
    with in_gemeente(met_leerlingen.gemeente.pk):
        assert gezien.regels.get().verbeterd == [LUXE[kop] for kop in koppen]


def test_een_woord_betekent_per_soort_iets_anders(met_leerlingen):  # noqa: F811
    """What is said of it for the one leaves the other as it is, also when our own list knows it there."""
    with in_gemeente(met_leerlingen.gemeente.pk):
        daar = Code.objects.filter(lijst="reden-thuiszitter")
        ander = daar.order_by("volgorde").first()
        eigen = Code.objects.filter(lijst="reden-relatief_licht").exclude(label__in=daar.values("label")).first()
    licht = LICHT | {"reden": eigen.label}
    thuis = licht | {"soort": "thuiszitter", "dossier_nummer": "M2", "geoorloofd": "n"}
    gezien = met_leerlingen.bied_aan(oud_meldingen.BRON, bestand(licht, thuis))
    woord = eigen.label.lower()
    assert (gezien.telling, gezien.onbekend) == (
        {"nieuw": 1, "geweigerd": 1},
        {"reden-thuiszitter": {woord: 1}},
    )
    client = ingelogd(met_leerlingen.door)
    adres = f"/inlezen/{gezien.pk}/codes/reden-thuiszitter/"
    keuzes = [naar for naar, _ in client.get(adres).context["form"].fields[codeveld(woord)].choices]
    with in_gemeente(met_leerlingen.gemeente.pk):
        van_thuiszitters = Code.objects.filter(lijst="reden-thuiszitter").values_list("code", flat=True)
        assert sorted(keuzes) == sorted(["", "-", *van_thuiszitters])
    stuur(client, adres, **{codeveld(woord): ander.code})
    met_leerlingen.werk()
    assert met_leerlingen.lees_in(met_leerlingen.nu(gezien)).telling == {"nieuw": 2}
    with in_gemeente(met_leerlingen.gemeente.pk):
        assert list(Melding.objects.order_by("pk").values_list("soort", "reden__code")) == [
            ("relatief_licht", eigen.code),
            ("thuiszitter", ander.code),
        ]
    groepen = dict(client.get("/inlezen/bron/oud-meldingen/vertalingen/").context["groepen"])
    titel = "Codes van Reden (Langdurig relatief verzuim (thuiszitter))"
    assert [(een.rij.waarde, een.naar) for een in groepen[titel]] == [(woord, ander.label)]


def test_een_woord_dat_niets_betekent(met_leerlingen):  # noqa: F811
    vraag = {"dossier_nummer": "V1", "leerling_nummer": "L1", "grondslag": "15", "ontvangen_op": "03-09-2023"}
    vraag |= {"besluit": "n.v.t."}
    koppen = list(vraag)
    gezien = met_leerlingen.bied_aan(oud_vrijstellingen.BRON, bestand(vraag, koppen=koppen))
    assert (gezien.telling, gezien.onbekend) == ({"geweigerd": 1}, {"besluit": {"n.v.t.": 1}})
    client = ingelogd(met_leerlingen.door)
    adres = f"/inlezen/{gezien.pk}/codes/besluit/"
    assert client.get(adres).context["form"].fields[codeveld("n.v.t.")].choices == [
        ("", "Nog niet gekoppeld"),
        ("-", "Leeg laten"),
        ("verleend", "Verleend"),
        ("niet_verleend", "Niet verleend"),
        ("ingetrokken", "Ingetrokken door de aanvrager"),
    ]
    stuur(client, adres, **{codeveld("n.v.t."): "-"})
    met_leerlingen.werk()
    assert met_leerlingen.lees_in(met_leerlingen.nu(gezien)).telling == {"nieuw": 1}
    with in_gemeente(met_leerlingen.gemeente.pk):
        assert list(Vrijstelling.objects.values_list("grondslag", "besluit")) == [("15", "")]
    groepen = dict(client.get("/inlezen/bron/oud-vrijstellingen/vertalingen/").context["groepen"])
    assert [(een.rij.waarde, een.naar) for een in groepen["Codes van Besluit"]] == [("n.v.t.", "Leeg laten")]


def test_elke_keuze_heeft_een_naam_van_zichzelf():
    for bron in bronnen().values():
        for kolom in bron.kolommen:
            if kolom.soort != Veldsoort.KEUZE:
                continue
            keuzes = keuzes_van(kolom)
            assert {keuze.waarde for keuze in keuzes} == set(kolom.keuzes.values())
            for naam in ("waarde", "tekst", "naam"):
                assert len({getattr(keuze, naam) for keuze in keuzes}) == len(keuzes), (bron.code, kolom.code)
            # What a translation can hold.
            assert all(0 < len(keuze.tekst) <= 60 for keuze in keuzes), (bron.code, kolom.code)


def test_het_woord_voor_een_resultaat_van_opsporing_ziet_alleen_wie_dat_mag(met_leerlingen):  # noqa: F811
    """In the file of leerplicht such a row is refused; that the word stands in it is told to nobody."""
    with in_gemeente(met_leerlingen.gemeente.pk):
        halt = Code.objects.filter(lijst="resultaat-luxe", compartiment="opsporing").first()
    rij = LUXE | {"soort": "luxe", "reden": "vakantie", "resultaat": halt.label, "gesloten_op": "09-01-2024"}
    gezien = met_leerlingen.bied_aan(oud_meldingen.BRON, bestand(rij))
    client = ingelogd(met_leerlingen.door)
    pagina = client.get(f"/inlezen/{gezien.pk}/")
    assert [sleutel for sleutel, *_ in pagina.context["woorden"]] == ["soort", "reden-luxe"]
    assert halt.label.lower() not in pagina.content.decode().lower()
    assert (
        client.get(f"/inlezen/{gezien.pk}/codes/resultaat-luxe/").headers["Location"] == f"/inlezen/{gezien.pk}/"
    )
