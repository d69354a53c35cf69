"""What holds of any history the rules accept, at random: one replay, stable answers, sums, coherence, a way out."""

import itertools
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from tests.workflows.case_builder import COUNSELLOR, OPERATOR, Case, cells, counted
from tests.workflows.walks import correction, step, walks
from workflows.candidates import naming
from workflows.engine import Attempt, Refused
from workflows.episode import ENDED, EpisodeState
from workflows.journal import folds, holding, replay
from workflows.landings import resting_stage
from workflows.options import options
from workflows.pathway import NATIONAL
from workflows.seams import seams, stage_of_seam
from workflows.stage import Stage
from workflows.standing import Standing

often = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LATER = date(2030, 1, 1)


def days_of(case: Case) -> list[date]:
    days = {entry.effective_on for entry in case.entries}
    return sorted(days | {day + timedelta(days=1) for day in days})


def folded(entries) -> Standing:
    """The standing after entries that hold."""
    standing = Standing()
    for _entry, standing in folds(entries):  # noqa: B007
        pass
    return standing


def refused_or_none(call, *args, **kwargs) -> Refused | None:
    try:
        call(*args, **kwargs)
    except Refused as refused:
        return refused
    return None


# One replay


@often
@given(walks(late=True))
def test_growing_move_by_move_is_the_same_as_replaying_the_whole(case):
    grown, held = Standing(), holding(case.entries)
    for count, entry in enumerate(held, start=1):
        before = grown.stage
        assert NATIONAL.take(grown, entry.attempt()) == entry.overrides
        grown.entry, grown.last_on = entry.id, entry.effective_on
        if grown.stage != before:
            grown.stage_since = entry.effective_on
        assert grown == folded(held[:count])
    assert grown == case.standing()
    event(f"ends {grown.stage}")
    event(f"trainings {sum(e.kind != 'orientation' for e in grown.episodes.values())}")


@often
@given(walks(late=True), st.data())
def test_the_order_of_the_rows_does_not_matter(case, data):
    assert replay(data.draw(st.permutations(case.entries))) == case.standing()


@often
@given(walks(), st.data())
def test_recorded_in_another_order_the_same_facts_are_the_same_standing(case, data):
    days = [list(group) for _day, group in itertools.groupby(holding(case.entries), key=lambda e: e.effective_on)]
    shuffled = data.draw(st.permutations(days))
    again = [replace(entry, seq=seq) for seq, entry in enumerate(itertools.chain(*shuffled), start=1)]
    assert replay(again) == case.standing()


@often
@given(walks(late=True))
def test_as_of_a_day_is_the_replay_of_what_had_happened(case):
    for day in days_of(case):
        assert case.standing(on=day) == folded([e for e in holding(case.entries) if e.effective_on <= day])


# Stable answers


def answers(case: Case, asked: list[date], known: date) -> list:
    """Everything that may be asked of a case as of some days, as known on one."""
    standings = [(day, replay(case.entries, day, known)) for day in asked]
    return [(standing, seams(standing, day), cells(case, on=day, known=known)) for day, standing in standings]


@often
@given(walks(longest=10, late=True), st.data())
def test_what_was_known_on_a_day_never_changes_when_more_is_recorded(case, data):
    known = max(entry.recorded_on for entry in case.entries)
    asked = days_of(case)
    before = answers(case, asked, known)
    recorded = known
    for _ in range(5):
        recorded += timedelta(days=data.draw(st.integers(1, 40)))
        if data.draw(st.booleans()):
            correction(data.draw, case, recorded)
        else:
            late = recorded - timedelta(days=data.draw(st.integers(0, 200)))
            step(data.draw, case, max(case.entries[0].effective_on, late), recorded)
    event(f"{len([e for e in case.entries if e.recorded_on > known])} entries later")
    assert answers(case, asked, known) == before


# Corrections


@often
@given(walks(), st.data())
def test_a_correction_holds_or_names_an_entry_that_would_not_and_changes_nothing(case, data):
    held, before = holding(case.entries), list(case.entries)
    entry = data.draw(st.sampled_from(held))
    on = entry.effective_on + timedelta(days=data.draw(st.integers(-60, 60)))
    refused = refused_or_none(case.correct, entry, on, void=data.draw(st.booleans()), recorded=LATER)
    event("refused" if refused else "accepted")
    if refused:
        assert case.entries == before
        assert refused.entry in {e.id for e in held}
        assert refused.reasons[0].explanation
    else:
        replay(case.entries)
        assert entry.id not in {e.id for e in holding(case.entries)}


# Totals


def naively(*cases: Case, on: date) -> dict[str, int]:
    """The definitions of the totals, read off the standings of a day."""
    standings = [replay(case.entries, on) for case in cases]
    counting = [s for s in standings if s.stage != "unopened" and not s.voided and s.merged_into is None]
    episodes = [e for s in counting for e in s.episodes.values() if e.kind in ("refresher", "qualification")]
    started = [e for e in episodes if e.started_on and e.started_on <= on]
    return {"persons": int(bool(counting)), "entries": len(started), "trained": int(bool(started))}


