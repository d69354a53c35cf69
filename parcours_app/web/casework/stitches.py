"""The stitches between the boxes of a pathway: a seam's state, days and words, as drawn. Reads seams; computes none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from parcours_app.queries.case_file import CaseFile
from parcours_app.web import wording
from workflows.episode import Episode
from workflows.seams import THRESHOLD, Seam, stage_of_seam
from workflows.standing import Standing

# A seam's state as the rules name it: as the strip draws it.
DRAWN = {
    "not_a_gap": "none",
    "open": "open",
    "never_followed": "gap",
    "overlap": "overlap",
    "seamless": "seamless",
    "late": "gap",
}


@dataclass(frozen=True, slots=True)
class Stitch:
    """A stitch as components/seam_link.html draws it; `days` gross, `net_days` without pauses."""

    state: str
    days: int | None = None
    net_days: int | None = None
    label: str | None = None
    note: str | None = None
    url: str | None = None


def _drawn(seam: Seam, note: str | None) -> Stitch:
    if seam.not_a_gap:
        return Stitch("none", label=gettext("not a gap (%(days)s)", days=wording.days(seam.days)))
    return Stitch(DRAWN[stage_of_seam(seam)], seam.days, seam.net_days, note=note)


def before_start(seams: Sequence[Seam], episode: Episode) -> Stitch | None:
    """The stitch that led to an episode that started; None when nothing was to be joined."""
    seam = next((s for s in seams if s.before == episode.id), None)
    return _drawn(seam, _why(seam, episode)) if seam else None


def _why(seam: Seam, episode: Episode) -> str | None:
    """Why a closed seam is not seamless."""
    if seam.seamless:
        return None
    if seam.cause:
        return wording.word("seam_cause", seam.cause)
    if seam.net_days > THRESHOLD:
        return gettext("more than %(days)s", days=wording.days(THRESHOLD))
    if episode.prescribed_on and episode.prescribed_on > seam.since:
        return gettext("booked once the previous step was over")
    return gettext("another referent, without a handover")


def still_open(seams: Sequence[Seam]) -> Stitch | None:
    """The stitch of a gap that is open now."""
    seam = next((s for s in seams if s.open), None)
    return _drawn(seam, wording.word("seam_cause", seam.cause) or None) if seam else None


def after_exit(seams: Sequence[Seam]) -> Stitch | None:
    """The stitch of an episode that nothing followed before the exit."""
    seam = next((s for s in seams if not s.open and s.before is None), None)
    return _drawn(seam, gettext("no next step")) if seam else None


def booked(file: CaseFile, episode: Episode) -> Stitch:
    """The stitch that leads to what is booked next: the days it will have, as far as the plans say."""
    since = planned_departure(file.standing, [s for s in file.seams if s.open])
    if episode.planned_start is None:  # a prescription without a date is not a booked step
        return Stitch("to_book", label=gettext("date to be set"))
    if since is None:
        return Stitch("booked", label=gettext("next step booked"))
    predicted = (episode.planned_start - since).days
    return Stitch("booked", predicted) if predicted >= 0 else Stitch("booked", label=_overlapping(-predicted))


def _overlapping(number: int) -> str:
    return gettext("overlap of %(days)s planned", days=wording.days(number))


def planned_departure(standing: Standing, gaping: Sequence[Seam]) -> date | None:
    """The day the next seam is counted from: the end of the last episode, else the planned end of the one that runs."""
    if standing.in_progress:
        return standing.planned_end(standing.in_progress[-1])
    return gaping[0].since if gaping else None


def to_book(standing: Standing) -> Stitch | None:
    """The stitch that leads to a step nobody has booked yet, when it is the very next one."""
    return None if standing.ahead else Stitch("to_book")
