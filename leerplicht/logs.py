"""Log lines without personal data: where it went wrong, not with what."""

import logging
import traceback


class PlaceOnlyFormatter(logging.Formatter):
    """Leaves out the text of an exception: PostgreSQL and forms quote in it what was typed."""

    def formatException(self, ei):
        kind, _, place = ei
        return "".join(traceback.format_tb(place)) + (kind.__qualname__ if kind else "")
