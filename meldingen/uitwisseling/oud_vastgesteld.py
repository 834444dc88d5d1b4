"""An onderzoek of the old package that is established by now: a new melding, in the zaak that came before."""

from leerplicht.inlezen.oud.wijzigen import laat_bewerkte, weiger_andere_leerling, zet_zaken
from leerplicht.inlezen.stappen import leg_vast
from leerplicht.inlezen.werktafel import Werktafel
from meldingen.choices import OnderzoekUitkomst
from meldingen.uitwisseling.oud_kolommen import ABSOLUUT

# The rows of which this is so, once they are known.
VASTGESTELD = "stand = 'nieuw' AND verschil ? 'vastgesteld_op'"
HEEFT_TAAK = """EXISTS (SELECT FROM leerplicht_taak taak WHERE taak.gemeente_id = %(gemeente)s
    AND taak.zaak_id = {t}.zaak_id AND taak.gedaan_op IS NULL)"""
IS_ONDERZOEK = "Dit nummer is bij ons van een onderzoek naar absoluut verzuim."


def ken_onderzoeken(werk: Werktafel) -> None:
    """Find them; with a zaak, and to be judged as new."""
    weiger_andere_leerling(werk)
    waar = """stand = 'nieuw' AND doel_id IN (SELECT k.zaak_id FROM meldingen_onderzoek k
        WHERE k.gemeente_id = %(gemeente)s AND k.melding_id IS NULL)"""
    werk.weiger(f"{waar} AND NOT {ABSOLUUT}", "soort", IS_ONDERZOEK)
    laat_bewerkte(werk, waar)
    werk.voer_uit(
        f"""UPDATE {{t}} SET doel_id = NULL, verschil = jsonb_build_object('vastgesteld_op',
            jsonb_build_array(NULL, coalesce(vastgesteld_op, gemeld_op))) WHERE {waar}"""
    )


def stel_onderzoeken_vast(werk: Werktafel) -> None:
    """What `meldingen.actions.stel_vast` does for one; the melding itself is there."""
    aantal = werk.voer_uit(
        f"""UPDATE meldingen_onderzoek k SET uitkomst = '{OnderzoekUitkomst.VASTGESTELD}', melding_id = m.id,
            gestart_op = r.gemeld_op, afgerond_op = coalesce(r.vastgesteld_op, r.gemeld_op)
        FROM (SELECT * FROM {{t}} WHERE {VASTGESTELD}) r
        JOIN meldingen_melding m ON m.gemeente_id = %(gemeente)s AND m.zaak_id = r.zaak_id
        WHERE k.gemeente_id = %(gemeente)s AND k.zaak_id = r.zaak_id"""
    )
    if not aantal:
        return
    zet_zaken(werk, geopend_op="gemeld_op", gesloten_op="gesloten_op", waar=VASTGESTELD)
    leg_vast(
        werk,
        soort="besluit",
        titel="'Absoluut verzuim vastgesteld'",
        op="coalesce(vastgesteld_op, gemeld_op)",
        waar=VASTGESTELD,
    )
