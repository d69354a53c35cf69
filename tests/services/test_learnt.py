"""What is learnt of simulated people day of writing by day of writing adds up to a replay as known on each day."""

from collections import Counter
from datetime import date

from parcours_app.services.simulated_journey import Colleague
from parcours_app.services.simulated_lives import Asked, lives
from parcours_app.services.simulation_rates import Rates
from workflows.knowledge import learnt, told
from workflows.totals import changes

RATES = Rates(corrected=0.8, enters_again=0.5, recorded_late=0.2)
STAFF = {region: [Colleague(f"alix-{region}", f"ML-{region}", region)] for region in ("11", "32")}


def people(how_many):
    """The entries of each person's cases, the first case first."""
    asked = Asked(how_many, 3, date(2026, 6, 15), RATES)
    return [[history.entries for history in life.histories] for n in range(how_many) for life in lives(asked, STAFF, n)]


def known_on(cases, day):
    found = Counter()
    for on, measure, cell, amount in changes(cases, day):
        found[on, measure, cell] += amount
    return +found, -found


def test_each_day_of_writing_adds_what_a_replay_as_known_that_day_counts():
    several = corrected = 0
    for cases in people(60):
        several += len(cases) > 1
        known = Counter()
        for lines, gained in learnt([told(entries) for entries in cases]):
            known.update(gained)
            corrected += lines[-1].entry.supersedes is not None
            assert (+known, -known) == known_on(cases, lines[-1].entry.recorded_on)
    assert several > 5
    assert corrected > 20


def test_entries_told_in_order_are_replayed_once_and_stand_where_a_replay_says():
    in_order = [entries for cases in people(20) for entries in cases if not entries[-1].supersedes]
    assert in_order
    for entries in in_order:
        history = told(entries)
        assert len(history.snapshots) == len(entries)
        assert history.standing is not None
