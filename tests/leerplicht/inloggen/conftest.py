"""Zoë and her officer, committed, as in the stories."""

from tests.verhalen.conftest import zoe

__all__ = ["zoe"]
