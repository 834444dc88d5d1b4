"""Sort what came in, one by one and in bulk, and bring a round back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from leerplicht.dossier.actions import plan_taak, rond_taak_af, wijs_toe
from leerplicht.models import Verzegeling
from leerplicht.termijnen import werkdagen_na
from leerplicht.toegang.zegels.choices import Zegelgrond
from meldingen.actions import wijzig_melding
from meldingen.choices import Soort
from meldingen.models import Melding, Sorteerronde
from meldingen.triage.actions import GESORTEERD, GEWIJZIGD, VERZEGELD, Keuze, maak_ongedaan, sorteer, sorteer_alle
from meldingen.triage.choices import Actie


def stand(melding):
    """Everything that sorting touches."""
    melding = Melding.objects.select_related("zaak", "resultaat").get(pk=melding.pk)
    return {
        "soort": melding.soort,
        "te_sorteren": melding.te_sorteren,
        "gesorteerd_op": melding.gesorteerd_op,
        "resultaat": melding.resultaat and melding.resultaat.code,
        "gesloten": (melding.gesloten_op, melding.zaak.gesloten_op),
        "vervolg_op": melding.vervolg_op_id,
        "geoorloofd": melding.geoorloofd,
        "eigenaar": str(melding.zaak.toewijzingen.get(tot__isnull=True)),
        "taken": [(taak.titel, taak.vervalt_op, taak.gedaan_op) for taak in melding.zaak.taken.all()],
    }


def verloop(melding):
    """The timeline without its first line."""
    return [(g.titel, g.toelichting) for g in melding.zaak.gebeurtenissen.order_by("pk")][1:]


def in_triage(soort="relatief_licht"):
    return {
        "soort": soort,
        "te_sorteren": True,
        "gesorteerd_op": None,
        "resultaat": None,
        "gesloten": (None, None),
        "vervolg_op": None,
        "geoorloofd": None,
        "eigenaar": "team",
        "taken": [],
    }


def test_an_assignment_gives_a_task_and_one_line(noa, binnen, anna, bram, vandaag):
    melding = binnen(noa, "zorg")
    assert stand(melding) == in_triage("zorg")
    sorteer(melding, actie=Actie.TOEWIJZEN, aan=bram, op=vandaag, door=anna)
    assert stand(melding) == in_triage("zorg") | {
        "te_sorteren": False,
        "gesorteerd_op": vandaag,
        "eigenaar": "Bram",
        "taken": [("Eerste contact opnemen", werkdagen_na(vandaag, 5), None)],
    }
    assert verloop(melding) == [("Toegewezen aan Bram", "")]


def test_what_is_his_already_gets_a_line_too(noa, binnen, anna, bram, vandaag):
    melding = binnen(noa, eigenaar=bram)
    sorteer(melding, actie=Actie.WAARSCHUWING, aan=bram, op=vandaag, door=anna)
    assert stand(melding)["taken"] == [("Waarschuwingsbrief sturen", werkdagen_na(vandaag, 5), None)]
    assert verloop(melding) == [("Gesorteerd: Waarschuwingsbrief", "")]


def test_a_follow_up_joins_the_earlier_melding(noa, binnen, meld, anna, bram, vandaag):
    eerder, melding = meld(noa, "relatief_licht", gemeld_op=date(2024, 2, 12), eigenaar=bram), binnen(noa)
    sorteer(melding, actie=Actie.VERVOLG, vervolg_op=eerder, aan=bram, op=vandaag, door=anna)
    assert stand(melding) == in_triage() | {
        "te_sorteren": False,
        "gesorteerd_op": vandaag,
        "vervolg_op": eerder.pk,
        "eigenaar": "Bram",
        "taken": [(f"Samen behandelen met zaak {eerder.zaak}", werkdagen_na(vandaag, 5), None)],
    }
    assert verloop(melding) == [("Toegewezen aan Bram", f"Vervolg op zaak {eerder.zaak} van 12-02-2024")]


def test_for_information_closes_it(noa, binnen, anna, vandaag):
    melding = binnen(noa)
    sorteer(melding, actie=Actie.TER_KENNISGEVING, op=vandaag, door=anna)
    assert stand(melding) == in_triage() | {
        "te_sorteren": False,
        "gesorteerd_op": vandaag,
        "resultaat": "ter_kennisname",
        "gesloten": (vandaag, vandaag),
    }
    assert verloop(melding) == [("Afgesloten: Ter kennisname dossier", "")]


def test_a_thuiszitter_gets_another_kind(noa, binnen, anna, vandaag):
    melding = binnen(noa, "relatief_wettelijk", duo_soort="LRV")
    sorteer(melding, actie=Actie.THUISZITTER, aan=anna, geoorloofd=False, op=vandaag, door=anna)
    assert stand(melding) == in_triage("thuiszitter") | {
        "te_sorteren": False,
        "gesorteerd_op": vandaag,
        "geoorloofd": False,
        "eigenaar": "Anna",
        "taken": [("Voortgang nagaan", werkdagen_na(vandaag, 20), None)],
    }
    assert verloop(melding) == [("Toegewezen aan Anna", "Thuiszitter, gemeld als relatief verzuim (wettelijk)")]


def test_what_is_refused_changes_nothing(noa, zoe, binnen, meld, code, anna, dirk, vandaag):
    melding, zorg = binnen(noa), binnen(zoe, "zorg")
    met_reden = binnen(noa, reden=code("reden-relatief_licht", "ziekte"))
    thuiszitter = binnen(zoe, "thuiszitter", geoorloofd=True)
    ander = meld(zoe)
    gevallen = [
        (melding, {"actie": Actie.NIETS}, "Kies wat er met deze melding gebeurt."),
        (melding, {"actie": "onzin"}, "Kies wat er met deze melding gebeurt."),
        (melding, {"actie": Actie.TOEWIJZEN}, "Kies wie de melding gaat behandelen."),
        (melding, {"actie": Actie.TOEWIJZEN, "aan": dirk}, "Dirk mag geen zaken van toezicht (leerplicht) zien."),
        (
            melding,
            {"actie": Actie.VERVOLG, "aan": anna},
            "Kies op welke eerdere melding dit een vervolg is.",
        ),
        (
            melding,
            {"actie": Actie.VERVOLG, "aan": anna, "vervolg_op": melding},
            "Kies op welke eerdere melding dit een vervolg is.",
        ),
        (
            melding,
            {"actie": Actie.VERVOLG, "aan": anna, "vervolg_op": ander},
            "Die melding gaat over een andere leerling.",
        ),
        (melding, {"actie": Actie.THUISZITTER, "aan": anna}, "Geef aan of het verzuim geoorloofd is."),
        (
            met_reden,
            {"actie": Actie.THUISZITTER, "aan": anna, "geoorloofd": True},
            "Van deze melding kunt u hier geen thuiszitter maken: wijzig de melding zelf.",
        ),
        (
            zorg,
            {"actie": Actie.THUISZITTER, "aan": anna, "geoorloofd": True},
            "Van deze melding kunt u hier geen thuiszitter maken: wijzig de melding zelf.",
        ),
        (
            thuiszitter,
            {"actie": Actie.TER_KENNISGEVING},
            "De lijst van deze soort kent geen “ter kennisname”.",
        ),
        (ander, {"actie": Actie.TOEWIJZEN, "aan": anna}, GESORTEERD),
    ]
    voor = {een.pk: (stand(een), verloop(een)) for een, _, _ in gevallen}
    for een, keuze, zin in gevallen:
        with pytest.raises(ValidationError) as gevangen:
            sorteer(een, op=vandaag, door=anna, **keuze)
        assert gevangen.value.messages == [zin]
    assert {een.pk: (stand(een), verloop(een)) for een, _, _ in gevallen} == voor


@pytest.fixture
def keuze(anna):
    """`keuze(melding, Actie.TOEWIJZEN)`: as Anna sees the melding now."""

    def kies(melding, actie, **meer):
        melding = Melding.objects.get(pk=melding.pk)
        eigenaar = melding.zaak.toewijzingen.get(tot__isnull=True).gebruiker_id
        aan = anna if actie in Actie.MET_BEHANDELAAR else None
        return Keuze(melding.pk, melding.version, eigenaar, actie, **{"aan": aan} | meer)

    return kies


def test_in_bulk_what_is_refused_stays_and_the_rest_is_done(noa, zoe, binnen, keuze, anna, bram, vandaag):
    eerste, tweede = binnen(noa), binnen(noa, gemeld_op=date(2024, 3, 1))
    weg, gewijzigd, gegeven, dicht = binnen(noa), binnen(noa), binnen(noa), binnen(zoe)
    keuzes = [
        keuze(eerste, Actie.VERVOLG, vervolg_op=tweede),
        keuze(tweede, Actie.TOEWIJZEN),
        *(keuze(een, Actie.TOEWIJZEN) for een in (weg, gewijzigd, gegeven, dicht)),
    ]
    sorteer(weg, actie=Actie.TER_KENNISGEVING, op=vandaag, door=bram)
    wijzig_melding(gewijzigd, toelichting="Gebeld.", op=vandaag, door=bram)
    wijs_toe(gegeven.zaak, aan=bram, op=vandaag, door=bram)
    Verzegeling.objects.create(
        gemeente=zoe.gemeente, leerling=zoe, grond=Zegelgrond.KIND, van=vandaag - timedelta(1), door=bram
    )
    # A remark of a colleague does not stand in the way of a decision; that it was sorted or assigned does.
    keuzes[3] = keuze(gewijzigd, Actie.TOEWIJZEN)
    ronde = sorteer_alle(keuzes, op=vandaag, door=anna)
    assert [een["melding"] for een in ronde.gedaan] == [tweede.pk, eerste.pk, gewijzigd.pk]
    (weg_zin, gegeven_zin, dicht_zin) = ronde.niet_gedaan
    assert weg_zin[0] == weg.pk and "was u voor" in weg_zin[1]
    assert gegeven_zin == [gegeven.pk, "Deze melding is intussen toegewezen aan Bram."]
    assert dicht_zin == [dicht.pk, VERZEGELD]
    assert (stand(eerste)["vervolg_op"], stand(eerste)["eigenaar"], stand(tweede)["eigenaar"]) == (
        tweede.pk,
        "Anna",
        "Anna",
    )
    assert set(Melding.objects.te_sorteren()) == {gegeven, dicht}


def test_a_round_is_brought_back_as_it_was(noa, zoe, binnen, meld, keuze, anna, bram, vandaag):
    eerder = meld(zoe, "relatief_licht", gemeld_op=date(2024, 2, 12), eigenaar=bram)
    toe, dicht, vervolg = binnen(noa, "zorg"), binnen(noa), binnen(zoe)
    thuis = binnen(noa, "relatief_wettelijk", eigenaar=bram)
    plan_taak(dicht.zaak, titel="Bellen", vervalt_op=vandaag, waarom="Afspraak", door=anna)
    alle = [toe, dicht, vervolg, thuis]
    voor = [stand(een) for een in alle]
    ronde = sorteer_alle(
        [
            keuze(toe, Actie.TOEWIJZEN),
            keuze(dicht, Actie.TER_KENNISGEVING),
            keuze(vervolg, Actie.VERVOLG, vervolg_op=eerder),
            keuze(thuis, Actie.THUISZITTER, geoorloofd=True),
        ],
        op=vandaag,
        door=anna,
    )
    assert [een["melding"] for een in ronde.gedaan] == [een.pk for een in sorted(alle, key=lambda m: m.pk)]
    assert list(Melding.objects.te_sorteren()) == []
    ronde = maak_ongedaan(ronde, op=vandaag, door=anna)
    assert (ronde.ongedaan_op, ronde.niet_gedaan) == (vandaag, [])
    assert [stand(een) for een in alle] == voor
    assert [verloop(een)[-1] for een in alle] == [
        ("Toegewezen aan het team", "Sorteren ongedaan gemaakt"),
        ("Sorteren ongedaan gemaakt", ""),
        ("Toegewezen aan het team", "Sorteren ongedaan gemaakt"),
        ("Toegewezen aan Bram", "Sorteren ongedaan gemaakt"),
    ]
    with pytest.raises(ValidationError, match="al ongedaan gemaakt"):
        maak_ongedaan(ronde, op=vandaag, door=anna)


def test_what_was_changed_since_is_not_brought_back(noa, zoe, binnen, keuze, anna, bram, vandaag):
    gewijzigd, gegeven, gedaan, terug = binnen(noa), binnen(noa, "zorg"), binnen(zoe), binnen(zoe, "zorg")
    alle = [gewijzigd, gegeven, gedaan, terug]
    ronde = sorteer_alle([keuze(een, Actie.TOEWIJZEN) for een in alle], op=vandaag, door=anna)
    wijzig_melding(Melding.objects.get(pk=gewijzigd.pk), toelichting="Gebeld.", op=vandaag, door=bram)
    wijs_toe(gegeven.zaak, aan=bram, op=vandaag, door=bram)
    rond_taak_af(gedaan.zaak.taken.get(), op=vandaag, door=anna)
    ronde = maak_ongedaan(ronde, op=vandaag, door=anna)
    assert ronde.niet_gedaan == [
        [gewijzigd.pk, GEWIJZIGD],
        [gegeven.pk, GEWIJZIGD],
        [gedaan.pk, "De taak hiervan is al gedaan."],
    ]
    assert set(Melding.objects.te_sorteren()) == {terug}


def test_a_task_of_the_import_makes_place_and_comes_back(noa, zoe, binnen, keuze, anna, vandaag):
    toe, brief = binnen(noa, "zorg"), binnen(zoe)
    for melding in (toe, brief):
        plan_taak(melding.zaak, titel="Eerste contact opnemen", vervalt_op=vandaag, waarom="Na inlezen", door=anna)
    voor = [stand(een) for een in (toe, brief)]
    keuzes = [keuze(toe, Actie.TOEWIJZEN), keuze(brief, Actie.WAARSCHUWING)]
    ronde = sorteer_alle(keuzes, op=vandaag, door=anna)
    assert (stand(toe)["taken"], stand(brief)["taken"]) == (
        [("Eerste contact opnemen", vandaag, None)],
        [
            ("Eerste contact opnemen", vandaag, vandaag),
            ("Waarschuwingsbrief sturen", werkdagen_na(vandaag, 5), None),
        ],
    )
    maak_ongedaan(ronde, op=vandaag, door=anna)
    assert [stand(een) for een in (toe, brief)] == voor


def test_a_round_is_brought_back_on_its_own_day_only(noa, binnen, keuze, anna, bram, vandaag):
    ronde = sorteer_alle([keuze(binnen(noa), Actie.TOEWIJZEN)], op=vandaag, door=anna)
    with pytest.raises(ValidationError, match="alleen op de dag zelf"):
        maak_ongedaan(ronde, op=vandaag + timedelta(1), door=anna)
    assert (set(Sorteerronde.objects.zichtbaar_voor(anna)), set(Sorteerronde.objects.zichtbaar_voor(bram))) == (
        {ronde},
        set(),
    )
    assert ronde.moment <= timezone.now()
    assert Melding.objects.get().soort == Soort.RELATIEF_LICHT
