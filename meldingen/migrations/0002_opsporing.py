"""The timeline told of Halt and proces-verbaal in the name of supervision: that becomes opsporing, beside a neutral line."""

from django.db import migrations

# Every label that a code of opsporing ever had, also one that was changed since.
VONDST = """
CREATE TEMPORARY TABLE opsporing_gevonden ON COMMIT DROP AS
SELECT DISTINCT g.id
FROM leerplicht_gebeurtenis g
JOIN meldingen_melding m ON m.zaak_id = g.zaak_id
JOIN leerplicht_code c
  ON c.gemeente_id = m.gemeente_id AND c.lijst = 'resultaat-' || m.soort AND c.compartiment = 'opsporing'
LEFT JOIN leerplicht_codeevent e ON e.pgh_obj_id = c.id
WHERE g.soort = 'sluiting' AND g.compartiment = ''
  AND g.titel IN ('Afgesloten: ' || c.label, 'Afgesloten: ' || e.label)
"""
NEUTRAAL = """
INSERT INTO leerplicht_gebeurtenis
  (gemeente_id, zaak_id, op, vastgelegd, soort, titel, toelichting, compartiment, door_id)
SELECT gemeente_id, zaak_id, op, vastgelegd, soort, 'Afgesloten: Afgehandeld', '', '', door_id
FROM leerplicht_gebeurtenis WHERE id IN (SELECT id FROM opsporing_gevonden) ORDER BY id
"""
OPSPORING = """
UPDATE leerplicht_gebeurtenis SET compartiment = 'opsporing' WHERE id IN (SELECT id FROM opsporing_gevonden)
"""


def scheid(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        # Events are never changed; only here, once, by the owner.
        cursor.execute("ALTER TABLE leerplicht_gebeurtenis DISABLE TRIGGER USER")
        cursor.execute(VONDST)
        cursor.execute(NEUTRAAL)
        cursor.execute(OPSPORING)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE leerplicht_gebeurtenis ENABLE TRIGGER USER")


class Migration(migrations.Migration):
    dependencies = [
        ("meldingen", "0001_initial"),
        ("leerplicht", "0011_opsporing"),
    ]

    operations = [migrations.RunPython(scheid, migrations.RunPython.noop)]
