"""A gemeente full of random dossiers, to compare two ways of counting them. The same seed is the same gemeente.

Nothing here is likely, everything is possible: dates on the edges of years, closed before, on and after the
peildatum, fields left empty, codes of another version, without a roll-up, or not yet valid.
"""

from datetime import date, timedelta
from random import Random

from doorstroompunt.choices import OverstapUitkomst
from doorstroompunt.models import BegeleidWonen, Overstap, Poging, Traject
from leerplicht.models import Code, ExternCijfer, Gezin, Indeling, Inschrijving, Leerling, School, Zaak
from meldingen.choices import FollowUp, Grondslag, InStaat, Soort
from meldingen.models import JgzOnderzoek, Melding, Onderzoek, Vrijstelling

RANDEN = [
    date(jaar, maand, dag)
    for jaar in (2022, 2023, 2024)
    for maand, dag in ((1, 1), (7, 31), (8, 1), (9, 30), (10, 1), (10, 2), (12, 31))
] + [date(2024, 2, 29)]
UITKOMSTEN = ["ingeschreven", "vrijgesteld", "vertrokken", "anders"]


class Toeval:
    def __init__(self, gemeente, seed):
        self.gemeente, self.rng = gemeente, Random(seed)
        self._nummer = gemeente.laatste_zaaknummer
        self.zaken = []
        self._breid_lijsten_uit()
        self.codes = {}
        for code in Code.objects.filter(gemeente=gemeente):
            self.codes.setdefault(code.lijst, []).append(code)
        self.gezinnen = Gezin.objects.bulk_create([Gezin(gemeente=gemeente) for _ in range(12)])
        self.leerlingen = Leerling.objects.bulk_create([self._leerling(n) for n in range(60)])
        self.school, _ = School.objects.get_or_create(brin="16SW03", naam="Het Voorbeeld", plaats="Zoetermeer")

    def vul(self):
        rng = self.rng
        self._inschrijvingen()
        meldingen = [self._melding() for _ in range(rng.randrange(150, 350))]
        onderzoeken = [
            Onderzoek(
                gemeente=self.gemeente,
                zaak=m.zaak,
                leerling=m.leerling,
                gestart_op=m.gemeld_op,
                uitkomst="vastgesteld",
                afgerond_op=self.na(m.gemeld_op),
                melding=m,
            )
            for m in meldingen
            if m.soort == Soort.ABSOLUUT
        ]
        onderzoeken += [self._onderzoek() for _ in range(15)]
        anders = [
            (Vrijstelling, [self._vrijstelling() for _ in range(80)]),
            (JgzOnderzoek, [self._jgz() for _ in range(50)]),
            (Traject, [self._traject() for _ in range(200)]),
            (BegeleidWonen, [self._begeleid_wonen() for _ in range(30)]),
        ]
        overstappen = [self._overstap(leerling) for leerling in rng.sample(self.leerlingen, 40)]
        Zaak.objects.bulk_create(self.zaken)
        Melding.objects.bulk_create(meldingen)
        Onderzoek.objects.bulk_create(onderzoeken)
        for model, rijen in anders:
            model.objects.bulk_create(rijen)
        Overstap.objects.bulk_create(overstappen)
        Poging.objects.bulk_create([self._poging() for _ in range(60)])
        for soort in ("leerplichtigen", "doelgroep_vsv", "meldingen", "nieuwe_vsv_promille"):
            if rng.random() < 0.7:
                for schooljaar in (2022, 2023):
                    ExternCijfer.objects.create(
                        gemeente=self.gemeente,
                        soort=soort,
                        schooljaar=schooljaar,
                        waarde=rng.randrange(1, 500),
                        peildatum=date(2023, 10, 1),
                        bron="test",
                    )

    # Pieces -----------------------------------------------------------------------------------------------

    def _breid_lijsten_uit(self):
        """Codes that a new gemeente does not have: ended and renewed with another row, without a row, of later."""
        for lijst, nieuwe_rij in (("resultaat-zorg", "waarschuwing"), ("uitstroom-uitvaller", "werk")):
            soort = "overzicht" if lijst == "resultaat-zorg" else "uitstroom"
            oud = Code.objects.filter(gemeente=self.gemeente, lijst=lijst).first()
            oud.tot_schooljaar = 2023
            oud.save()
            nieuw = self._code(lijst, oud.code, f"{oud.label} (nieuw)", 2023)
            rij = Code.objects.get(gemeente=self.gemeente, lijst=f"rij-{soort}", code=nieuwe_rij)
            Indeling.objects.create(gemeente=self.gemeente, code=nieuw, soort=soort, rij=rij)
        for lijst in ("resultaat-luxe", "onderwijssoort", "uitstroom-uitvaller", "reden-geen_gebruik"):
            self._code(lijst, "zonder_rij", "Zonder rij", 2015)
            self._code(lijst, "van_later", "Van later", 2030)

    def _code(self, lijst, code, label, van):
        return Code.objects.create(
            gemeente=self.gemeente, lijst=lijst, code=code, label=label, volgorde=500, van_schooljaar=van
        )

    def dag(self):
        if self.rng.random() < 0.5:
            return self.rng.choice(RANDEN)
        return date(2022, 1, 1) + timedelta(days=self.rng.randrange(1095))

    def na(self, dag):
        return max(dag, self.dag())

    def soms(self, waarde, kans=0.8):
        return waarde if self.rng.random() < kans else None

    def een_van(self, lijst):
        return self.rng.choice(self.codes[lijst])

    def _zaak(self, op, compartiment="toezicht", leerling=None):
        self._nummer += 1
        zaak = Zaak(
            gemeente=self.gemeente,
            nummer=self._nummer,
            leerling=leerling or self.rng.choice(self.leerlingen),
            soort="melding",
            compartiment=compartiment,
            geopend_op=op,
        )
        self.zaken.append(zaak)
        return zaak

    def _eigen(self, op, compartiment="toezicht", leerling=None):
        zaak = self._zaak(op, compartiment, leerling)
        return {"gemeente": self.gemeente, "zaak": zaak, "leerling": zaak.leerling}

    def _leerling(self, nummer):
        return Leerling(
            gemeente=self.gemeente,
            gezin=self.rng.choice(self.gezinnen),
            voornaam="Noa",
            achternaam=f"Nummer{nummer}",
            zoeknaam=f"nummer{nummer} noa",
            geboortedatum=date(2002, 1, 1) + timedelta(days=self.rng.randrange(2500)),
            startkwalificatie_op=self.soms(self.dag(), 0.2),
        )

    def _inschrijvingen(self):
        rijen = []
        for leerling in self.leerlingen:
            for _ in range(self.rng.randrange(3)):
                van = self.dag()
                rijen.append(
                    Inschrijving(
                        gemeente=self.gemeente,
                        leerling=leerling,
                        school=self.school,
                        onderwijssoort=self.een_van("onderwijssoort"),
                        van=van,
                        tot_en_met=self.soms(self.na(van), 0.6),
                    )
                )
        Inschrijving.objects.bulk_create(rijen)

    def _melding(self):
        soort, op = self.rng.choice(Soort.values), self.dag()
        gesloten_op = self.soms(self.na(op))
        luxe = soort == Soort.LUXE
        return Melding(
            **self._eigen(op, "doorstroompunt" if soort == Soort.VERZUIM_18PLUS else "toezicht"),
            soort=soort,
            gemeld_op=op,
            onderwijssoort=self.soms(self.een_van("onderwijssoort"), 0.9),
            leeftijd=self.rng.randrange(4, 23),
            reden=self.soms(self.een_van(f"reden-{soort}"), 0.9),
            resultaat=self.een_van(f"resultaat-{soort}") if gesloten_op else None,
            gesloten_op=gesloten_op,
            gezin=self.rng.choice(self.gezinnen) if luxe else None,
            verwijtbaarheid_onderzocht=self.rng.random() < 0.5 if luxe else None,
        )

    def _onderzoek(self):
        op = self.dag()
        klaar = self.soms(self.na(op))
        uitkomst = self.rng.choice(UITKOMSTEN) if klaar else ""
        return Onderzoek(**self._eigen(op), gestart_op=op, uitkomst=uitkomst, afgerond_op=klaar)

    def _vrijstelling(self):
        op, grondslag = self.dag(), self.rng.choice(Grondslag.values)
        besluit = self.rng.choice(["", "verleend", "verleend", "niet_verleend", "ingetrokken"])
        verleend, onder_a = besluit == "verleend", grondslag == Grondslag.ONDER_A
        van = self.dag()
        return Vrijstelling(
            **self._eigen(op),
            grondslag=grondslag,
            ontvangen_op=op,
            onderwijssoort=self.soms(self.een_van("onderwijssoort"), 0.9),
            besluit=besluit,
            besloten_op=self.na(op) if besluit else None,
            geldig_van=van if verleend else None,
            geldig_tot_en_met=self.na(van) if verleend else None,
            tot_einde_leerplicht=onder_a and self.rng.random() < 0.5,
            bezocht_speciaal_onderwijs=onder_a and self.rng.random() < 0.5,
            teruggekeerd_op=self.soms(self.dag(), 0.5) if verleend else None,
        )

    def _jgz(self):
        op = self.dag()
        onderzocht = self.soms(self.na(op))
        gevolgd = self.soms(self.na(onderzocht)) if onderzocht else None
        return JgzOnderzoek(
            **self._eigen(op),
            aangevraagd_op=op,
            aangevraagd_door="school",
            onderwijssoort=self.soms(self.een_van("onderwijssoort")),
            onderzocht_op=onderzocht,
            in_staat=self.rng.choice(["", *InStaat.values]) if onderzocht else "",
            follow_up_op=gevolgd,
            follow_up=self.rng.choice(FollowUp.values) if gevolgd else "",
        )

    def _traject(self):
        rng, op = self.rng, self.dag()
        populatie = rng.choice(["uitvaller", "uitvaller", "oude_vsv", "kwetsbaar", "zorg_18plus"])
        begeleiding = rng.choice(["begeleid", "begeleid", "geen_gebruik", "gevolgd", ""])
        geen_gebruik = begeleiding == "geen_gebruik"
        gesloten = self.soms(self.na(op), 0.7)
        reden = {"uitvaller": "reden-gestopt", "zorg_18plus": "reden-zorg_18plus"}.get(populatie)
        return Traject(
            **self._eigen(op, "doorstroompunt"),
            populatie=populatie,
            aangemeld_op=op,
            gestopt_op=self.dag() if populatie == "uitvaller" else self.soms(self.dag()),
            leeftijd=rng.randrange(17, 25),
            onderwijssoort=self.soms(self.een_van("onderwijssoort"), 0.9),
            reden=self.soms(self.een_van(reden)) if reden else None,
            begeleiding=begeleiding,
            begeleiding_vanaf=op if begeleiding == "begeleid" else None,
            reden_geen_gebruik=self.een_van("reden-geen_gebruik") if geen_gebruik else None,
            uitstroom=(
                self.een_van(f"uitstroom-{populatie}")
                if gesloten and not (geen_gebruik and rng.random() < 0.5)
                else None
            ),
            afgesloten_op=gesloten,
        )

    def _overstap(self, leerling):
        return Overstap(
            **self._eigen(self.dag(), "doorstroompunt", leerling),
            zomer=self.rng.choice([2023, 2024, 2024, 2025]),
            school=self.school,
            uitkomst=self.rng.choice(["", *OverstapUitkomst.values]),
        )

    def _poging(self):
        return Poging(
            gemeente=self.gemeente,
            zaak=self.rng.choice(self.zaken),
            soort=self.rng.choice(["brief", "huisbezoek"]),
            op=self.dag(),
            resultaat="bereikt",
        )

    def _begeleid_wonen(self):
        op = self.dag()
        einde = self.soms(self.na(op), 0.6)
        uitkomst = self.rng.choice(["", "zelfstandig", "beeindigd"]) if einde else ""
        return BegeleidWonen(
            **self._eigen(op, "doorstroompunt"), gestart_op=op, geeindigd_op=einde, uitkomst=uitkomst
        )
