"""What is asked of the totals: two dates, another day of knowledge to compare with, the dimensions."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from parcours_app.queries.crossed import crossable
from parcours_app.queries.totals import TooManyDimensions, UnknownDimension, dimensions
from parcours_app.scope import Viewer
from workflows.totals import DIMENSIONS

TO_COME = ":to come"
KNOWN = frozenset({"known", f"known{TO_COME}"})
DAYS = frozenset({"on", f"on{TO_COME}"}) | KNOWN
TERRITORY_BY, NATION_BY = ("stage",), ("region", "stage")


@dataclass(frozen=True, slots=True)
class Asked:
    """on: the situation's day. known: the day of knowledge. versus: another one to compare with, or None."""

    on: date
    known: date
    versus: date | None
    by: tuple[str, ...]

    @property
    def query(self) -> dict[str, Any]:
        """The same question as the parameters of an address."""
        asked = {"on": self.on.isoformat(), "known": self.known.isoformat(), "by": list(self.by) or [""]}
        return asked | ({"versus": self.versus.isoformat()} if self.versus else {})


def asked_of(args: MultiDict[str, str], viewer: Viewer) -> tuple[Asked, list[str]]:
    """The question of an address, and the names of the answers that cannot be: the usual ones are used.

    A day that has not come is none to count on, nor to know anything on: the page would say of it what is known today.
    """
    wrong: list[str] = []
    days: dict[str, date | None] = {}
    for name in ("on", "known", "versus"):
        text = args.get(name, "").strip()
        try:
            days[name] = date.fromisoformat(text) if text else None
        except ValueError:
            days[name] = None
            wrong.append(name)
        if (day := days[name]) and day > viewer.today:
            days[name] = None
            wrong.append(f"{name}{TO_COME}")
    usual = TERRITORY_BY if viewer.organisation or viewer.region else NATION_BY
    by = _by(args, wrong, usual)
    return Asked(days["on"] or viewer.today, days["known"] or viewer.today, days["versus"], by), wrong


def _by(args: MultiDict[str, str], wrong: list[str], usual: tuple[str, ...]) -> tuple[str, ...]:
    """The dimensions ticked, or named with commas; in the order of the table of dimensions."""
    if "by" not in args:
        return usual
    try:
        named = dimensions(",".join(args.getlist("by")))
        if not crossable(named):
            wrong.append("uncrossable")
            return usual
    except (UnknownDimension, TooManyDimensions) as refused:
        wrong.append("by" if isinstance(refused, UnknownDimension) else "crossed")
        return usual
    return tuple(name for name in DIMENSIONS if name in named)
