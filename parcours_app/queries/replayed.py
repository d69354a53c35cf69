"""The people a viewer may count by replaying the journal: their entries, a batch at a time, and what is theirs to keep.

Never writes; memory does not grow with the number of people.
"""

from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import Select, literal_column, select
from sqlalchemy.orm import Session

from parcours_app.journal.loading import entries_of_cases
from parcours_app.models import Case, CountDelta
from parcours_app.queries.territory import territory
from parcours_app.scope import Viewer, bounded_by
from workflows.indicators import Profile
from workflows.journal import Entry

BATCH = 200
History = Sequence[Entry]


def histories(session: Session, viewer: Viewer) -> Iterator[dict[str, History]]:
    """The entries of each case by its key, for each person ever counted in the viewer's territory."""
    last: str | None = ""
    while last is not None:
        cases = session.execute(_next_cases(viewer, last)).all()
        entries = entries_of_cases(session, [case for _person, case in cases if case])
        of_person: dict[str, dict[str, History]] = {person: {} for person, _case in cases}
        for person, case in cases:
            if case:
                of_person[person][case] = entries[case]
        yield from of_person.values()
        last = cases[-1][0] if len(of_person) == BATCH else None


def within(viewer: Viewer) -> Callable[[Profile], bool]:
    """Whether what has this profile belongs to the viewer's territory: its organisation, else its region."""
    organisation, region = bounded_by(viewer)
    if organisation:
        return lambda profile: profile.organisation == organisation
    return lambda profile: not region or profile.region == region


def ever_counted(viewer: Viewer) -> Select[str]:
    """The people ever counted in the viewer's territory, each once."""
    everybody = select(CountDelta.person_id).distinct()
    if not any(bounded_by(viewer)):
        return everybody
    # Written out, as the partial indexes have it: they serve no other wording, and find the few among all.
    return everybody.where(territory(viewer), CountDelta.amount > literal_column("0"))


def _next_cases(viewer: Viewer, last: str) -> Select[str, str | None]:
    """The next people after one, with each of their cases; with none when they have none any more."""
    person = CountDelta.person_id
    people = ever_counted(viewer).where(person > last).order_by(person).limit(BATCH).subquery()
    cases = select(people.c.person_id, Case.id).outerjoin(Case, Case.person_id == people.c.person_id)
    return cases.order_by(people.c.person_id, Case.id)
