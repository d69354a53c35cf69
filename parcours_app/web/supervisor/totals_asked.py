"""What is asked of the totals: two dates, another day of knowledge to compare with, the dimensions."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from parcours_app.queries.crossed import crossable
from parcours_app.queries.totals import TooManyDimensions, UnknownDimension, dimensions
from parcours_app.scope import Viewer
from parcours_app.web.supervisor.days_asked import faults_of, read_days
from workflows.totals import DIMENSIONS

KNOWN, DAYS = faults_of("known"), faults_of("on", "known")
TERRITORY_BY, NATION_BY = ("stage",), ("region", "stage")


@dataclass(frozen=True, slots=True)
class Asked:
    """on: the situation's day. known: the day of knowledge. versus: another one to compare with, or None.

    ticked: the dimensions of the question, those of a refused one too, for its form.
    """

    on: date
    known: date
    versus: date | None
    by: tuple[str, ...]
    ticked: tuple[str, ...]

    @property
    def query(self) -> dict[str, Any]:
        """The same question as the parameters of an address."""
        asked = {"on": self.on.isoformat(), "known": self.known.isoformat(), "by": list(self.by) or [""]}
        return asked | ({"versus": self.versus.isoformat()} if self.versus else {})


def asked_of(args: MultiDict[str, str], viewer: Viewer) -> tuple[Asked, list[str]]:
    """The question of an address, and the names of the answers that cannot be: the usual ones are used."""
    wrong: list[str] = []
    days = read_days(args, ("on", "known", "versus"), viewer.today, wrong)
    usual = TERRITORY_BY if viewer.organisation or viewer.region else NATION_BY
    by = _by(args, wrong, usual)
    return Asked(
        days["on"] or viewer.today, days["known"] or viewer.today, days["versus"], by, _ticked(args, by)
    ), wrong


def _ticked(args: MultiDict[str, str], usual: tuple[str, ...]) -> tuple[str, ...]:
    """What the boxes of the question say: what was ticked is not to be ticked again because it was refused."""
    if "by" not in args:
        return usual
    named = {name.strip() for name in ",".join(args.getlist("by")).split(",")}
    return tuple(name for name in DIMENSIONS if name in named)


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
