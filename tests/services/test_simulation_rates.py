"""The rates of the simulation as lived: two thousand people walked in memory, each published figure within chance.

Tolerances are 3.3 standard errors of the sample met: one run in a thousand would miss one, and the seed is fixed.
"""

from collections import Counter
from datetime import date, timedelta
from math import exp, log, sqrt
from statistics import NormalDist, quantiles

import pytest

from parcours_app.services.simulated_journey import Colleague
from parcours_app.services.simulated_lives import Asked, lives
from parcours_app.services.simulated_names import KEY_SKILLS
from parcours_app.services.simulation_rates import RATES
from workflows.episode import NEVER_STARTED, TRAINING, EpisodeState, Kind
from workflows.exits import durable, renewed
from workflows.indicators import REGISTER
from workflows.journal import replay
from workflows.seams import seams
from workflows.stage import Stage

PEOPLE, SEED, UNTIL = 2000, 1, date(2026, 6, 15)
STAFF = {
    region: [Colleague(f"{name}-{region}", f"ML-{region}", region) for name in ("dominique", "alix")]
    for region in ("11", "32", "52", "93")
}
STANDARD_ERRORS = 3.3
# Long enough after an end for everything that could follow to have begun.
SETTLED = UNTIL - timedelta(days=RATES.longest_seam + 120)


@pytest.fixture(scope="module")
def histories():
    asked = Asked(PEOPLE, SEED, UNTIL)
    return [history for n in range(PEOPLE) for life in lives(asked, STAFF, n) for history in life.histories]


@pytest.fixture(scope="module")
def trainings(histories):
    """(standing, episode) of every training booked."""
    return [(h.standing, e) for h in histories for e in h.standing.episodes.values() if e.kind in TRAINING]


def near(found, of, expected):
    """Whether a share is the expected one within chance."""
    return abs(found / of - expected) <= STANDARD_ERRORS * sqrt(expected * (1 - expected) / of)


def dropped(episode):
    """Dropped out, a return to work before the term included, as the survey counts."""
    return episode.state is EpisodeState.DROPPED_OUT or (
        episode.state is EpisodeState.INTERRUPTED and episode.motive == "employment"
    )


def over(trainings):
    """The trainings that started and whose end is past for everybody of their day: none is cut by the last day."""
    return [(s, e) for s, e in trainings if e.started_on and e.planned_end and e.planned_end < UNTIL - timedelta(130)]


def test_three_bookings_in_ten_are_lost_before_the_start(trainings):
    asked = [e for _s, e in trainings if not e.parallel and e.planned_start <= UNTIL - timedelta(days=60)]
    lost = [e for e in asked if e.state in NEVER_STARTED and e.motive != "exit"]
    begun = [e for e in asked if e.started_on]
    assert len(begun) > 1000
    assert near(len(lost), len(lost) + len(begun), RATES.lost_before_start)


GROUPS = {
    "under 26, below the baccalaureate": (lambda f: f["age"] < 26 and f["level"]["reached"] < 4, 0.15),
    "under 26, baccalaureate": (lambda f: f["age"] < 26 and f["level"]["reached"] >= 4, 0.12),
    "26 to 50": (lambda f: 26 <= f["age"] <= 50, 0.06),
    "over 50": (lambda f: f["age"] > 50, 0.07),
}


@pytest.mark.parametrize("group", GROUPS)
def test_people_drop_out_by_age_and_level(trainings, group):
    belongs, expected = GROUPS[group]
    lived = [e for s, e in over(trainings) if belongs(s.facts) and e.programme not in KEY_SKILLS and not e.parallel]
    assert near(sum(map(dropped, lived)), len(lived), expected)


def test_more_than_a_quarter_drop_out_of_key_skills(trainings):
    lived = [e for _s, e in over(trainings) if e.programme in KEY_SKILLS and not e.parallel]
    assert len(lived) > 100
    assert near(sum(map(dropped, lived)), len(lived), RATES.dropout_key_skills)


