"""What can be wrong with a file or with one of its lines: an English sentence and its parameters, never a traceback.

Sentences are message ids, translated by whoever shows them. A parameter quotes as little of a cell as it can, and never
a number long enough to be a social security number.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

ERROR, WARNING = "error", "warning"
_QUOTED = 40
# Thirteen digits or more, spaced or not, Corsican letters included: what a NIR looks like even when it is mistyped.
_LONG_NUMBER = re.compile(r"\d(?:[ .]?\d){5}[ .]?[\dAB](?:[ .]?\d){6,}", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one column (its header as in the file, or "" for the whole line)."""

    column: str
    kind: str
    sentence: str
    params: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """The English sentence."""
        return self.sentence % self.params


class UnusableFile(Exception):
    """Nothing of this file can be used; `sentence` and `params` say what is wrong and what to do."""

    def __init__(self, sentence: str, **params: str | int) -> None:
        self.sentence = sentence
        self.params: Mapping[str, str] = {name: str(value) for name, value in params.items()}
        super().__init__(sentence % self.params)


def shown(cell: str) -> str:
    """A cell as a message may quote it: short, printable, without any number as long as a NIR."""
    text = "".join(c if c.isprintable() else " " for c in cell)
    text = _LONG_NUMBER.sub("…", text).strip()
    return text if len(text) <= _QUOTED else f"{text[: _QUOTED - 1]}…"
