"""Kinds of signaal, how one ends, and why somebody who is enrolled nowhere gives none."""

from enum import nonmember

from django.db.models import TextChoices


class Signaalsoort(TextChoices):
    """Only where there is something to do: most children who turn 16 or move need nothing from an officer.

    - absoluut: has a duty and is enrolled nowhere, whether after a school, a vrijstelling or moving in;
    - wordt_leerplichtig: turned 5, and no enrolment for the day on which the leerplicht begins;
    - kwalificatieplicht: an open dossier goes on under another duty, with other addressees (article 4a);
    - achttien_dossier: an open dossier of somebody whose duty ended: hand it over, or close it;
    - achttien_zonder_school: turned 18 without startkwalificatie and enrolled nowhere, for the Doorstroompunt;
    - leeftijdsgrens: an open traject of somebody who is too old for the Doorstroompunt;
    - vertrokken and overleden: open work about somebody who left or died, in each compartment apart, since not
      even the existence of a dossier may be told in the other.
    Who moves in gives a signaal of absoluut when he is not enrolled; otherwise his school and dossier just go on.
    """

    ABSOLUUT = "absoluut", "Niet ingeschreven"
    WORDT_LEERPLICHTIG = "wordt_leerplichtig", "Wordt leerplichtig, niet ingeschreven"
    KWALIFICATIEPLICHT = "kwalificatieplicht", "Leerplicht eindigt met open dossier"
    ACHTTIEN_DOSSIER = "achttien_dossier", "18 jaar met open dossier"
    VERTROKKEN = "vertrokken", "Vertrokken met open dossier"
    OVERLEDEN = "overleden", "Overleden met open dossier"
    ACHTTIEN_ZONDER_SCHOOL = "achttien_zonder_school", "18 jaar zonder school en startkwalificatie"
    LEEFTIJDSGRENS = "leeftijdsgrens", "Leeftijdsgrens met open traject"
    VERTROKKEN_TRAJECT = "vertrokken_traject", "Vertrokken met open traject"
    OVERLEDEN_TRAJECT = "overleden_traject", "Overleden met open traject"

    # Of the Doorstroompunt; the others are supervision.
    DOORSTROOMPUNT = nonmember(
        ("achttien_zonder_school", "leeftijdsgrens", "vertrokken_traject", "overleden_traject")
    )
    # Found by the sieve: enrolled nowhere.
    ZEEF = nonmember(("absoluut", "wordt_leerplichtig"))


class Signaaluitkomst(TextChoices):
    ONDERZOEK = "onderzoek", "onderzoek gestart"
    NIETS = "niets", "niets te doen"
    VERVALLEN = "vervallen", "vervallen"

    # Somebody looked at it and decided: not shown again for the same cause.
    BEKEKEN = nonmember(("onderzoek", "niets"))


class NietsReden(TextChoices):
    """Why there is nothing to do."""

    GEREGELD = "geregeld", "Het is al geregeld"
    KLOPT_NIET = "klopt_niet", "De gegevens kloppen niet"
    BEKEND = "bekend", "De situatie is bekend en blijft zo"
    ANDERS = "anders", "Een andere reden"


class Zeefreden(TextChoices):
    """Why somebody who is enrolled nowhere gives no signaal; in the order in which it is looked at."""

    OVERLEDEN = "overleden", "overleden"
    VERTROKKEN = "vertrokken", "vertrokken uit de gemeente"
    STARTKWALIFICATIE = "startkwalificatie", "heeft een startkwalificatie"
    BUITENLAND = "buitenland", "ingeschreven in het buitenland (5 onder c)"
    VRIJGESTELD = "vrijgesteld", "vrijgesteld"
    AANVRAAG = "aanvraag", "vrijstelling aangevraagd"
    BEGINT = "begint", "ingeschreven vanaf een latere dag"
    ONDERZOCHT = "onderzocht", "in onderzoek of al onderzocht"
    BEKEKEN = "bekeken", "signaal al bekeken"
    WACHT = "wacht", "wacht nog op bericht van een school"
