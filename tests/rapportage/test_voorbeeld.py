"""The example gemeente, counted record by record: the numbers below are those of the published report."""

from collections import Counter
from datetime import date

import pytest

from doorstroompunt.models import BegeleidWonen, NoShow, Overstap, Poging, Traject
from leerplicht.models import Gebruiker, Inschrijving
from leerplicht.rules import is_leerplichtig, leeftijd_op
from meldingen.models import JgzOnderzoek, Melding, Onderzoek, Signaal, Terugmelding, Vrijstelling
from meldingen.signalen.zeef import zeef
from meldingen.uitwisseling.terugmelden import te_melden
from tests.rapportage.conftest import GELADEN_OP

PEILDATUM = date(2024, 10, 1)
MBO = {"mbo_1", "mbo_2", "mbo_3", "mbo_4", "mbo_onbekend"}


@pytest.fixture
def meldingen(voorbeeldgemeente):
    return list(
        Melding.objects.filter(gemeld_op__range=(date(2023, 8, 1), date(2024, 7, 31))).select_related(
            "leerling", "onderwijssoort", "resultaat", "reden", "zaak", "school"
        )
    )


@pytest.fixture
def trajecten(voorbeeldgemeente):
    return list(
        Traject.objects.filter(schooljaar=2023).select_related(
            "leerling", "onderwijssoort", "reden", "uitstroom", "reden_geen_gebruik", "zaak"
        )
    )


def leerlingen(records):
    return {record.leerling_id for record in records}


def codes(records, veld):
    return Counter(getattr(record, veld).code for record in records if getattr(record, veld))


def test_meldingen_and_leerlingen_per_kind(meldingen):
    per_soort = {
        soort: (len(deel), len(leerlingen(deel)))
        for soort in {melding.soort for melding in meldingen}
        if (deel := [melding for melding in meldingen if melding.soort == soort])
    }
    assert per_soort == {
        "absoluut": (175, 175),
        "luxe": (41, 41),
        "relatief_licht": (464, 441),
        "relatief_wettelijk": (1022, 615),
        "thuiszitter": (105, 105),
        "zorg": (759, 640),
        "verzuim_18plus": (1270, 647),
    }
    leerplicht = [melding for melding in meldingen if melding.soort != "verzuim_18plus"]
    assert (len(leerplicht), len(leerlingen(leerplicht))) == (2566, 1801)
    luxe = [melding for melding in meldingen if melding.soort == "luxe"]
    assert len({melding.gezin_id for melding in luxe}) == 35
    assert sum(melding.verwijtbaarheid_onderzocht for melding in luxe) == 31


def test_not_solved_is_open_on_the_teldatum_and_mostly_closed_by_now(meldingen):
    open_op = [melding for melding in meldingen if not melding.gesloten_op or melding.gesloten_op > PEILDATUM]
    assert Counter(melding.soort for melding in open_op) == {"absoluut": 21, "thuiszitter": 25}
    assert Counter(melding.soort for melding in open_op if not melding.gesloten_op) == {
        "absoluut": 3,
        "thuiszitter": 3,
    }


def test_onderzoeken_and_sectors(voorbeeldgemeente, meldingen):
    onderzoeken = Onderzoek.objects.filter(schooljaar=2023)
    assert Counter(bool(onderzoek.melding_id) for onderzoek in onderzoeken) == {True: 175, False: 92}
    assert all(
        onderzoek.melding.gemeld_op == onderzoek.gestart_op for onderzoek in onderzoeken if onderzoek.melding_id
    )
    po, geen = {"bo", "sbo", "so"}, {"geen"}

    def per_sector(soort):
        return Counter(
            "po" if code in po else "mbo" if code in MBO else "geen" if code in geen else "vo"
            for code in (melding.onderwijssoort.code for melding in meldingen if melding.soort == soort)
        )

    assert per_sector("absoluut") == {"po": 83, "vo": 66, "mbo": 26}
    assert per_sector("thuiszitter") == {"po": 34, "vo": 59, "mbo": 11, "geen": 1}


