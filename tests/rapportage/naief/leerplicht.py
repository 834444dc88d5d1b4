"""Meldingen, vrijstellingen and the schoolarts, counted with loops."""

from meldingen.models import JgzOnderzoek, Onderzoek, Vrijstelling
from tests.rapportage.naief.basis import RESTLABELS, Basis, procent

LEERPLICHTSOORTEN = ["absoluut", "luxe", "relatief_licht", "relatief_wettelijk", "thuiszitter", "zorg"]
WETTELIJK_LICHT = {
    "relatief_wettelijk": "Wettelijk relatief verzuim",
    "relatief_licht": "Licht relatief verzuim",
}
SCHOOLBEZOEK = ["3a", "3b", "11f", "11g"]


class Leerplicht(Basis):
    def tel_meldingen(self):
        tabel_van = {"absoluut": (1, 2), "luxe": (3, 4), "thuiszitter": (7, 8), "zorg": (9, 10)}
        alle = self.meldingen(*LEERPLICHTSOORTEN)
        for m in alle:
            stand = "niet_opgelost" if self.melding_open(m) else None
            self.zet("grafiek-1", m.soort)
            relatief = m.soort in ("relatief_licht", "relatief_wettelijk")
            samen = relatief or m.soort == "thuiszitter"
            self.zet("overzicht-leerplicht", "relatief_en_thuiszitters" if samen else m.soort)
            self.zet("overzicht-leerplicht-resultaten", stand or self.groep(m.resultaat, "overzicht"))
            if relatief:
                kolom = WETTELIJK_LICHT[m.soort]
                lijsten = ("resultaat-relatief_wettelijk", "resultaat-relatief_licht")
                self.zet("tabel-5", self.groep(m.onderwijssoort, "herkomst"), kolom)
                self.zet("tabel-6", stand or self.code(m.resultaat, *lijsten), kolom)
            else:
                redenen, resultaten = tabel_van[m.soort]
                self.zet(f"tabel-{redenen}", self.code(m.reden, f"reden-{m.soort}"))
                self.zet(f"tabel-{resultaten}", stand or self.code(m.resultaat, f"resultaat-{m.soort}"))
        k = self.k
        k["meldingen"] = len(alle)
        k["leerlingen_gemeld"] = len({m.leerling_id for m in alle})
        k["thuiszitters"] = len(self.meldingen("thuiszitter"))
        luxe = self.meldingen("luxe")
        k["luxe_gezinnen"] = len({m.gezin_id for m in luxe})
        k["luxe_nader_onderzoek_verwijtbaarheid"] = sum(1 for m in luxe if m.verwijtbaarheid_onderzocht)
        for soort in ("wettelijk", "licht"):
            relatief = self.meldingen(f"relatief_{soort}")
            k[f"relatief_{soort}_leerlingen"] = len({m.leerling_id for m in relatief})
        relatief = self.meldingen("relatief_licht", "relatief_wettelijk")
        k["relatief_meldingen"] = len(relatief)
        k["relatief_mbo"] = sum(1 for m in relatief if self.groep(m.onderwijssoort, "herkomst").startswith("mbo_"))
        k["relatief_mbo_aandeel_pct"] = procent(k["relatief_mbo"], len(relatief), 0)
        self.per_sector("absoluut", self.meldingen("absoluut"))
        self.per_sector("thuiszitters", self.meldingen("thuiszitter"))
        dicht = [m for m in self.meldingen("thuiszitter") if not self.melding_open(m)]
        hersteld = ("naar_school", "onderwijszorgarrangement", "schoolvervangend_traject")
        k["thuiszitters_hersteld_of_traject"] = sum(1 for m in dicht if m.resultaat.code in hersteld)
        k["thuiszitters_niet_opgelost"] = k["thuiszitters"] - len(dicht)
        onderzoeken = [o for o in Onderzoek.objects.all() if self.jaar_van(o.gestart_op) == self.jaar]
        k["absoluut_onderzoeken"] = len(onderzoeken)
        k["absoluut_vastgesteld"] = sum(1 for o in onderzoeken if o.uitkomst == "vastgesteld")

    def per_sector(self, begin, rijen):
        for sector in ("po", "vo", "mbo", "geen", "onbekend"):
            self.k[f"{begin}_{sector}"] = 0
        for rij in rijen:
            sector = self.groep(rij.onderwijssoort, "sector")
            self.k[f"{begin}_{'onbekend' if sector in RESTLABELS else sector}"] += 1

    def tel_vrijstellingen(self):
        gevonden = []
        for v in Vrijstelling.objects.select_related("onderwijssoort"):
            if v.besluit == "verleend":
                telt = v.geldig_van <= self.einde and v.geldig_tot_en_met >= self.begin
            else:
                telt = v.besluit == "niet_verleend" and self.begin <= v.besloten_op <= self.einde
            if telt:
                gevonden.append(v)
        for v in gevonden:
            schoolbezoek = v.grondslag in SCHOOLBEZOEK
            kolom = self.label("rij-vrijstelling", self.groep(v.onderwijssoort, "vrijstelling"))
            rij = f"{v.besluit}_{'11' if v.grondslag.startswith('11') else v.grondslag}"
            self.zet("tabel-11a" if schoolbezoek else "tabel-11b", rij, kolom, totaalkolom=True)
            kind = "geregeld_schoolbezoek" if schoolbezoek else "inschrijving"
            self.zet("overzicht-leerplicht-vrijstellingen", kind)
            self.zet("overzicht-leerplicht-aanvragen", v.besluit)
        k = self.k
        k["aanvragen_vrijstelling"] = len({v.leerling_id for v in gevonden})
        if k["aanvragen_vrijstelling"]:
            self.tabellen["grafiek-1"][1, "vrijstelling", "Aantal"] = k["aanvragen_vrijstelling"]
        k["vrijstelling_besluiten"] = len(gevonden)
        k["waarvan_eerder_verleend"] = sum(1 for v in gevonden if v.besloten_op < self.begin)
        onder_a = [v for v in gevonden if v.grondslag == "5_onder_a"]
        k["vrijstelling_terugkeer_onderwijs_5a"] = sum(
            1 for v in onder_a if v.teruggekeerd_op and self.begin <= v.teruggekeerd_op <= self.einde
        )
        k["vrijstelling_tot_einde_leerplicht_5a"] = sum(1 for v in onder_a if v.tot_einde_leerplicht)
        k["vrijstelling_bezocht_speciaal_onderwijs_5a"] = sum(1 for v in onder_a if v.bezocht_speciaal_onderwijs)

    def tel_jgz(self):
        onderzoeken = [
            o
            for o in JgzOnderzoek.objects.select_related("onderwijssoort")
            if o.onderzocht_op and o.onderzocht_op.year == self.jaar + 1
        ]
        for o in onderzoeken:
            self.zet("grafiek-2", o.in_staat or "niet_ingevuld")
            self.zet("grafiek-3", o.follow_up or "niet_ingevuld")
        k, aantal = self.k, len(onderzoeken)
        k["jgz_onderzoeken"] = aantal
        self.per_sector("jgz", onderzoeken)
        k["jgz_in_staat"] = sum(1 for o in onderzoeken if o.in_staat in ("ja", "gedeeltelijk"))
        k["jgz_niet_verminderd"] = sum(1 for o in onderzoeken if o.follow_up == "niet_verminderd")
        k["jgz_geen_reactie"] = sum(1 for o in onderzoeken if o.follow_up == "geen_reactie_school")
        k["jgz_in_staat_pct"] = procent(k["jgz_in_staat"], aantal, 0)
        k["jgz_tekst_niet_verminderd_pct"] = procent(k["jgz_niet_verminderd"], aantal, 0)
        k["jgz_tekst_geen_reactie_pct"] = procent(k["jgz_geen_reactie"], aantal, 0)
        k["jgz_follow_up_maanden"] = 2
