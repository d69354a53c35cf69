"""The intervals of a case that call for a word: their cause, or why they are no gap. Ready values only."""

import secrets
from typing import Any

from flask_babel import gettext

from parcours_app.queries.case_file import CaseFile
from parcours_app.web import wording
from workflows.fields import SEAM_CAUSES
from workflows.seams import Seam


def to_settle(file: CaseFile) -> dict[str, Any] | None:
    """The latest interval that was not sewn in time, with what is said of it; None when there is none."""
    seam = next((seam for seam in reversed(file.seams) if _calls(seam)), None)
    if seam is None:
        return None
    return {
        "after": seam.after,
        "facts": [
            {"term": gettext("Interval"), "value": _interval(seam), "note": _net(seam)},
            {"term": gettext("Cause of the gap"), "value": _cause(seam)},
        ],
        "open": seam.open and not seam.not_a_gap and seam.cause is None,
        "causes": [(code, wording.word("seam_cause", code)) for code in SEAM_CAUSES],
        "key": secrets.token_urlsafe(18),
    }


def _calls(seam: Seam) -> bool:
    return seam.open or seam.not_a_gap or (seam.seamless is False and seam.cause != "exit")


def _interval(seam: Seam) -> str:
    return gettext("%(period)s: %(days)s", period=wording.period(seam.since, seam.until), days=wording.days(seam.days))


def _net(seam: Seam) -> str | None:
    return gettext("%(days)s without pauses", days=wording.days(seam.net_days)) if seam.net_days != seam.days else None


def _cause(seam: Seam) -> str:
    if seam.not_a_gap:
        return gettext("Not a gap")
    return wording.word("seam_cause", seam.cause) or gettext("not explained")