def test_every_melding_fits_the_person(meldingen):
    inschrijvingen = {}
    for inschrijving in Inschrijving.objects.select_related("onderwijssoort"):
        inschrijvingen.setdefault(inschrijving.leerling_id, []).append(inschrijving)
    for melding in meldingen:
        assert melding.leeftijd == leeftijd_op(melding.leerling.geboortedatum, melding.gemeld_op)
        assert melding.gemeld_op.weekday() < 5
        assert melding.gesloten_op is None or melding.gesloten_op.weekday() < 5
        op = [
            (inschrijving.school_id, inschrijving.onderwijssoort_id, inschrijving.leerjaar)
            for inschrijving in inschrijvingen.get(melding.leerling_id, [])
            if inschrijving.van <= melding.gemeld_op
            and (inschrijving.tot_en_met is None or inschrijving.tot_en_met >= melding.gemeld_op)
        ]
        plek = (melding.school_id, melding.onderwijssoort_id, melding.leerjaar)
        assert op == ([] if melding.school_id is None else [plek])
        if melding.soort == "verzuim_18plus":
            assert melding.leeftijd >= 18
            assert melding.onderwijssoort.code in MBO
        else:
            assert 5 <= melding.leeftijd <= 17
            assert melding.leeftijd >= 16 or is_leerplichtig(melding.leerling.geboortedatum, melding.gemeld_op)


def test_vrijstellingen(voorbeeldgemeente):
    begin, einde = date(2023, 8, 1), date(2024, 7, 31)
    verleend = Vrijstelling.objects.filter(besluit="verleend", geldig_van__lte=einde, geldig_tot_en_met__gte=begin)
    geweigerd = Vrijstelling.objects.filter(besluit="niet_verleend", besloten_op__range=(begin, einde))
    assert (len(verleend), len(geweigerd)) == (156, 13)
    assert len(leerlingen(verleend) | leerlingen(geweigerd)) == 164
    assert sum(vrijstelling.besloten_op < begin for vrijstelling in verleend) == 29
    onder_a = [vrijstelling for vrijstelling in verleend if vrijstelling.grondslag == "5_onder_a"]
    assert len(onder_a) == 69
    assert sum(vrijstelling.tot_einde_leerplicht for vrijstelling in onder_a) == 35
    assert sum(vrijstelling.bezocht_speciaal_onderwijs for vrijstelling in onder_a) == 26
    assert sum(vrijstelling.teruggekeerd_op is not None for vrijstelling in onder_a) == 7


def test_jgz_in_the_calendar_year(voorbeeldgemeente):
    onderzoeken = JgzOnderzoek.objects.filter(onderzocht_op__year=2024)
    assert len(onderzoeken) == 192
    assert Counter(onderzoek.in_staat for onderzoek in onderzoeken) == {
        "ja": 119,
        "nog_niet_te_beoordelen": 35,
        "gedeeltelijk": 33,
        "nee": 5,
    }
    assert Counter(onderzoek.follow_up for onderzoek in onderzoeken) == {
        "niet_verminderd": 61,
        "geen_reactie_school": 61,
        "verminderd": 37,
        "gestopt": 29,
        "van_school": 4,
    }


def test_uitvallers(trajecten):
    uitvallers = [traject for traject in trajecten if traject.populatie == "uitvaller"]
    assert len(leerlingen(uitvallers)) == len(uitvallers) == 337
    assert Counter(traject.begeleiding for traject in uitvallers) == {"begeleid": 186, "geen_gebruik": 151}
    assert Counter(traject.leeftijd for traject in uitvallers) == {18: 123, 19: 75, 20: 68, 21: 46, 22: 25}
    assert all(
        traject.leeftijd == leeftijd_op(traject.leerling.geboortedatum, traject.gestopt_op)
        for traject in uitvallers
    )
    assert codes(uitvallers, "reden") == {
        "werken": 142,
        "gebrek_aan_motivatie": 81,
        "verkeerde_opleidingskeuze": 30,
        "hoogst_haalbare": 24,
        "overig": 60,
    }
    nog_bezig = [t for t in uitvallers if t.afgesloten_op is None or t.afgesloten_op > PEILDATUM]
    assert len(nog_bezig) == 15
    ingeschreven = leerlingen(Inschrijving.objects.op(PEILDATUM))
    terug = [
        traject
        for traject in uitvallers
        if traject.leerling_id in ingeschreven
        or (traject.leerling.startkwalificatie_op and traject.leerling.startkwalificatie_op <= PEILDATUM)
    ]
    assert len(terug) == 78


