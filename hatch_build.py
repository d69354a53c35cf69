"""Build hook: compile the message catalogues, so that a wheel and an editable install both speak French.

Must not import the application: it runs in the build's own environment, which has only hatchling and Babel.
"""

import os
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(root: Path) -> list[Path]:
    """Write every `messages.mo` under `root/translations` from its `messages.po`; return the files written.

    Each takes the place of the former one at once: whoever reads meanwhile, or writes the same, finds a whole one.
    """
    written = []
    for source in sorted((root / "translations").glob("*/LC_MESSAGES/*.po")):
        locale = source.parent.parent.name
        with source.open("rb") as handle:
            catalogue = read_po(handle, locale=locale)
        target = source.with_suffix(".mo")
        making = target.with_suffix(f".{os.getpid()}")
        with making.open("wb") as handle:
            write_mo(handle, catalogue)
        making.replace(target)
        written.append(target)
    return written


class CatalogueHook(BuildHookInterface[Any]):
    """Compile before every build; hatchling then packs the results as declared artifacts."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before the build of each target."""
        del version, build_data
        compile_catalogues(Path(self.root))
