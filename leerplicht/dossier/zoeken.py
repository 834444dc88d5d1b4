"""Reading what was typed into a search box."""

# A zaaknummer is a positive integer of four bytes.
GROOTSTE_NUMMER = 2**31 - 1


def nummer_uit(tekst: str) -> int | None:
    """The zaaknummer in "000123" or "123"; None for a name or a number that is too long."""
    cijfers = tekst.replace(" ", "").replace(".", "")
    if not (cijfers.isascii() and cijfers.isdigit()) or len(cijfers) > 10 or int(cijfers) > GROOTSTE_NUMMER:
        return None
    return int(cijfers)
