"""What calls for an act, as SQL and as the rules say it: the same people, the same lines, the same figures."""

from datetime import date, timedelta

import pytest

from parcours_app.extensions import db
from parcours_app.journal.loading import entries_of_cases
from parcours_app.models import Case
from parcours_app.queries.booked_ahead import YEAR, shares
from parcours_app.queries.load import ACTS, loads
from parcours_app.queries.seam_filters import STATE_CONDITIONS, Filters
from parcours_app.queries.seam_list import all_seams
from parcours_app.scope import operator, visible_to
from parcours_app.services.simulation import Asked, simulate
from tests.frozen import START
from workflows import acts, booked_ahead
from workflows.journal import replay
from workflows.ledger import STATES, ledger, state_of
from workflows.pacts import pact_of

DAYS = (date(2026, 6, 15), date(2026, 9, 30))


@pytest.fixture(scope="module")
def simulated(_bench):
    """Simulated people, whom no test changes: their standings by case and by person."""
    app, cleaner, clock = _bench
    clock.instant = START
    with app.app_context():
        simulate(Asked(120, seed=9, until=DAYS[0]))
        cases = db.session.query(Case).all()
        entries = entries_of_cases(db.session(), [case.id for case in cases])
        people = {}
        for case in cases:
            people.setdefault(case.person_id, {})[case.id] = replay(entries[case.id])
        yield people
        db.session.remove()
    cleaner.clean()


@pytest.fixture
def lived(simulated, clock):
    """The same, looked at on the first day."""
    clock.instant = START
    return simulated


def lines_by_case(people, today):
    found = {}
    for standings in people.values():
        for line in ledger(standings, today):
            found.setdefault(line.case, []).append(line)
    return found


@pytest.mark.parametrize("code", acts.ACTS)
def test_an_act_is_due_for_the_same_people_in_sql_and_in_the_rules(lived, clock, code):
    for today in DAYS:
        clock.set(today.isoformat())
        viewer, lines = operator(clock), lines_by_case(lived, today)
        stored = set(
            db.session.scalars(visible_to(viewer).where(Case.live, ACTS[code](viewer)).with_only_columns(Case.id))
        )
        due = {
            case
            for standings in lived.values()
            for case, standing in standings.items()
            if code in acts.acts(standing, lines.get(case, []), today)
        }
        assert stored == due, today


def test_a_load_counts_people_followed_and_those_of_them_who_need_an_act(lived, clock):
    found = loads(operator(clock))
    live = db.session.query(Case).filter(Case.live, Case.counts).count()
    assert sum(load.followed for load in found.values()) == live
    assert 0 < sum(load.acting for load in found.values()) < live


@pytest.mark.parametrize("state", STATES)
def test_a_state_lists_the_lines_that_the_rules_say_are_in_it(lived, clock, state):
    viewer = operator(clock)
    assert tuple(STATE_CONDITIONS) == STATES
    listed = {(line.case, line.seam.after, line.seam.before) for line in all_seams(viewer, Filters(state=state))}
    counting = {key for standings in lived.values() for key, standing in standings.items() if standing.counts}
    told = {
        (line.case, line.seam.after, line.seam.before)
        for standings in lived.values()
        for line in ledger(standings, viewer.today)
        if line.case in counting and state_of(line.seam, viewer.today, pact_of(None).notice[0]) == state
    }
    assert listed == told


def test_what_is_due_this_week_is_an_end_by_sunday_or_a_last_seamless_day_of_the_week(lived, clock):
    viewer = operator(clock)
    monday = viewer.today - timedelta(days=viewer.today.weekday())
    for line in all_seams(viewer, Filters(due="week")):
        assert line.state in ("to_sew", "open")
        assert line.due_on <= monday + timedelta(days=6)
        assert line.state == "to_sew" or line.due_on >= monday
    listed = {(line.case, line.n) for line in all_seams(viewer, Filters(due="week"))}
    for line in all_seams(viewer, Filters(state="open")):
        assert (monday <= line.due_on <= monday + timedelta(days=6)) == ((line.case, line.n) in listed)


def test_the_share_booked_ahead_is_that_of_the_rules(lived, clock):
    viewer = operator(clock)
    since, booked, ends = viewer.today - timedelta(days=YEAR), 0, 0
    for standings in lived.values():
        episodes = {e.id: e for s in standings.values() for e in s.episodes.values()}
        seams = [line.seam for line in ledger(standings, viewer.today)]
        share = booked_ahead.booked_ahead(seams, episodes, since, viewer.today)
        booked, ends = booked + share.booked, ends + share.ends
    found = shares(viewer, Case.organisation_id.expression)
    assert (sum(s.booked for s in found.values()), sum(s.ends for s in found.values())) == (booked, ends)
    assert ends > 0
