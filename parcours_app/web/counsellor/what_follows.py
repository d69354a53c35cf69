"""What comes after the present step of a case: booked with its day, or to do and by which move. Ready values only."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext

from parcours_app.queries.case_file import CaseFile
from parcours_app.web import wording
from parcours_app.web.casework.stitches import planned_departure
from parcours_app.web.casework.strip import title_of
from workflows.engine import sentence
from workflows.stage import Stage

# While nothing is booked: what to do next, why, and the move that does it. A stage that is not here asks for a booking.
BOOK = sentence("Next step to book")
TO_DO: Mapping[str, tuple[str, str, str | None]] = {
    Stage.REFERRED: (
        sentence("Orientation to begin"),
        sentence("The orientation has not begun: notify the decision and name a referent."),
        "begin_orientation",
    ),
    Stage.ORIENTATION: (
        BOOK,
        sentence("Book the next step before the orientation is completed: that is what makes it seamless."),
        "prescribe",
    ),
    Stage.BETWEEN: (BOOK, sentence("The person waits and no next step is booked."), "prescribe"),
    Stage.REFRESHER: (
        BOOK,
        sentence("No next step is booked: without one, a gap opens when the present step ends."),
        "prescribe",
    ),
    Stage.QUALIFICATION: (
        sentence("After the qualification"),
        sentence("Nothing follows the qualification yet: a job, or one more step."),
        "prescribe",
    ),
    Stage.AWAITING_RESULT: (
        sentence("After the result"),
        sentence("The person waits for the jury; prepare the way to a job."),
        None,
    ),
}


def next_step(file: CaseFile) -> dict[str, Any] | None:
    """What comes after the present step: booked with its day, or to book; None once the person has left."""
    standing = file.standing
    if not standing.live or standing.exit:
        return None
    departure = planned_departure(standing, [s for s in file.seams if s.open])
    facts = [{"term": gettext("Present step ends"), "value": wording.day(departure)}] if _ends(file, departure) else []
    gap = next((s for s in file.seams if s.open), None)
    if gap:
        facts.append({"term": gettext("Gap open since"), "value": _gap(gap.since, gap.days, gap.net_days)})
    if not standing.ahead:
        title, text, move = TO_DO.get(standing.stage, TO_DO[Stage.REFRESHER])
        return {"title": gettext(title), "text": gettext(text), "facts": facts, **_way(move)}
    booked = standing.ahead[0]
    facts.append({"term": gettext("Planned start"), "value": wording.day(booked.planned_start, gettext("not known"))})
    facts.append({"term": gettext("Provider"), "value": booked.provider or gettext("not known")})
    facts.append({"term": gettext("State"), "value": wording.word("episode_state", booked.state.value)})
    return {"title": title_of(booked), "text": None, "facts": facts, **_way(None)}


def _way(move: str | None) -> dict[str, str | None]:
    return {"move": move, "move_label": wording.word("move", move)}


def _ends(file: CaseFile, departure: date | None) -> bool:
    return departure is not None and bool(file.standing.in_progress)


def _gap(since: date, days: int, net: int) -> str:
    gross = gettext("%(since)s, %(days)s", since=wording.day(since), days=wording.days(days))
    return gross if net == days else gettext("%(gross)s (%(net)s without pauses)", gross=gross, net=wording.days(net))
