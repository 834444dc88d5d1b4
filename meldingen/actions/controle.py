"""Checks that several actions share. Each adds Dutch sentences to `fouten`, by field."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from leerplicht.models import Code, Leerling
from leerplicht.rules import schooljaar_label, schooljaar_van
from meldingen.choices import Soort, reden_lijst

Fouten = dict[str, str]


def weiger(fouten: Fouten) -> None:
    """Raise ValidationError when there is anything to refuse."""
    if fouten:
        raise ValidationError({veld: [zin] for veld, zin in fouten.items()})


def controleer_datum(fouten: Fouten, veld: str, dag: date, *, niet_voor: date, waarom: str, vandaag: date) -> None:
    """A day may not lie before `niet_voor` (`waarom` says what that is) nor in the future."""
    if dag > vandaag:
        fouten[veld] = "Deze datum ligt in de toekomst."
    elif dag < niet_voor:
        fouten[veld] = f"Deze datum ligt voor {waarom} ({niet_voor:%d-%m-%Y})."


def controleer_code(fouten: Fouten, veld: str, code: Code | None, *, lijst: str, schooljaar: int) -> None:
    """A code must be of the list, and be valid in the school year."""
    if code is None:
        return
    if code.lijst != lijst:
        fouten[veld] = "Deze keuze hoort bij een andere soort."
    elif code.van_schooljaar > schooljaar or (code.tot_schooljaar or schooljaar + 1) <= schooljaar:
        fouten[veld] = f"Deze keuze geldt niet in schooljaar {schooljaar_label(schooljaar)}."


def controleer_melding(leerling: Leerling, soort: str, velden: dict[str, Any], *, vandaag: date) -> Fouten:
    """The fields of a melding, whether new or changed."""
    fouten: Fouten = {}
    gemeld_op = velden["gemeld_op"]
    schooljaar = schooljaar_van(gemeld_op)
    controleer_datum(
        fouten,
        "gemeld_op",
        gemeld_op,
        niet_voor=leerling.geboortedatum,
        waarom="de geboortedatum",
        vandaag=vandaag,
    )
    controleer_code(fouten, "reden", velden.get("reden"), lijst=reden_lijst(soort), schooljaar=schooljaar)
    controleer_code(
        fouten, "onderwijssoort", velden.get("onderwijssoort"), lijst="onderwijssoort", schooljaar=schooljaar
    )
    van, tot = velden.get("verzuim_van"), velden.get("verzuim_tot_en_met")
    if tot and not van:
        fouten["verzuim_van"] = "Vul ook de eerste dag van het verzuim in."
    elif van and tot and tot < van:
        fouten["verzuim_tot_en_met"] = "De laatste dag van het verzuim ligt voor de eerste dag."
    if soort == Soort.LUXE:
        if velden.get("verwijtbaarheid_onderzocht") is None:
            fouten["verwijtbaarheid_onderzocht"] = "Geef aan of de verwijtbaarheid is onderzocht."
        if leerling.gezin_id is None:
            fouten["soort"] = "Luxe verzuim telt per gezin, en van deze leerling is geen gezin bekend."
    if soort == Soort.THUISZITTER and velden.get("geoorloofd") is None:
        fouten["geoorloofd"] = "Geef aan of het verzuim geoorloofd is."
    vervolg_op = velden.get("vervolg_op")
    if vervolg_op is not None and vervolg_op.leerling_id != leerling.pk:
        fouten["vervolg_op"] = "Die melding gaat over een andere leerling."
    return fouten
