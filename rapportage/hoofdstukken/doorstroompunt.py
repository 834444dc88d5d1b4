"""The chapters of the Doorstroompunt."""

from rapportage.hoofdstukken.blokken import (
    Alinea,
    Cijfers,
    Grafiek,
    Kop,
    NaastElkaar,
    Omschrijvingen,
    Tabel,
    Tekstplaats,
)
from rapportage.hoofdstukken.hoofdstuk import Hoofdstuk

DOORSTROOMPUNT = (
    Hoofdstuk(
        "uitvallers",
        "Hoeveel jongeren vielen uit?",
        (
            NaastElkaar(
                (
                    Alinea(
                        (
                            "Wie stopt zonder startkwalificatie en op 1 oktober na het schooljaar niet "
                            "opnieuw staat "
                            "ingeschreven, is een nieuwe voortijdig schoolverlater (vsv'er).",
                            "In {schooljaar} {vsv_gestopt!w:stopte|stopten} {vsv_gestopt:jongere|jongeren}.",
                            "Daarvan {vsv_teruggekeerd!w:ging|gingen} er {vsv_teruggekeerd} weer naar "
                            "school. Er "
                            "{vsv_nieuw!w:blijft|blijven} {vsv_nieuw:nieuwe vsv'er|nieuwe vsv'ers} over.",
                        )
                    ),
                    Alinea(
                        (
                            "Dat is {vsv_nieuw_pct} van alle jongeren in de doelgroep.",
                            "In {vorig_schooljaar} was dat {vsv_nieuw_pct_vorig_jaar}.",
                            "{vsv_begeleid:jongere nam|jongeren namen} het aanbod van begeleiding aan, "
                            "{vsv_niet_begeleid} niet.",
                        )
                    ),
                ),
                (
                    Cijfers(
                        (
                            ("vsv_gestopt", "jongeren gestopt"),
                            ("vsv_nieuw", "nieuwe vsv'ers"),
                            ("vsv_nieuw_pct", "van de doelgroep"),
                        )
                    ),
                ),
                "intro",
            ),
            Omschrijvingen(
                (
                    (
                        "Wat is een startkwalificatie?",
                        "Een diploma havo, vwo of mbo niveau 2, 3 of 4. Wie dat heeft, is geen vsv'er.",
                    ),
                    (
                        "Wat doet het Doorstroompunt?",
                        "Jongeren zonder startkwalificatie in beeld houden, hen benaderen en helpen naar "
                        "school, "
                        "werk of zorg.",
                    ),
                ),
                "kaarten",
            ),
            Tekstplaats("uitvallers"),
            Grafiek("grafiek-4", "donut"),
            Grafiek("grafiek-4", "staven", niveau=2, titel="Waarom jongeren geen begeleiding kregen"),
            Kop("Waar kwamen de uitvallers vandaan?"),
            Alinea(
                (
                    "Van hen kwam {vsv_mbo_aandeel_pct} uit het mbo.",
                    "Veelgenoemde redenen om te stoppen: werken ({vsv_redenen_gestopt_pct_werken}), te weinig "
                    "motivatie ({vsv_redenen_gestopt_pct_gebrek_aan_motivatie}), een verkeerde studiekeuze "
                    "({vsv_redenen_gestopt_pct_verkeerde_opleidingskeuze}) en het hoogst haalbare niveau "
                    "bereikt "
                    "({vsv_redenen_gestopt_pct_hoogst_haalbare}).",
                )
            ),
            Tabel("tabel-12"),
        ),
    ),
    Hoofdstuk(
        "begeleiding",
        "Hoe zijn zij begeleid?",
        (
            NaastElkaar(
                (
                    Alinea(
                        (
                            "Vanaf 18 jaar is begeleiding vrijwillig. De casemanager zoekt contact, praat "
                            "met de "
                            "vorige school en maakt samen met de jongere een plan. Wie niet reageert, "
                            "krijgt een "
                            "huisbezoek.",
                        )
                    ),
                    Alinea(
                        (
                            "Aan het einde van het schooljaar {tabel-13.onderwijs!w:ging|gingen} "
                            "{tabel-13.onderwijs:begeleide jongere|begeleide jongeren} weer naar school "
                            "({tabel-13.onderwijs.pct}).",
                            "{tabel-13.werk:jongere vond|jongeren vonden} werk ({tabel-13.werk.pct}).",
                            "{tabel-13.toeleidingstraject:jongere zat|jongeren zaten} in een traject "
                            "({tabel-13.toeleidingstraject.pct}).",
                        )
                    ),
                ),
                (Cijfers((("vsv_begeleid", "jongeren begeleid"), ("tabel-13.onderwijs", "terug naar school"))),),
                "intro",
            ),
            Tekstplaats("begeleiding"),
            Tabel("tabel-13"),
        ),
    ),
    Hoofdstuk(
        "preventie",
        "Uitval voorkomen",
        (
            NaastElkaar(
                (
                    Kop("Verzuim vanaf 18 jaar"),
                    Alinea(
                        (
                            "Ook voor studenten vanaf 18 jaar melden scholen in deze regio verzuim van 16 "
                            "uur in "
                            "4 weken. Er {verzuim_18plus_meldingen!w:was|waren} "
                            "{verzuim_18plus_meldingen:melding|meldingen} over "
                            "{verzuim_18plus_jongeren:jongere|jongeren}.",
                            "Een jaar eerder ging het om {verzuim_18plus_jongeren_vorig_jaar:jongere|jongeren}.",
                            "Het Doorstroompunt had contact met {verzuim_18plus_contact} van hen: "
                            "{verzuim_18plus_waarschuwingsbrief} met een brief en "
                            "{verzuim_18plus_preventief_contact} "
                            "met een gesprek of bericht. Sommige jongeren kregen beide.",
                            "{verzuim_18plus_gestopt:jongere stopte|jongeren stopten} later toch.",
                        )
                    ),
                    Kop("Zorg vanaf 18 jaar"),
                    Alinea(
                        (
                            "{zorg_18plus_jongeren:jongere is|jongeren zijn} gemeld omdat er zorgen waren.",
                            "Een jaar eerder {zorg_18plus_jongeren_vorig_jaar!w:was|waren} dat er "
                            "{zorg_18plus_jongeren_vorig_jaar}.",
                            "Het ging om wonen ({zorg_18plus_woonproblematiek_pct}), psychosociale problemen "
                            "({zorg_18plus_psychosociaal_pct}) of de studie ({zorg_18plus_studie_pct}).",
                            "{zorg_18plus_op_school_of_startkwalificatie:jongere bleef|jongeren bleven} "
                            "op school of "
                            "{zorg_18plus_op_school_of_startkwalificatie!w:haalde|haalden} een "
                            "startkwalificatie.",
                            "{zorg_18plus_gestopt:jongere stopte|jongeren stopten}.",
                        )
                    ),
                ),
                (
                    Cijfers(
                        (
                            ("verzuim_18plus_jongeren", "jongeren met verzuim 18+"),
                            ("verzuim_18plus_contact", "keer contact met een jongere"),
                            ("zorg_18plus_jongeren", "jongeren gemeld om zorg"),
                        )
                    ),
                ),
                "intro",
            ),
            Tekstplaats("preventie"),
        ),
    ),
    Hoofdstuk(
        "doorstroompunt-in-een-oogopslag",
        "Nieuwe vsv'ers in één oogopslag",
        (
            Cijfers(
                (
                    ("overzicht-doorstroompunt.gestopt", "jongeren gestopt"),
                    ("overzicht-doorstroompunt.teruggekeerd", "weer naar school"),
                    ("overzicht-doorstroompunt.nieuw", "nieuwe vsv'ers"),
                    ("overzicht-doorstroompunt-aanbod.begeleid", "jongeren begeleid"),
                )
            ),
            Grafiek("overzicht-doorstroompunt-aanbod", "donut", titel="Alle jongeren kregen een aanbod"),
            Grafiek("overzicht-doorstroompunt-uitstroom", "staven", titel="Waar de begeleide jongeren nu zijn"),
            Grafiek(
                "overzicht-doorstroompunt-niet-begeleid", "staven", titel="Waarom anderen geen begeleiding kregen"
            ),
        ),
        "oogopslag",
    ),
    Hoofdstuk(
        "oude-vsvers",
        "Jongeren die eerder uitvielen",
        (
            NaastElkaar(
                (
                    Alinea(
                        (
                            "Het Doorstroompunt helpt ook jongeren die al langer van school zijn, die "
                            "hier zijn "
                            "komen wonen of die nieuw zijn in Nederland. Wij noemen hen oude vsv'ers.",
                            "Er {oude_vsv_benaderd!w:is|zijn} {oude_vsv_benaderd:jongere|jongeren} benaderd; "
                            "{tabel-14.begeleid} van hen {tabel-14.begeleid!w:is|zijn} begeleid.",
                        )
                    ),
                ),
                (Cijfers((("tabel-14.begeleid", "oude vsv'ers begeleid"),)),),
                "intro",
            ),
            Tekstplaats("oude-vsvers"),
            Tabel("tabel-14"),
            Grafiek(
                "grafiek-5",
                "donut",
                kolom=0,
                titel="Grafiek 5 – Uitstroom van vsv'ers van dit schooljaar",
                met_noten=False,
            ),
            Grafiek("grafiek-5", "donut", kolom=1, titel="Grafiek 5 – Uitstroom van oude vsv'ers"),
        ),
    ),
)