def test_prevention_from_18(meldingen, trajecten):
    verzuim = [melding for melding in meldingen if melding.soort == "verzuim_18plus"]
    brief = leerlingen(melding for melding in verzuim if melding.resultaat.code == "waarschuwingsbrief")
    contact = leerlingen(melding for melding in verzuim if melding.resultaat.code == "preventief_contact")
    assert (len(brief), len(contact), len(brief & contact), len(brief | contact)) == (347, 283, 185, 445)
    gestopt = leerlingen(traject for traject in trajecten if traject.populatie == "uitvaller")
    assert len(leerlingen(verzuim) & gestopt) == 154
    zorg = [traject for traject in trajecten if traject.populatie == "zorg_18plus"]
    assert len(leerlingen(zorg)) == 105
    assert codes(zorg, "reden") == {"woonproblematiek": 35, "psychosociaal": 33, "studie": 26, "overig": 11}
    assert len(leerlingen(zorg) & gestopt) == codes(zorg, "uitstroom")["gestopt"] == 34
    assert codes(zorg, "uitstroom")["op_school"] + codes(zorg, "uitstroom")["startkwalificatie"] == 41


def test_oude_vsv_and_kwetsbare_jongeren(trajecten):
    oude = [traject for traject in trajecten if traject.populatie == "oude_vsv"]
    assert Counter(traject.begeleiding for traject in oude) == {"begeleid": 67, "geen_gebruik": 63}
    assert codes(oude, "uitstroom")["onbekend"] == 3
    kwetsbaar = [traject for traject in trajecten if traject.populatie == "kwetsbaar"]
    leeftijden: dict = {"pro": Counter(), "vso": Counter(), "mbo_1": Counter()}
    for traject in kwetsbaar:
        leeftijd = leeftijd_op(traject.leerling.geboortedatum, PEILDATUM)
        leeftijden[traject.onderwijssoort.code][leeftijd] += 1
    assert leeftijden == {
        "pro": {18: 22, 19: 1, 20: 2},
        "vso": {18: 15, 19: 5, 20: 4, 21: 2},
        "mbo_1": {17: 2, 18: 15, 19: 11, 20: 3, 21: 2},
    }
    assert sum(traject.gestopt_op >= date(2023, 8, 1) for traject in kwetsbaar) == 71
    assert sum(traject.begeleiding == "begeleid" for traject in kwetsbaar) == 31


def test_prevention_around_the_summer(voorbeeldgemeente):
    overstap = Overstap.objects.filter(zomer=2024)
    assert len(leerlingen(overstap)) == 794
    assert Counter(deelname.uitkomst for deelname in overstap) == {
        "gestart": 790,
        "schoolvervangend_traject": 3,
        "werk": 1,
    }
    assert Poging.objects.filter(soort="huisbezoek", zaak__overstap__zomer=2024).count() == 57
    assert NoShow.objects.count() > 0
    einde = date(2024, 12, 31)
    wonen = BegeleidWonen.objects.filter(gestart_op__lte=einde)
    assert Counter(
        "nog in" if plek.geeindigd_op is None or plek.geeindigd_op > einde else plek.uitkomst for plek in wonen
    ) == {"zelfstandig": 17, "beeindigd": 5, "nog in": 34, "": 1}


def test_the_year_before(voorbeeldgemeente):
    eerder = list(Melding.objects.filter(gemeld_op__range=(date(2022, 8, 1), date(2023, 7, 31))))
    leerplicht = [melding for melding in eerder if melding.soort != "verzuim_18plus"]
    assert (len(leerplicht), len(leerlingen(leerplicht))) == (2359, 1639)
    assert sum(melding.soort == "thuiszitter" for melding in eerder) == 70
    assert len(leerlingen(melding for melding in eerder if melding.soort == "verzuim_18plus")) == 680


def test_signalen_as_one_night_brings_them(voorbeeldgemeente):
    signalen = Signaal.objects.filter(soort="absoluut")
    assert Counter(signaal.uitkomst for signaal in signalen) == {"": 7, "niets": 1}
    gezeefd = zeef(voorbeeldgemeente.pk, GELADEN_OP)
    assert (len(gezeefd.signalen), gezeefd.te_veel) == (7, False)


def test_duo_was_told_until_last_week(voorbeeldgemeente):
    verteld = Counter(Terugmelding.objects.values_list("bestand", "op"))
    dagen = [date(2023, 7, 31), date(2024, 7, 31), date(2025, 7, 31), date(2026, 11, 16)]
    assert sorted(verteld) == list(enumerate(dagen, start=1))
    anna = Gebruiker.objects.get(email="anna@voorbeeld.test")
    anna.kies_aanstelling()
    te_vertellen = list(te_melden(anna))
    assert 0 < len(te_vertellen) < 60
    assert {(melding.gesloten_op or melding.gemeld_op) > date(2026, 11, 16) for melding in te_vertellen} == {True}
