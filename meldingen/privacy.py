"""What leerplicht holds: meldingen and how they ended, onderzoeken, vrijstellingen."""

from dataclasses import replace

from leerplicht.gegevenskaart import GEEN_PERSOONSGEGEVEN, Gegevens
from leerplicht.privacy import CONCEPT, DOSSIER, TOEZICHT

# The kind decides: verzuim 18+ is of the Doorstroompunt, all other kinds are supervision.
MELDING = DOSSIER
RESULTAAT = replace(
    DOSSIER,
    toelichting=(
        "Halt en proces-verbaal vallen onder opsporing (Wet politiegegevens artikel 8): wie daar niet voor is "
        "gemachtigd, leest “Afgehandeld”."
    ),
    code_beslist=True,
)
VRIJSTELLING = replace(
    TOEZICHT, grond="AVG artikel 6 lid 1 onder e, met Leerplichtwet 1969 artikel 3a tot en met 15"
)
# Says something about health or belief: special categories.
BIJZONDER = replace(
    TOEZICHT,
    grond=(
        "AVG artikel 9 lid 2 onder g, met Leerplichtwet 1969 artikel 5 tot en met 8. "
        "Of de Uitvoeringswet AVG hiervoor genoeg is, is nog na te gaan"
    ),
    toelichting="Er staat alleen wat de uitkomst is, nooit een diagnose.",
)
# Numbers of meldingen and how they were, so that who sorted them can take it back.
SORTEERRONDE = replace(
    CONCEPT, toelichting="Alleen wie sorteerde ziet dit terug, om het op de dag zelf ongedaan te maken."
)

GEGEVENS = (
    Gegevens(
        "meldingen.Melding",
        "Een melding van verzuim of zorg: wat, wanneer, door wie, en hoe het afliep.",
        (
            (MELDING, "zaak leerling soort gemeld_op schooljaar herkomst duo_nummer vervolg_op gezin"),
            (MELDING, "school onderwijssoort leerjaar leeftijd reden reden_lijst resultaat_lijst gesloten_op"),
            (MELDING, "verzuim_van verzuim_tot_en_met verzuim_uren verwijtbaarheid_onderzocht geoorloofd"),
            (MELDING, "dagbesteding toelichting duo_soort vermoedelijke_reden actie_gewenst"),
            (MELDING, "te_sorteren gesorteerd_op"),
            (RESULTAAT, "resultaat"),
        ),
        namen={"reden_lijst": "lijst van de reden", "resultaat_lijst": "lijst van het resultaat"},
    ),
    Gegevens(
        "meldingen.Terugmelding",
        "Wat DUO en de school te horen kregen over een melding, in welk bestand.",
        ((MELDING, "zaak bestand op door status reden terugkoppeling"),),
        namen={"op": "gemaakt op", "door": "door wie"},
    ),
    Gegevens(
        "meldingen.Terugmeldkeuze",
        "Wat de gemeente zelf koos dat DUO hoort bij een resultaat.",
        ((GEEN_PERSOONSGEGEVEN, "code status reden"),),
    ),
    Gegevens(
        "meldingen.Onderzoek",
        "Is een kind dat leerplichtig is, op een school ingeschreven?",
        ((TOEZICHT, "zaak leerling gestart_op schooljaar uitkomst afgerond_op melding toelichting"),),
    ),
    Gegevens(
        "meldingen.Vrijstelling",
        "Een aanvraag of beroep op een vrijstelling, en het besluit.",
        (
            (VRIJSTELLING, "zaak leerling ontvangen_op onderwijssoort besluit besloten_op"),
            (VRIJSTELLING, "geldig_van geldig_tot_en_met tot_einde_leerplicht teruggekeerd_op"),
            (BIJZONDER, "grondslag motivering bezocht_speciaal_onderwijs"),
        ),
    ),
    Gegevens(
        "meldingen.JgzOnderzoek",
        "Een onderzoek door de jeugdarts bij zorgelijk ziekteverzuim.",
        (
            (TOEZICHT, "zaak leerling aangevraagd_op aangevraagd_door onderwijssoort onderzocht_op follow_up_op"),
            (BIJZONDER, "in_staat follow_up"),
        ),
    ),
    Gegevens(
        "meldingen.Sorteerronde",
        "Wat een collega in één keer sorteerde. Alleen nummers, en waarom iets bleef staan.",
        ((SORTEERRONDE, "gebruiker op moment gedaan niet_gedaan ongedaan_op"),),
        naam="Sorteerrondes",
        namen={"gebruiker": "collega", "gedaan": "meldingen en hoe ze waren", "niet_gedaan": "wat bleef staan"},
    ),
    Gegevens(
        "meldingen.Signaal",
        "Wat uit de registers blijkt en niemand meldde: wel leerplichtig en niet ingeschreven, of vertrokken.",
        (
            (DOSSIER, "zaak leerling soort aanleiding_op waarom uitkomst afgehandeld_op reden toelichting"),
            (DOSSIER, "onderzoek"),
        ),
        namen={"aanleiding_op": "dag van de aanleiding", "reden": "waarom niets te doen"},
    ),
)
