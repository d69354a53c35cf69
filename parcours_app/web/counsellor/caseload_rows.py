"""One line of the caseload in words: where the person stands, what comes next, what calls for an act. Asks no database.

Words are bound once per page: a list of fifty lines must not translate the same label fifty times.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext

from parcours_app.queries.caseload_filters import ON_THE_WAY
from parcours_app.web.counsellor.caseload_alerts import Alert, alerts
from parcours_app.web.wording import short_day
from workflows.labels import LABELS
from workflows.ledger import urgency
from workflows.pacts import pact_of

_ANY_CASE = "00000000-0000-7000-8000-000000000000"


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A line as the template shows it; `seam` is the state of a seam badge, empty when there is no seam to speak of."""

    url: str
    family: str
    given: str
    number: str
    stage: str
    stage_label: str
    stage_note: str
    next: str
    next_note: str
    seam: str
    seam_label: str
    contact: str
    support: str
    referent: str
    alerts: tuple[Alert, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The words a page of lines needs, translated once."""

    today: date
    case_url: str
    stages: Mapping[str, str]
    kinds: Mapping[str, str]
    resting: Mapping[str, str]
    supports: Mapping[str, str]
    phrases: Mapping[str, str] = field(default_factory=dict)


def words(today: date) -> Words:
    """Everything a page of lines needs, in the page's language."""
    return Words(
        today=today,
        case_url=url_for("counsellor.case", case_id=_ANY_CASE),
        stages={code: gettext(text) for code, text in LABELS["stage"].items()},
        kinds={code: gettext(text) for code, text in LABELS["kind"].items()},
        supports={"reinforced": gettext("Yes"), "guided": gettext("No (guided support)"), "": gettext("No")},
        resting={
            "referred": gettext("Orientation to begin"),
            "orientation": gettext("Orientation to complete"),
            "qualification": gettext("End of the qualification"),
            "awaiting_result": gettext("Result awaited"),
            "follow_up": gettext("Follow-up in employment"),
            "closed": gettext("Nothing more"),
        },
        phrases={
            "day_of": gettext("day %(n)s of %(m)s planned"),
            "since": gettext("for %(n)s days"),
            "on": gettext("on %(day)s"),
            "none": gettext("None – next step to book"),
            "early": gettext("None for now"),
            "undated": gettext("date to be set"),
            "nobody": gettext("No referent"),
            "stand_in": gettext("%(name)s, stand-in until %(day)s"),
            "never": gettext("None yet"),
            "unnamed": gettext("Name to be completed"),
            "paused": gettext("Paused until %(day)s"),
            "question": gettext("Question waiting"),
            "handover": gettext("Handover waiting"),
            "overdue": gettext("Planned end passed"),
            "late_start": gettext("Planned start passed"),
            "silent": gettext("No contact: %(n)s d"),
            "lacking": gettext("Data missing"),
            "flagged": gettext("Eligibility to check again"),
            "gap": gettext("Gap open: %(n)s d"),
            "still_gap": gettext("Gap open: %(n)s d, %(still)s of them paused"),
            "to_book": gettext("None – next step to book"),
            "ends": gettext("Next step to book: end in %(n)s d"),
            "booked": gettext("Next step booked"),
            "booked_gap": gettext("Next step booked, waiting: %(n)s d"),
        },
    )


def lines(rows: Iterable[Any], today: date) -> list[CaseLine]:
    """The lines of a page, ready to show."""
    bound = words(today)
    return [_line(row, bound) for row in rows]


def _line(row: Any, bound: Words) -> CaseLine:
    seam = seam_state(row, bound.today)
    return CaseLine(
        url=bound.case_url.replace(_ANY_CASE, row.id),
        family=row.family_name or ("" if row.given_name else bound.phrases["unnamed"]),
        given=row.given_name or "",
        number=row.number,
        stage=row.stage,
        stage_label=bound.stages[row.stage],
        stage_note=_progress(row, bound),
        next=_next(row, seam, bound),
        next_note=(row.next_provider or "") if row.next_kind else "",
        seam=seam,
        seam_label=_seam_label(row, seam, bound),
        contact=short_day(row.last_contact_on, bound.phrases["never"]),
        support=bound.supports[row.support_level or ""],
        referent=_follows(row, bound),
        alerts=tuple(alerts(row, bound.today, bound.phrases)),
    )


def _follows(row: Any, bound: Words) -> str:
    """Who acts today; a stand-in is said to be one."""
    if row.stand_in_until and row.stand_in_until >= bound.today:
        return bound.phrases["stand_in"] % {"name": row.referent, "day": short_day(row.stand_in_until)}
    return str(row.referent or bound.phrases["nobody"])


def seam_state(row: Any, today: date) -> str:
    """booked: a next step is accepted · open: in a gap now, and none is · to_book: an end to sew is near · else ""."""
    if row.next_accepted:
        return "booked"
    if _in_a_gap(row):
        return "open"
    soon = row.sew_by and urgency(row.sew_by, today, pact_of(row.pact).notice) is not None
    return "to_book" if soon else ""


def _in_a_gap(row: Any) -> bool:
    return row.stage in ON_THE_WAY and row.seam_since is not None


def _seam_label(row: Any, seam: str, bound: Words) -> str:
    if seam == "booked" and _in_a_gap(row):
        return bound.phrases["booked_gap"] % {"n": (bound.today - row.seam_since).days}
    if seam == "open" and row.still:
        return bound.phrases["still_gap"] % {"n": (bound.today - row.seam_since).days, "still": row.still}
    if seam == "open":
        return bound.phrases["gap"] % {"n": (bound.today - row.seam_since).days}
    return bound.phrases.get(seam, "")


def _progress(row: Any, bound: Words) -> str:
    """Day n of planned m in the step under way; else how long the case has been at its stage."""
    since = row.current_since or row.stage_since
    elapsed = (bound.today - since).days
    if row.current_kind and row.current_planned_end:
        planned = (row.current_planned_end - row.current_since).days + 1
        return bound.phrases["day_of"] % {"n": elapsed + 1, "m": planned}
    return bound.phrases["since"] % {"n": elapsed} if elapsed > 1 else bound.phrases["on"] % {"day": short_day(since)}


def _next(row: Any, seam: str, bound: Words) -> str:
    """What comes next and when; nothing when the badge of the seam says it already."""
    if row.next_kind:
        when = bound.phrases["on"] % {"day": short_day(row.next_on)} if row.next_on else bound.phrases["undated"]
        return f"{bound.kinds[row.next_kind]}, {when}"
    if row.stage == "qualification" and row.current_planned_end:
        return f"{bound.resting['qualification']}, {bound.phrases['on'] % {'day': short_day(row.current_planned_end)}}"
    if seam == "to_book":
        return ""
    return bound.resting.get(row.stage) or bound.phrases["none" if seam == "open" else "early"]
