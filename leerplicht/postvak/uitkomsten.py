"""How a handler says that it did not end well: a Dutch sentence for the beheerder, never about a person."""


class Uitkomst(Exception):
    """Base of what a handler may raise on purpose; anything else is a fault, and tried again."""


class Later(Uitkomst):
    """Not now: tried again after a while, until the maximum."""


class Mislukt(Uitkomst):
    """Never by itself: trying again makes no difference."""


class Vervallen(Uitkomst):
    """No longer needed."""


class Onzeker(Uitkomst):
    """It may have happened outside the database, or not."""


class NietMeerVanOns(Exception):
    """The row was taken over or ended while this worker had it: what it did may not count."""
