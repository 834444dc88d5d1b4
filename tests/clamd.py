"""A virus scanner for tests: a server that speaks clamd's INSTREAM over a real socket."""

import socket
import struct
import threading

import pytest


@pytest.fixture
def clamd(settings):
    """`clamd(woorden)`: what it will say; it hangs up after `hoogstens` bytes. It keeps what it was sent."""
    ontvangen: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.CLAMD_URL = f"tcp://127.0.0.1:{server.getsockname()[1]}"

        def antwoord(woorden: bytes, hoogstens: int | None = None) -> list[bytes]:
            threading.Thread(target=bedien, args=(woorden, hoogstens), daemon=True).start()
            return ontvangen

        def bedien(woorden: bytes, hoogstens: int | None) -> None:
            kanaal, _ = server.accept()
            with kanaal, kanaal.makefile("rb") as lezer:
                assert lezer.read(10) == b"zINSTREAM\0"
                inhoud = b""
                while lengte := struct.unpack("!L", lezer.read(4))[0]:
                    inhoud += lezer.read(lengte)
                    if hoogstens is not None and len(inhoud) > hoogstens:
                        return
                ontvangen.append(inhoud)
                kanaal.sendall(woorden)

        yield antwoord
