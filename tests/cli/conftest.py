"""The command line runs on installations of its own."""

from tests.installations import install, migrated

__all__ = ["install", "migrated"]
