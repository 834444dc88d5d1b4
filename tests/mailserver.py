"""A real mail server in a process of its own, that behaves as it is told.

Its `gedrag` is read from a file at every message, so that a test can change it; beside it stands what it accepted.
"""

import asyncio
import email
import email.policy
import os
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

from tests import services

GEDRAG = {
    "aanvaardt": "takes every message",
    "weigert_nu": "refuses the recipient for now (451)",
    "weigert": "refuses the recipient for ever (550)",
    "weigert_inhoud": "refuses the message itself for ever (554)",
    "weigert_inhoud_nu": "refuses the message itself for now (452)",
    "verbreekt_bij_ontvanger": "drops the connection before there is a message",
    "verbreekt_bij_inhoud": "drops the connection in the middle of the message",
    "verbreekt_na_inhoud": "has the message, and drops the connection instead of answering",
    "zwijgt_na_inhoud": "has the message, and never answers",
    "zwijgt_na_antwoord": "takes the message, then answers nothing any more",
    "sterft_na_antwoord": "takes the message, then the whole server dies",
}


class Mailserver:
    """The process, from the test: `gedraagt(...)`, and what it was offered."""

    def __init__(self, directory: Path):
        self.directory = directory
        self.process: subprocess.Popen | None = None
        self.gedraagt("aanvaardt")

    def start(self, port: int = 0) -> None:
        command = [sys.executable, "-m", "tests.mailserver", str(self.directory), str(port)]
        self.process = subprocess.Popen(command, cwd=services.PROJECT_DIR, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.port = int(self.process.stdout.readline())

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def herstel(self) -> None:
        """Alive, accepting, without messages."""
        if self.process is None or self.process.poll() is not None:
            self.start(self.port)
        for file in self.directory.iterdir():
            file.unlink()
        self.gedraagt("aanvaardt")

    def gedraagt(self, gedrag: str) -> None:
        assert gedrag in GEDRAG
        (self.directory / "gedrag").write_text(gedrag)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def berichten(self) -> list[EmailMessage]:
        """What arrived whole, whatever the answer was."""
        files = sorted(self.directory.glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
        return [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in files]  # type: ignore[misc]


async def _serve(directory: Path, port: int) -> None:
    from aiosmtpd.smtp import SMTP

    class Gedrag(SMTP):
        @property
        def gedrag(self) -> str:
            return (directory / "gedrag").read_text()

        async def smtp_RCPT(self, arg):
            if self.gedrag == "verbreekt_bij_ontvanger":
                self.transport.abort()
            elif self.gedrag == "weigert_nu":
                await self.push("451 4.7.1 Probeer het later")
            elif self.gedrag == "weigert":
                await self.push("550 5.1.1 Bestaat niet")
            else:
                await super().smtp_RCPT(arg)

        async def smtp_DATA(self, arg):
            if self.gedrag != "verbreekt_bij_inhoud":
                await super().smtp_DATA(arg)
                return
            await self.push("354 Zeg het maar")
            await self._reader.readline()
            self.transport.abort()

        async def smtp_QUIT(self, arg):
            if self.gedrag == "sterft_na_antwoord":
                os._exit(1)
            if self.gedrag == "zwijgt_na_antwoord":
                await asyncio.Event().wait()
            await super().smtp_QUIT(arg)

    class Bewaart:
        async def handle_DATA(self, server, session, envelope):
            number = len(list(directory.glob("*.eml"))) + 1
            part = directory / f"{number}.part"
            part.write_bytes(envelope.content)
            part.rename(directory / f"{number}.eml")
            if server.gedrag == "verbreekt_na_inhoud":
                server.transport.abort()
            if server.gedrag == "zwijgt_na_inhoud":
                await asyncio.Event().wait()
            weigering = {"weigert_inhoud": "554 5.7.1 Nee", "weigert_inhoud_nu": "452 4.2.2 Vol"}
            return weigering.get(server.gedrag, "250 Goed")

    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Gedrag(Bewaart(), hostname="localhost"), "127.0.0.1", port)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(Path(sys.argv[1]), int(sys.argv[2])))
