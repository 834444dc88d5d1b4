"""A file of any kind, read as a whole."""

import pytest
from hypothesis import HealthCheck, settings

from leerplicht.inlezen.lezen import Herkend, Onleesbaar, Rij, herken, rijen

WILLEKEURIG = settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def lees(tmp_path):
    """Content of a file → what it is, and its rows."""

    def lees(inhoud: bytes) -> tuple[Herkend, list[Rij]]:
        pad = tmp_path / "bestand"
        pad.write_bytes(inhoud)
        herkend = herken(pad, xml_rij="melding")
        return herkend, list(rijen(pad, herkend, xml_rij="melding"))

    return lees


def zin_bij(lees, inhoud: bytes) -> str:
    """Why a file cannot be read."""
    with pytest.raises(Onleesbaar) as fout:
        lees(inhoud)
    return str(fout.value)
