"""Rows, years, states and codes: what the naive count of both parts needs."""

from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from doorstroompunt.models import Traject
from leerplicht.models import Code, Indeling, Inschrijving
from meldingen.models import Melding

RESTLABELS = {"niet_ingevuld": "Niet ingevuld", "niet_ingedeeld": "Niet ingedeeld"}


def procent(deel, geheel, decimalen):
    if not geheel:
        return None
    stap = Decimal(1).scaleb(-decimalen)
    breuk = Fraction(100 * deel, geheel)
    # Ten digits more than are printed; no share of whole numbers this size is closer to a half than that.
    return (Decimal(breuk.numerator) / Decimal(breuk.denominator)).quantize(stap, ROUND_HALF_UP)


class Basis:
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
