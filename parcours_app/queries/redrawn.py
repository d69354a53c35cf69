"""Veils of the days remembered, drawn again from what was decided before: choosing takes seconds, drawing does not.

A decision is found by a digest of all it was made of: the units, what they lie beside, and the code that chose. So one
that was made of anything else is never found, and nothing has to be thrown away for that to be true. Writes nothing.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any
from weakref import WeakKeyDictionary, WeakValueDictionary

from workflows.disclosure import Decision, Places, Units, Veil, decision, drawn_again

# How many decisions wait to be asked for: a page asks at once for those that were recalled for it.
MOST = 150

_WAITING: dict[str, Decision] = {}
_NAMES: WeakKeyDictionary[Veil, str] = WeakKeyDictionary()
_DRAWN: WeakValueDictionary[str, Veil] = WeakValueDictionary()


@cache
def chosen_by() -> str:
    """What names the code that chooses: of another release, decisions may be others."""
    sources = sorted(files("workflows.disclosure").iterdir(), key=lambda each: each.name)
    return sha256(b"".join(each.read_bytes() for each in sources if each.name.endswith(".py"))).hexdigest()


def recall(decisions: Mapping[str, Decision]) -> None:
    """Have these decisions at hand, by name; those of veils that are there are not needed."""
    if len(_WAITING) > MOST:
        _WAITING.clear()
    _WAITING.update({name: decided for name, decided in decisions.items() if name not in _DRAWN})


def redrawn(units: Units, tables: tuple[Places, ...], draw: Callable[[], Veil], beside: tuple[Any, ...]) -> Veil:
    """The veil of these units, as it was decided before, or else drawn. beside: all else that it is drawn of."""
    name = sha256("\n".join([chosen_by(), *map(_said, (units, tables, *beside))]).encode()).hexdigest()
    if (known := _DRAWN.get(name)) is not None:
        return known
    veil = drawn_again(dict(units), tables, _WAITING.pop(name, {})) or draw()
    _NAMES[veil], _DRAWN[name] = name, veil
    return veil


def decisions(veils: Iterable[Veil]) -> dict[str, Decision]:
    """What was decided of these veils, by name; each was given by `redrawn`."""
    return {_NAMES[veil]: decision(veil) for veil in veils}


def _said(value: Any) -> str:
    """All that a veil depends on, in words: the same for the same, in any process."""
    if isinstance(value, Veil):
        return _NAMES[value]
    if isinstance(value, frozenset):
        return f"{{{','.join(sorted(map(repr, value)))}}}"
    if is_dataclass(value):
        inside = (f"{field.name}={_said(getattr(value, field.name))}" for field in fields(value))
        return f"{type(value).__name__}({','.join(inside)})"
    return repr(value)
