"""The report counted again, the slow way: all rows fetched, plain loops, no aggregates and none of the engine.

`tel(...)` gives per table the cells with something in them, as {(niveau, row, column label): number}, and the
kerncijfers. Nothing here is imported from `rapportage`, apart from nothing: that is the point.
"""

from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from doorstroompunt.models import BegeleidWonen, Overstap, Poging, Traject
from leerplicht.models import Code, ExternCijfer, Indeling, Inschrijving
from meldingen.models import JgzOnderzoek, Melding, Onderzoek, Vrijstelling

LEERPLICHTSOORTEN = ["absoluut", "luxe", "relatief_licht", "relatief_wettelijk", "thuiszitter", "zorg"]
WETTELIJK_LICHT = {
    "relatief_wettelijk": "Wettelijk relatief verzuim",
    "relatief_licht": "Licht relatief verzuim",
}
RESTLABELS = {"niet_ingevuld": "Niet ingevuld", "niet_ingedeeld": "Niet ingedeeld"}
SCHOOLBEZOEK = ["3a", "3b", "11f", "11g"]


def procent(deel, geheel, decimalen):
    if not geheel:
        return None
    stap = Decimal(1).scaleb(-decimalen)
    breuk = Fraction(100 * deel, geheel)
    # Ten digits more than are printed; no share of whole numbers this size is closer to a half than that.
    return (Decimal(breuk.numerator) / Decimal(breuk.denominator)).quantize(stap, ROUND_HALF_UP)


class Naief:
    def __init__(self, gemeente, schooljaar, peildatum=None):
        self.gemeente, self.jaar = gemeente, schooljaar
        self.peildatum = peildatum or date(schooljaar + 1, 10, 1)
        self.begin, self.einde = date(schooljaar, 8, 1), date(schooljaar + 1, 7, 31)
        self.tabellen = defaultdict(lambda: defaultdict(int))
        self.codes = list(Code.objects.all())
        self.indelingen = list(Indeling.objects.select_related("rij"))
        met = Melding.objects.select_related("onderwijssoort", "reden", "resultaat")
        self.alle_meldingen = list(met)
        self.alle_trajecten = list(
            Traject.objects.select_related(
                "onderwijssoort", "reden", "uitstroom", "reden_geen_gebruik", "leerling"
            )
        )
        self.inschrijvingen = list(Inschrijving.objects.all())
        self.k = {}

    # Years and states -------------------------------------------------------------------------------------

    def jaar_van(self, dag):
        return dag.year if dag.month > 7 else dag.year - 1

    def meldingen(self, *soorten, jaar=None):
        return [
            m
            for m in self.alle_meldingen
            if m.soort in soorten and self.jaar_van(m.gemeld_op) == (self.jaar if jaar is None else jaar)
        ]

    def trajecten(self, populatie, jaar=None):
        gevonden = []
        for t in self.alle_trajecten:
            dag = t.gestopt_op if t.populatie == "uitvaller" else t.aangemeld_op
            if t.populatie == populatie and self.jaar_van(dag) == (self.jaar if jaar is None else jaar):
                gevonden.append(t)
        return gevonden

    def melding_open(self, m):
        return m.gesloten_op is None or m.gesloten_op > self.peildatum

    def traject_open(self, t):
        return t.afgesloten_op is None or t.afgesloten_op > self.peildatum

    # Codes ------------------------------------------------------------------------------------------------

    def code(self, code, *lijsten):
        if code is None:
            return "niet_ingevuld"
        return code.code if code.lijst in lijsten else "niet_ingedeeld"

    def versie(self, code):
        """The version of a code that holds in the school year, or else the latest."""
        versies = [c for c in self.codes if (c.lijst, c.code) == (code.lijst, code.code)]
        for c in versies:
            if c.van_schooljaar <= self.jaar and (c.tot_schooljaar is None or self.jaar < c.tot_schooljaar):
                return c
        return max(versies, key=lambda c: c.van_schooljaar)

    def groep(self, code, soort):
        if code is None:
            return "niet_ingevuld"
        versie = self.versie(code)
        for indeling in self.indelingen:
            if indeling.code_id == versie.pk and indeling.soort == soort:
                return indeling.rij.code
        return "niet_ingedeeld"

    def label(self, lijst, code):
        if code in RESTLABELS:
            return RESTLABELS[code]
        return self.versie(next(c for c in self.codes if (c.lijst, c.code) == (lijst, code))).label

    def zet(self, tabel, rij, kolom="Aantal", niveau=1, totaalkolom=False):
        self.tabellen[tabel][niveau, rij, kolom] += 1
        if totaalkolom:
            self.tabellen[tabel][niveau, rij, "Totaal"] += 1

    # Leerplicht -------------------------------------------------------------------------------------------

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

    # Doorstroompunt ---------------------------------------------------------------------------------------

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

    # External figures and the year before -----------------------------------------------------------------

    def tel_extern(self):
        k, vorig = self.k, self.jaar - 1
        extern = {(e.soort, e.schooljaar): e.waarde for e in ExternCijfer.objects.all()}
        k["leerplichtigen"] = extern.get(("leerplichtigen", self.jaar))
        k["doelgroep_vsv"] = extern.get(("doelgroep_vsv", self.jaar))
        k["vsv_nieuw_pct"] = procent(k["vsv_nieuw"], k["doelgroep_vsv"], 1)
        toen = self.meldingen(*LEERPLICHTSOORTEN, jaar=vorig)
        geteld = {
            "meldingen": len(toen),
            "leerlingen_gemeld": len({m.leerling_id for m in toen}),
            "thuiszitters": len([m for m in toen if m.soort == "thuiszitter"]),
        }
        for code, aantal in geteld.items():
            k[f"{code}_vorig_jaar"] = aantal if toen else extern.get((code, vorig))
        verzuim = self.meldingen("verzuim_18plus", jaar=vorig)
        jongeren = len({m.leerling_id for m in verzuim})
        k["verzuim_18plus_jongeren_vorig_jaar"] = jongeren or extern.get(("verzuim_18plus_jongeren", vorig))
        zorg = len(self.trajecten("zorg_18plus", vorig))
        k["zorg_18plus_jongeren_vorig_jaar"] = zorg or extern.get(("zorg_18plus_jongeren", vorig))
        uitvallers = self.trajecten("uitvaller", vorig)
        doelgroep = extern.get(("doelgroep_vsv", vorig))
        if uitvallers and doelgroep:
            nieuw = sum(1 for t in uitvallers if not self.terug(t, vorig))
            k["vsv_nieuw_pct_vorig_jaar"] = procent(nieuw, doelgroep, 1)
        else:
            promille = extern.get(("nieuwe_vsv_promille", vorig))
            k["vsv_nieuw_pct_vorig_jaar"] = None if promille is None else Decimal(promille) / 10
        nu, eerst = k["meldingen"], k["meldingen_vorig_jaar"]
        groei = procent(abs(nu - eerst), eerst, 1) if eerst else None
        k["stijging_meldingen_pct"] = -groei if groei is not None and eerst > nu else groei


def tel(gemeente, schooljaar, peildatum=None):
    """Runs inside `in_gemeente(gemeente.pk)`. Gives (kerncijfers, cells per table)."""
    naief = Naief(gemeente, schooljaar, peildatum)
    naief.tel_meldingen()
    naief.tel_vrijstellingen()
    naief.tel_jgz()
    naief.tel_uitvallers()
    naief.tel_andere_trajecten()
    naief.tel_preventie()
    naief.tel_extern()
    return naief.k, {code: dict(cellen) for code, cellen in naief.tabellen.items()}
