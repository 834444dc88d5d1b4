"""The fixed core of a melding."""

from meldingen.choices import Soort


def test_every_kind_has_a_short_name_for_lists():
    assert [soort.kort for soort in Soort] == [
        "Absoluut",
        "Luxe",
        "Relatief licht",
        "Relatief wettelijk",
        "Thuiszitter",
        "Zorg",
        "Verzuim 18+",
    ]