def test_a_fifth_of_those_who_drop_out_found_a_job(trainings):
    gone = [e for _s, e in trainings if dropped(e)]
    weights = RATES.dropout_why
    found = sum(e.motive == "employment" for e in gone)
    assert near(found, len(gone), weights["employment"] / sum(weights.values()))


def test_three_in_ten_go_on_after_a_preparation(trainings):
    done = [
        (s, e)
        for s, e in trainings
        if e.kind is Kind.REFRESHER and not e.parallel and e.state is EpisodeState.COMPLETED and e.ended_on <= SETTLED
    ]
    went_on = [
        e
        for s, e in done
        if any(o.rank > e.rank and o.kind in TRAINING and not o.parallel for o in s.episodes.values())
    ]
    assert len(done) > 150
    assert near(len(went_on), len(done), RATES.moves_on_after_preparation)


def test_seams_have_the_median_asked_and_a_heavy_tail(histories):
    gaps = [
        seam.days
        for h in histories
        for seam in seams(h.standing, UNTIL)
        if seam.before and seam.since <= SETTLED and straight(h.standing, seam)
    ]
    law = NormalDist(RATES.seam_log_median, RATES.seam_log_spread)
    assert len(gaps) > 500
    for share in (0.5, 0.9):
        days = int(exp(law.inv_cdf(share)))
        assert near(sum(gap <= days for gap in gaps), len(gaps), law.cdf(log(days + 1)))
    tenths = quantiles(gaps, n=10)
    assert 20 <= tenths[4] <= 29
    assert tenths[8] / tenths[4] > 3


def straight(standing, seam):
    """Whether the first booking made after the end was the one that started: one draw of the law, and only one."""
    following, last = standing.episodes[seam.before], standing.episodes[seam.after]
    return following.n == last.n + 1 and following.prescribed_on == seam.since


def ended_by(standing, motive):
    return any(support.motive == motive for support in standing.supports)


def in_state(standing, state):
    return any(e.state is state for e in standing.episodes.values())


def another_provider(standing):
    failed = [e for e in standing.episodes.values() if e.motive == "provider_failure"]
    return any(o.n > e.n and o.provider != e.provider for e in failed for o in standing.episodes.values())


def completed_elsewhere(standing):
    partial = [e for e in standing.episodes.values() if e.result == "partial"]
    return any(o.rncp == e.rncp and o.n > e.n and o.result for e in partial for o in standing.episodes.values())


def told_at_a_check(standing):
    """The jobs described at the checks after every exit of a case."""
    return [check.job for _left, checks in standing.departures for check in checks.values() if check.job]


HAPPENS = {
    "a refresher inside a qualification": lambda s: any(e.parallel and e.started_on for e in s.episodes.values()),
    "support that outlives the steps": lambda s: s.exit and s.supports and s.support,
    "support ended by its term": lambda s: ended_by(s, "term"),
    "support ended by a birthday": lambda s: ended_by(s, "age_limit"),
    "support ended by a goal reached": lambda s: ended_by(s, "goal_reached"),
    "a provider that fails, another one": another_provider,
    "an exclusion": lambda s: in_state(s, EpisodeState.EXCLUDED),
    "a handover accepted": lambda s: any(h.state == "accepted" for h in s.handovers),
    "a handover declined": lambda s: any(h.state == "declined" for h in s.handovers),
    "an exit without news": lambda s: s.exit and s.exit.motive == "no_contact",
    "a return after an exit": lambda s: s.past_exits,
    "blocs completed elsewhere": completed_elsewhere,
    "a result known after the exit": lambda s: any(
        e.result_on and s.exit and e.result_on > s.exit.on for e in s.episodes.values()
    ),
    "a lasting job found after an exit without one": lambda s: any(
        not left.job and any(check.job and durable(check.job)["P102"] for check in checks.values())
        for left, checks in s.departures
    ),
    "a job renewed into a lasting one": lambda s: any(
        left.job and not durable(left.job)["P102"] and durable(renewed(left.job, told_at_a_check(s)))["P102"]
        for left, _checks in s.departures
    ),
    "a job told without its end": lambda s: any(durable(job)["P102"] is None for job in told_at_a_check(s)),
    "a second refresher": lambda s: sum(e.kind is Kind.REFRESHER and not e.parallel for e in s.episodes.values()) > 1,
}


