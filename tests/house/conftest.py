"""Commands of the house run on installations of their own."""

from tests.installations import install, migrated

__all__ = ["install", "migrated"]
