"""The real Asterisk of these tests."""

from tests.support.pbx import asterisk

__all__ = ["asterisk"]
