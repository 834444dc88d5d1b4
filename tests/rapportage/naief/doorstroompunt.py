"""Trajecten and prevention, counted with loops."""

from datetime import date

from doorstroompunt.models import BegeleidWonen, Overstap, Poging
from tests.rapportage.naief.basis import Basis, procent


class Doorstroompunt(Basis):
    def terug(self, t, jaar):
        teldatum = date(jaar + 1, 10, 1)
        if t.leerling.startkwalificatie_op and t.leerling.startkwalificatie_op <= teldatum:
            return True
        return any(
            i.leerling_id == t.leerling_id
            and i.van <= teldatum
            and (i.tot_en_met is None or i.tot_en_met >= teldatum)
            for i in self.inschrijvingen
        )

    def uitstroomgroep(self, t):
        return "toeleidingstraject" if self.traject_open(t) else self.groep(t.uitstroom, "uitstroom")

    def tel_begeleiding(self, tabel, trajecten, kolom):
        for t in trajecten:
            if t.begeleiding == "geen_gebruik":
                self.zet(tabel, "niet_begeleid", kolom)
                self.zet(tabel, self.code(t.reden_geen_gebruik, "reden-geen_gebruik"), kolom, niveau=2)
            else:
                self.zet(tabel, t.begeleiding or "niet_ingevuld", kolom)

    def tel_uitvallers(self):
        uitvallers, k = self.trajecten("uitvaller"), self.k
        self.tel_begeleiding("grafiek-4", uitvallers, "Aantal")
        namen = {"geen_gebruik": "niet_begeleid", "": "niet_ingevuld"}
        groepen = {c.code for c in self.codes if c.lijst == "rij-uitstroom"}
        for t in uitvallers:
            achtergrond = self.groep(t.onderwijssoort, "achtergrond")
            self.zet("tabel-12", achtergrond, str(t.leeftijd), totaalkolom=True)
            aanbod = namen.get(t.begeleiding, t.begeleiding)
            self.zet("overzicht-doorstroompunt-aanbod", aanbod)
            if aanbod == "niet_begeleid":
                reden = self.code(t.reden_geen_gebruik, "reden-geen_gebruik")
                self.zet("overzicht-doorstroompunt-niet-begeleid", reden)
        begeleid = [t for t in uitvallers if t.begeleiding == "begeleid"]
        for t in begeleid:
            groep = self.uitstroomgroep(t)
            self.zet("tabel-13", groep)
            self.zet("overzicht-doorstroompunt-uitstroom", groep)
            deel = "nog_in_traject" if self.traject_open(t) else t.uitstroom.code
            self.zet("tabel-13", f"{groep}_{deel}" if deel in groepen else deel, niveau=2)
            if groep != "onbekend":
                self.zet("grafiek-5", groep, "VSV verslagjaar")
        gestopt, terug = len(uitvallers), sum(1 for t in uitvallers if self.terug(t, self.jaar))
        k |= {"vsv_gestopt": gestopt, "vsv_teruggekeerd": terug, "vsv_nieuw": gestopt - terug}
        for code, waarde in {"gestopt": gestopt, "teruggekeerd": terug, "nieuw": gestopt - terug}.items():
            if waarde:
                self.tabellen["overzicht-doorstroompunt"][1, code, "Aantal"] = waarde
        k["vsv_begeleid"] = len(begeleid)
        k["vsv_niet_begeleid"] = sum(1 for t in uitvallers if t.begeleiding == "geen_gebruik")
        k["vsv_mbo"] = sum(1 for t in uitvallers if self.groep(t.onderwijssoort, "achtergrond") == "mbo")
        k["vsv_mbo_aandeel_pct"] = procent(k["vsv_mbo"], gestopt, 0)
        for code in ("werken", "gebrek_aan_motivatie", "verkeerde_opleidingskeuze", "hoogst_haalbare"):
            aantal = sum(1 for t in uitvallers if t.reden and t.reden.code == code)
            k[f"vsv_redenen_gestopt_{code}"] = aantal
            k[f"vsv_redenen_gestopt_pct_{code}"] = procent(aantal, gestopt, 0)
        for groep in ("onderwijs", "werk", "toeleidingstraject"):
            aantal = sum(1 for t in begeleid if self.uitstroomgroep(t) == groep)
            k[f"vsv_tekst_uitstroom_{groep}"] = aantal
            k[f"vsv_tekst_uitstroom_pct_{groep}"] = procent(aantal, len(begeleid), 1)

    def tel_andere_trajecten(self):
        k = self.k
        oude = self.trajecten("oude_vsv")
        self.tel_begeleiding("tabel-14", oude, "Oude vsv-ers")
        begeleid = [t for t in oude if t.begeleiding == "begeleid"]
        for t in begeleid:
            if self.uitstroomgroep(t) != "onbekend":
                self.zet("grafiek-5", self.uitstroomgroep(t), "VSV oud")
        k["oude_vsv_benaderd"], k["oude_vsv_tekst_begeleid"] = len(oude), len(begeleid)
        kwetsbaar = self.trajecten("kwetsbaar")
        for t in kwetsbaar:
            geboren, dag = t.leerling.geboortedatum, self.peildatum
            leeftijd = dag.year - geboren.year - ((dag.month, dag.day) < (geboren.month, geboren.day))
            self.zet("tabel-15", self.code(t.onderwijssoort, "onderwijssoort"), str(leeftijd), totaalkolom=True)
            stand = "nog_in_traject" if self.traject_open(t) else None
            self.zet("tabel-16", stand or self.code(t.uitstroom, "uitstroom-kwetsbaar"))
        k["kwetsbare_jongeren_totaal"] = len(kwetsbaar)
        dit_jaar = [t for t in kwetsbaar if t.gestopt_op and self.begin <= t.gestopt_op <= self.einde]
        eerder = [t for t in kwetsbaar if t.gestopt_op and t.gestopt_op < self.begin]
        k["kwetsbare_jongeren_in_verslagjaar"], k["kwetsbare_jongeren_eerder"] = len(dit_jaar), len(eerder)
        k["kwetsbare_jongeren_onbekend"] = len(kwetsbaar) - len(dit_jaar) - len(eerder)
        k["kwetsbare_jongeren_begeleid"] = sum(1 for t in kwetsbaar if t.begeleiding == "begeleid")
        zorg = self.trajecten("zorg_18plus")
        k["zorg_18plus_jongeren"] = len(zorg)
        for code in ("woonproblematiek", "psychosociaal", "studie"):
            aantal = sum(1 for t in zorg if t.reden and t.reden.code == code)
            k[f"zorg_18plus_{code}"] = aantal
            k[f"zorg_18plus_{code}_pct"] = procent(aantal, len(zorg), 0)
        uit = [t.uitstroom.code for t in zorg if not self.traject_open(t) and t.uitstroom]
        k["zorg_18plus_op_school_of_startkwalificatie"] = uit.count("op_school") + uit.count("startkwalificatie")
        k["zorg_18plus_gestopt"] = uit.count("gestopt")

    def tel_preventie(self):
        k = self.k
        verzuim = self.meldingen("verzuim_18plus")
        jongeren = {m.leerling_id for m in verzuim}
        k["verzuim_18plus_meldingen"], k["verzuim_18plus_jongeren"] = len(verzuim), len(jongeren)

        def met(*codes):
            return len({m.leerling_id for m in verzuim if not self.melding_open(m) and m.resultaat.code in codes})

        k["verzuim_18plus_contact"] = met("waarschuwingsbrief", "preventief_contact")
        k["verzuim_18plus_waarschuwingsbrief"] = met("waarschuwingsbrief")
        k["verzuim_18plus_preventief_contact"] = met("preventief_contact")
        k["verzuim_18plus_gestopt"] = len(jongeren & {t.leerling_id for t in self.trajecten("uitvaller")})
        overstap = [o for o in Overstap.objects.all() if o.zomer == self.jaar + 1]
        uitkomsten = [o.uitkomst for o in overstap]
        k["overstap_eindexamenkandidaten_vmbo"] = len(overstap)
        k["overstap_gestart"] = uitkomsten.count("gestart")
        k["overstap_geslaagd_pct"] = procent(k["overstap_gestart"], len(overstap), 1)
        k["overstap_waarvan_schoolvervangend_traject"] = uitkomsten.count("schoolvervangend_traject")
        k["overstap_waarvan_werk"] = uitkomsten.count("werk")
        niet = ("schoolvervangend_traject", "werk", "niet_gestart")
        k["overstap_niet_gestart"] = sum(uitkomsten.count(uitkomst) for uitkomst in niet)
        zaken = {o.zaak_id for o in overstap}
        k["overstap_huisbezoeken"] = sum(
            1 for p in Poging.objects.all() if p.zaak_id in zaken and p.soort == "huisbezoek"
        )
        namen = {"zelfstandig": "uitgestroomd_zelfstandig", "beeindigd": "beeindigd", "": "onbekend"}
        for deel in ("begeleid", "nog_in_begeleiding", *namen.values()):
            k[f"begeleid_wonen_{deel}"] = 0
        for b in BegeleidWonen.objects.all():
            jaar = self.jaar + 1
            if b.gestart_op.year > jaar or (b.geeindigd_op and b.geeindigd_op.year < jaar):
                continue
            klaar = b.geeindigd_op and b.geeindigd_op.year == jaar
            k["begeleid_wonen_begeleid"] += 1
            k[f"begeleid_wonen_{namen[b.uitkomst] if klaar else 'nog_in_begeleiding'}"] += 1
