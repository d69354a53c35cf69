"""Missing data, each tied to the figure it spoils: a code, its words (msgids) and the SQL that finds it.

Only what still can be completed is listed: a case that is closed is nobody's task.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, true

from parcours_app.models import Case, Person
from parcours_app.reference.regions import UNLOCATED
from workflows.engine import sentence
from workflows.episode import Kind


@dataclass(frozen=True, slots=True)
class Gap:
    """A datum that is missing: what it is called, the figure it spoils, and the condition that finds the cases."""

    code: str
    title: str
    spoils: str
    condition: ColumnElement[bool]


def unsaid(code: str) -> ColumnElement[bool]:
    """The entries of the case leave it unsaid (a code of workflows.omissions)."""
    return Case.omissions.contains(code)


GAPS = (
    Gap(
        "identity",
        sentence("Name or birth date"),
        sentence("Left out of the figures by age, and cannot be recognised in another file."),
        or_(Person.to_complete, Person.birth_date.is_(None), Person.family_name.is_(None)),
    ),
    Gap(
        "referent",
        sentence("Referent"),
        sentence("Counted in nobody’s load, and a next step booked for them is not seamless."),
        Case.referent_id.is_(None),
    ),
    Gap(
        "region",
        sentence("Place of residence"),
        sentence("Counted as “not located” in the totals by region."),
        or_(Case.region.is_(None), Case.region == UNLOCATED),
    ),
    Gap(
        "level",
        sentence("Level of education"),
        sentence(
            "The public cannot be established from the level: counted as “other public” unless young and without work."
        ),
        unsaid("level"),
    ),
    Gap(
        "neet_proof",
        sentence("Proof of the situation without job, studies or training"),
        sentence("Not counted among young people far from employment: their situation has no dated proof."),
        unsaid("neet_proof"),
    ),
    Gap(
        "planned_end",
        sentence("Planned end of the training"),
        sentence("Never falls due: left out of the completion rate."),
        and_(Case.current_kind.in_([Kind.REFRESHER, Kind.QUALIFICATION]), Case.current_planned_end.is_(None)),
    ),
    Gap(
        "next_date",
        sentence("Date of the next step"),
        sentence("Counts as a gap to close: a prescription without a date is not a booked step."),
        and_(Case.next_kind.is_not(None), Case.next_on.is_(None)),
    ),
    Gap(
        "exit_dates",
        sentence("Contract and dates of the job found"),
        sentence("Left out of the lasting exits: nobody can say whether the job is of six months or more."),
        unsaid("exit_dates"),
    ),
    Gap(
        "support_referent",
        sentence("Referent of the reinforced support"),
        sentence("Reinforced support without its single referent: not counted as given."),
        unsaid("support_referent"),
    ),
)
BY_CODE = {gap.code: gap for gap in GAPS}
ANY = "any"


def lacks(code: str) -> ColumnElement[bool]:
    """The live cases that lack this datum, or any of them; an unknown code narrows nothing."""
    found = or_(*(gap.condition for gap in GAPS)) if code == ANY else None
    if found is None:
        found = BY_CODE[code].condition if code in BY_CODE else true()
    return and_(Case.live, found)