@often
@given(walks(late=True, name="first"), walks(late=True, name="second"))
def test_the_changes_up_to_a_day_sum_to_a_count_of_that_day(first, second):
    for day in sorted({*days_of(first), *days_of(second), LATER}):
        assert counted(first, on=day) == naively(first, on=day)
        assert counted(first, second, on=day) == naively(first, second, on=day)


@often
@given(walks(late=True))
def test_no_cell_is_ever_negative_and_the_cells_sum_to_the_totals(case):
    for day in days_of(case):
        found = cells(case, on=day)
        assert all(amount > 0 for amount in found.values())
        sums = Counter()
        for (measure, _cell), amount in found.items():
            sums[measure] += amount
        assert {measure: sums[measure] for measure in ("persons", "entries", "trained")} == counted(case, on=day)


# A way out, and a coherent case, always


@often
@given(walks(late=True))
def test_a_live_case_always_has_a_way_out(case):
    if not case.standing().live:
        return
    after = max(entry.effective_on for entry in holding(case.entries)) + timedelta(days=400)
    proposed = [o.move.name for o in options(case.standing(), case.attempt("", after, {}, COUNSELLOR)) if o.open]
    assert "leave" in proposed
    for episode in [e for e in case.standing().in_progress if e.kind != "orientation"]:
        case.do("drop_out", after, episode=episode.id, recorded=after)
    if case.stage() != Stage.FOLLOW_UP:
        case.do("leave", after, motive="no_contact", recorded=after)
    assert case.stage() == "follow_up"
    case.do("check_employment", after + timedelta(days=400), at_months=12)
    assert case.stage() == "closed"


@often
@given(walks(late=True))
def test_episodes_are_coherent(case):
    standing = case.standing()
    for episode in standing.episodes.values():
        assert (episode.state in (*ENDED, EpisodeState.IN_PROGRESS)) == episode.started
        assert (episode.ended_on is not None) == (episode.state in ENDED)
        assert episode.ended_on is None or episode.started_on <= episode.ended_on
        assert bool(episode.segments) == episode.started
        assert all(s.until is None or s.since <= s.until for s in episode.segments)
    ranks = [e.rank for e in standing.episodes.values() if e.started]
    assert sorted(ranks) == list(range(1, len(ranks) + 1))


@often
@given(walks(late=True))
def test_stage_support_pauses_and_handovers_are_coherent(case):
    standing = case.standing()
    days = {handover.requested_on for handover in standing.handovers}
    assert all(sum(h.requested_on <= day and h.waits(day) for h in standing.handovers) <= 1 for day in days)
    assert sum(support.live for support in standing.supports) <= 1
    for one, other in itertools.combinations(standing.pauses, 2):
        assert not other.days or not one.overlaps(other.since, other.until)
    if standing.stage in ("orientation", "refresher", "qualification"):
        assert standing.stage == resting_stage(standing)
    elif not standing.voided and not standing.merged_into:
        assert standing.in_progress == []


@often
@given(walks(late=True), st.integers(0, 200))
def test_seams_are_coherent(case, more):
    on = max(entry.effective_on for entry in case.entries) + timedelta(days=more)
    standing = case.standing(on=on)
    found = seams(standing, on)
    assert sum(seam.open for seam in found) <= 1
    assert len({(seam.after, seam.before) for seam in found}) == len(found)
    for seam in found:
        assert seam.since == standing.episodes[seam.after].ended_on
        assert seam.days == ((seam.until or on) - seam.since).days
        assert min(0, seam.days) <= seam.net_days <= max(0, seam.days)
        assert (seam.until is None) == seam.open
        assert seam.cause == "exit" or seam.open or standing.episodes[seam.before].started_on == seam.until
        assert seam.seamless is not None or seam.open or seam.not_a_gap
        assert stage_of_seam(seam) in ("not_a_gap", "open", "never_followed", "overlap", "seamless", "late")


# What is proposed is what is taken


EXTRA = {"reopen": {"reason": "x"}, "void": {"reason": "x"}, "exclude": {"motive": "conduct"}}
# Moves whose form asks for more than their guards look at: the data decides, not the checklist.
FORM_FIRST = ("prescribe", "redirect", "start_support", "end_support", "request_handover")


@often
@given(walks(late=True), st.sampled_from([COUNSELLOR, OPERATOR]))
def test_what_may_be_done_next_is_what_the_rules_take(case, actor):
    on = max(entry.effective_on for entry in holding(case.entries))
    for option in options(case.standing(), case.attempt("", on, {}, actor)):
        name, met = option.move.name, [check.met for check in option.checks]
        assert option.open == (False not in met)
        data = {str(naming(name)): option.episodes[0].id} if option.episodes else {}
        attempt: Attempt = case.attempt(name, on, {**data, **EXTRA.get(name, {})}, actor)
        standing = case.standing()
        if not option.open:
            assert refused_or_none(NATIONAL.take, standing, attempt), f"{name} is said closed and was taken"
        elif None not in met and name not in FORM_FIRST:
            NATIONAL.take(standing, attempt)
            assert option.to is None or standing.stage == option.to
