"""The example written as the files of a former package and read into an empty gemeente: the same report."""

from datetime import date

from django.db import connection
from django.utils import timezone

from leerplicht.codelijsten.actions import richt_in
from leerplicht.inlezen.lezen import herken
from leerplicht.inlezen.vullen import maak_tafel, plekken_van, vul, wijs_aan
from leerplicht.inlezen.werktafel import Werktafel
from leerplicht.models import Gemeente
from leerplicht.toegang.gemeente import in_gemeente
from rapportage.verslag import maak_verslag
from tests.rapportage.conftest import GELADEN_OP
from tests.rapportage.oudpakket import bestanden

# Counted from what has no file in the set: numbers of others, and the preventie of the Doorstroompunt.
NIET_IN_DE_SET = {
    "leerplichtigen",
    "doelgroep_vsv",
    "vsv_nieuw_pct",
    "vsv_nieuw_pct_vorig_jaar",
    *(f"begeleid_wonen_{wat}" for wat in ("begeleid", "beeindigd", "nog_in_begeleiding", "onbekend")),
    "begeleid_wonen_uitgestroomd_zelfstandig",
    *(f"overstap_{wat}" for wat in ("gestart", "niet_gestart", "huisbezoeken", "geslaagd_pct")),
    *(f"overstap_{wat}" for wat in ("eindexamenkandidaten_vmbo", "waarvan_werk")),
    "overstap_waarvan_schoolvervangend_traject",
}


def lees_in(bron, inhoud: str, gemeente: Gemeente, map_) -> dict[str, int]:
    """One file, as the engine does it; within the transaction of the test."""
    pad = map_ / bron.code
    pad.write_text(inhoud, encoding="utf-8")
    with in_gemeente(gemeente.pk):
        herkend = herken(pad, xml_rij=bron.xml_rij)
        plekken = plekken_van(bron, herkend.koppen, gemeente.pk)
        kolommen = frozenset(kolom.code for kolom in plekken.values())
        werk = Werktafel(bron, gemeente.pk, 0, None, GELADEN_OP, timezone.now(), kolommen=kolommen)
        maak_tafel(werk)
        vul(werk, pad, herkend, plekken)
        wijs_aan(werk)
        bron.beoordeel(werk)
        fouten = werk.vraag("SELECT fouten, count(*) FROM {t} WHERE fouten <> '[]' GROUP BY fouten")
        assert fouten == [], bron.code
        bron.verwerk(werk)
        return dict(werk.vraag("SELECT stand, count(*) FROM {t} GROUP BY stand"))


def test_het_verslag_van_wat_werd_overgenomen_is_hetzelfde(voorbeeldgemeente, tmp_path):
    verwacht = maak_verslag(voorbeeldgemeente, schooljaar=2023)
    set_ = list(bestanden())
    nieuw = Gemeente.objects.create(code="9997", naam="Overgenomen")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")
    with in_gemeente(nieuw.pk):
        richt_in(nieuw, vanaf_schooljaar=2015)
    for bron, inhoud in set_:
        assert lees_in(bron, inhoud, nieuw, tmp_path) == {"nieuw": inhoud.count("\n") - 1}, bron.code
    with in_gemeente(nieuw.pk):
        geteld = maak_verslag(nieuw, schooljaar=2023)
    assert geteld.tabellen == verwacht.tabellen
    anders = {code for code, cijfer in verwacht.kerncijfers.items() if geteld.kerncijfers[code] != cijfer}
    assert anders == NIET_IN_DE_SET
    assert date.fromisoformat(geteld.peildatum) == date(2024, 10, 1)
    # The same files once more: all of it is here.
    for bron, inhoud in set_:
        assert lees_in(bron, inhoud, nieuw, tmp_path) == {"gelijk": inhoud.count("\n") - 1}, bron.code
