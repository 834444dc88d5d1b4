"""One line per kind of melding and per ground of vrijstelling, to choose from before the form opens."""

from meldingen.choices import Grondslag, Soort

SOORT_UITLEG = {
    Soort.ABSOLUUT: "Leerplichtig, maar niet ingeschreven op een school. Begint met een onderzoek.",
    Soort.LUXE: "Vrije dagen buiten de schoolvakanties zonder toestemming.",
    Soort.RELATIEF_LICHT: "Minder dan 16 uur in 4 weken, of vaak te laat. School meldt om erger te voorkomen.",
    Soort.RELATIEF_WETTELIJK: "16 uur of meer in 4 lesweken achter elkaar. School moet dit melden.",
    Soort.THUISZITTER: "4 weken of langer geen onderwijs, zonder vrijstelling. Geoorloofd of ongeoorloofd.",
    Soort.ZORG: "Besproken in het zorgteam, of gemeld vanwege zorgen, zoals veel ziekmeldingen.",
    Soort.VERZUIM_18PLUS: "Een student van 18 jaar of ouder zonder startkwalificatie die veel mist.",
}

GRONDSLAG_UITLEG = {
    Grondslag.ARTIKEL_3A: "Vanaf 14 jaar: een programma met praktijktijd op school.",
    Grondslag.ARTIKEL_3B: "Het laatste jaar van de leerplicht op het mbo.",
    Grondslag.ONDER_A: "Lichamelijk of psychisch niet in staat om naar school te gaan. Met een verklaring.",
    Grondslag.ONDER_B: "Bezwaar tegen de richting van alle scholen in de buurt.",
    Grondslag.ONDER_C: "Ingeschreven op een school in het buitenland.",
    Grondslag.ARTIKEL_5A: "De ouders trekken rond voor hun beroep.",
    Grondslag.ARTIKEL_11F: "Vakantie kan alleen buiten de schoolvakanties, door het beroep van een ouder.",
    Grondslag.ARTIKEL_11G: "Meer dan 10 dagen verlof om een bijzondere reden. U beslist.",
    Grondslag.ARTIKEL_15: "Kwalificatieplichtig, en op een andere manier genoeg onderwijs.",
}