@pytest.mark.parametrize("what", HAPPENS)
def test_what_the_pathway_must_face_happens(histories, what):
    assert any(HAPPENS[what](history.standing) for history in histories)


def test_most_jobs_found_at_a_check_are_described(histories):
    found = [c for h in histories for _left, checks in h.standing.departures for c in checks.values()]
    employed = [check for check in found if check.employed == "yes"]
    assert len(employed) > 500
    assert near(sum(check.job is None for check in employed), len(employed), RATES.employment.undescribed)
    assert all(check.job is None for check in found if check.employed != "yes")


def test_about_half_find_work_and_less_than_a_third_lasting_work_among_those_of_whom_it_is_known(histories):
    def share(code):
        asked = REGISTER[code]
        units = [unit for history in histories for unit in asked.family([history.standing], UNTIL)]
        return sum(map(asked.counts, units)) / sum(map(asked.out_of, units))

    access, p102, iae = map(share, ("access_6_months", "durable_p102", "durable_iae"))
    assert 0.5 < access < 0.62
    assert 0.22 < iae < p102 < 1 / 3


def test_every_stage_is_lived(histories):
    assert {history.standing.stage for history in histories} == set(Stage)


def test_every_move_but_those_of_colleagues_is_made(histories):
    made = Counter(entry.move for history in histories for entry in history.entries)
    assert {"resume", "end_support", "exclude", "interrupt", "reopen", "merge", "void", "decline_handover"} <= set(made)


def test_some_come_back_as_a_new_case_once_the_first_is_closed(histories):
    again = [history for history in histories if history.earlier]
    assert 10 < len(again) < 100
    for history in again:
        before = history.earlier[-1]
        assert not before.standing.live
        assert history.entries[0].recorded_at > before.entries[-1].recorded_at


def test_corrections_come_late_and_reach_back(histories):
    late = [entry for history in histories for entry in history.entries if entry.supersedes]
    assert 0.02 < len(late) / len(histories) < 0.06
    assert {entry.void for entry in late} == {True, False}


def test_where_a_case_stands_is_the_replay_of_its_entries(histories):
    for history in histories[::20]:
        assert replay(history.entries) == history.standing


def test_a_person_depends_on_the_seed_alone():
    asked, other = Asked(PEOPLE, SEED, UNTIL), Asked(PEOPLE, SEED + 1, UNTIL)
    first, again, different = (
        [history.entries for life in lives(a, STAFF, 7) for history in life.histories] for a in (asked, asked, other)
    )
    assert first == again != different


def test_places_are_waited_for_and_found_sessions_move_and_colleagues_follow(histories):
    """The rare events of the seams: each happens to a few in a hundred of those it could happen to, never to none."""
    moves = Counter(entry.move for h in histories for entry in h.entries)
    booked = moves["prescribe"] + moves["waitlist"]
    assert moves["promote"] <= moves["waitlist"], "a place is found after it was waited for"
    assert moves["promote"] >= 0.9 * moves["waitlist"]
    for move in ("waitlist", "reschedule", "assign"):
        assert 0.01 < moves[move] / booked < 0.08, (move, moves[move], booked)
    lent = sum(h.temporary_until is not None and h.state == "accepted" for x in histories for h in x.standing.handovers)
    assert 0 < moves["give_back"] <= lent, "what is lent goes back on its day, unless it has not come"
    stand_ins = sum(len(h.standing.stand_ins) for h in histories)
    assert 0 < stand_ins < moves["assign"], "some for a time, some for good"
