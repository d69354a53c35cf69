"""How a caseload is narrowed: each filter of the list, as data, becomes one SQL condition. Decides no order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, not_, or_

from parcours_app.models import Case, Person, Question
from parcours_app.queries.freed_places import place_to_give
from parcours_app.queries.missing import lacks
from parcours_app.queries.pact_terms import within_notice
from parcours_app.readers.case_numbers import case_number
from parcours_app.readers.names import search_name
from parcours_app.scope import Viewer, acted_on_by, offered_to
from workflows.stage import Stage

MINE, ORGANISATION = "mine", "organisation"
NOBODY = "none"
# How long a silence calls for news.
SILENCE_DAYS = 30
ON_THE_WAY = tuple(stage.value for stage in Stage if stage not in (Stage.FOLLOW_UP, Stage.CLOSED))


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked of the list. Empty (or 0) means “no matter”; without a stage only live cases are listed.

    referent: an account or “none”. no_contact: days. ends_within: days to the planned end, those overdue included.
    """

    tab: str = MINE
    stage: str = ""
    seam: str = ""
    referent: str = ""
    no_contact: int = 0
    ends_within: int = 0
    pause: str = ""
    missing: str = ""
    waiting: str = ""
    q: str = ""

    @property
    def in_force(self) -> dict[str, Any]:
        """The filters that narrow the list, by name; the tab is not one of them."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name != "tab" and getattr(self, f.name)}


def mine(viewer: Viewer) -> ColumnElement[bool]:
    """The cases this counsellor acts on: as the referent, or in the place of a colleague until a day."""
    return acted_on_by(viewer.account, viewer.today)


def followed_by(who: str, viewer: Viewer) -> ColumnElement[bool]:
    """The cases this account acts on today; those nobody follows for NOBODY."""
    return Case.referent_id.is_(None) if who == NOBODY else acted_on_by(who, viewer.today)


def paused(viewer: Viewer) -> ColumnElement[bool]:
    """In a pause today."""
    return and_(Case.paused_from <= viewer.today, Case.paused_until >= viewer.today)


def gap_open(_viewer: Viewer) -> ColumnElement[bool]:
    """In a gap now: a step has ended and no other has started."""
    return and_(Case.stage.in_(ON_THE_WAY), Case.seam_since.is_not(None))


def to_book(viewer: Viewer) -> ColumnElement[bool]:
    """A step that calls for another ends soon (60 days, or as the pact says), and nobody has accepted a next one."""
    return and_(Case.live, within_notice(Case.sew_by, viewer.today))


def pressing(viewer: Viewer) -> ColumnElement[bool]:
    """The same, and the end is past or nearer than the second level of notice (30 days)."""
    return and_(Case.live, within_notice(Case.sew_by, viewer.today, lambda pact: pact.notice[1]))


def urgent(viewer: Viewer) -> ColumnElement[bool]:
    """The same, at the last level of notice (15 days)."""
    return and_(Case.live, within_notice(Case.sew_by, viewer.today, lambda pact: pact.notice[-1]))


def booked(_viewer: Viewer) -> ColumnElement[bool]:
    """A next step is accepted."""
    return and_(Case.live, Case.next_accepted)


def silent(days: int, viewer: Viewer) -> ColumnElement[bool]:
    """On the pathway, not paused, and no contact for so many days, counted from the opening when there was none."""
    last = func.coalesce(Case.last_contact_on, Case.opened_on)
    return and_(
        Case.stage.in_(ON_THE_WAY),
        last <= viewer.today - timedelta(days=days),
        not_(func.coalesce(paused(viewer), false())),
    )


def asked(_viewer: Viewer) -> ColumnElement[bool]:
    """The person asked something and nobody answered yet."""
    unanswered = Question.__table__.c
    return Case.id.in_(
        Question.__table__.select().with_only_columns(unanswered.case_id).where(unanswered.answered_at.is_(None))
    )


def asked_by_oneself(viewer: Viewer) -> ColumnElement[bool]:
    """A handover inside the organisation, of a case the viewer acts on: a colleague is to answer it."""
    inside = and_(Case.handover_to == Case.organisation_id, mine(viewer))
    return func.coalesce(inside, false())


def offered_to_us(viewer: Viewer) -> ColumnElement[bool]:
    """A handover to our organisation waits for our answer."""
    return and_(Case.live, offered_to(viewer), not_(asked_by_oneself(viewer)))


def passed_on_by_us(viewer: Viewer) -> ColumnElement[bool]:
    """A handover we asked for waits for an answer."""
    return and_(Case.live, Case.handover_expires_on > viewer.today, Case.organisation_id == viewer.organisation)


def check_due(viewer: Viewer) -> ColumnElement[bool]:
    """The person has left, and it is time to ask whether they have a job."""
    return and_(Case.live, Case.check_due_on <= viewer.today)


SEAM_STATES: Mapping[str, Callable[[Viewer], ColumnElement[bool]]] = {
    "open": gap_open,
    "to_book": to_book,
    "pressing": pressing,
    "urgent": urgent,
    "booked": booked,
}
PAUSES: Mapping[str, Callable[[Viewer], ColumnElement[bool]]] = {
    "yes": paused,
    "no": lambda viewer: not_(func.coalesce(paused(viewer), false())),
}
WAITING: Mapping[str, Callable[[Viewer], ColumnElement[bool]]] = {
    "question": asked,
    "place": place_to_give,
    "handover_in": offered_to_us,
    "handover_out": passed_on_by_us,
    "check": check_due,
}
# An unknown code is the page's to refuse; here it finds nothing rather than everything.
NOTHING: Callable[[Viewer], ColumnElement[bool]] = lambda _viewer: false()  # noqa: E731 - one entry of a table

CONDITIONS: Mapping[str, Callable[[Any, Viewer], ColumnElement[bool]]] = {
    "stage": lambda stage, _viewer: Case.stage == stage,
    "seam": lambda state, viewer: SEAM_STATES.get(state, NOTHING)(viewer),
    "referent": followed_by,
    "no_contact": silent,
    "ends_within": lambda days, viewer: Case.current_planned_end <= viewer.today + timedelta(days=days),
    "pause": lambda answer, viewer: PAUSES.get(answer, NOTHING)(viewer),
    "missing": lambda code, _viewer: lacks(code),
    "waiting": lambda what, viewer: WAITING.get(what, NOTHING)(viewer),
    "q": lambda text, _viewer: matches(text),
}


def matches(text: str) -> ColumnElement[bool]:
    """Every word of the text is in the name, or the text is a case number or a France Travail id."""
    bare = text.strip()
    words = search_name(bare).split()
    by_name = and_(*(Person.search_name.contains(word, autoescape=True) for word in words)) if words else false()
    return or_(by_name, Case.number == case_number(bare), Person.ft_id == bare.upper())


def within_tab(filters: Filters, viewer: Viewer) -> ColumnElement[bool]:
    """The tab: my cases, or all those of my organisation; or those offered to us, which are not ours yet."""
    if filters.waiting == "handover_in":
        return offered_to(viewer)
    ours = Case.organisation_id == viewer.organisation
    return and_(ours, mine(viewer)) if filters.tab == MINE else ours


def narrowed(filters: Filters, viewer: Viewer, *, besides: str = "") -> ColumnElement[bool]:
    """All the filters in force but the one named `besides`; live cases only, unless a stage is asked for."""
    asked_for = {name: value for name, value in filters.in_force.items() if name != besides}
    conditions: list[ColumnElement[bool]] = [CONDITIONS[name](value, viewer) for name, value in asked_for.items()]
    if not filters.stage:
        conditions.append(Case.live.is_(True))
    return and_(*conditions) if conditions else Case.id.is_not(None)
