"""The units of seams, of ends to book and of what follows a preparation (domain.md §1.7, §6.6 case 2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from workflows.booked_ahead import is_booked_ahead, is_end
from workflows.calendar import add_months
from workflows.episode import TRAINING, Episode, Kind
from workflows.indicators.profile import profile_of
from workflows.indicators.unit import State, Unit
from workflows.ledger import ledger
from workflows.pacts import pact_of
from workflows.seams import Seam
from workflows.standing import Standing

# How a seam ended: within its threshold whatever one counts, or without the days of pause only; beyond it; or never.
WITHIN, WITHIN_NET, BEYOND = "within", "within_net", "beyond"
NEVER_FOLLOWED = "never_followed"
# Calendar months a person has to go on after a preparation before it is said that they did not [P].
MONTHS_TO_GO_ON = 6


def gross_seams(standings: Iterable[Standing], on: date) -> Iterator[Unit]:
    """One unit per seam, in the cohort of the day its gap began, with its calendar days."""
    yield from _seams(standings, on, net=False)


def net_seams(standings: Iterable[Standing], on: date) -> Iterator[Unit]:
    """The same, with the days net of pauses. met: seamless; unmet: late, or never followed (detail); open: still so."""
    yield from _seams(standings, on, net=True)


def _seams(standings: Iterable[Standing], on: date, *, net: bool) -> Iterator[Unit]:
    for standing, episode, seam in _lines(standings, on):
        threshold = pact_of(standing.facts.get("pact")).threshold
        profile = profile_of(standing, seam.since, episode)
        yield Unit(seam.since, _state(seam), profile, _detail(seam, threshold), seam.net_days if net else seam.days)


def ends_to_book(standings: Iterable[Standing], on: date) -> Iterator[Unit]:
    """One unit per end that called for a next step: accepted fifteen days ahead (met) or not (unmet), on that day."""
    for standing, episode, seam in _lines(standings, on):
        if is_end(seam, episode):
            state = State.MET if is_booked_ahead(seam) else State.UNMET
            yield Unit(seam.since, state, profile_of(standing, seam.since, episode))


def _lines(standings: Iterable[Standing], on: date) -> Iterator[tuple[Standing, Episode, Seam]]:
    """The gaps of a person's ledger with the case that answers for each and the step that ended.

    Ends still to come are none yet; what was said not to be a gap is left out of every figure.
    """
    cases = {standing.case or str(n): standing for n, standing in enumerate(standings)}
    episodes = {key: episode for standing in cases.values() for key, episode in standing.episodes.items()}
    for line in ledger(cases, on):
        if cases[line.case].counts and not (line.seam.ahead or line.seam.not_a_gap):
            yield cases[line.case], episodes[line.seam.after], line.seam


def _state(seam: Seam) -> State:
    if seam.open:
        return State.OPEN
    return State.MET if seam.seamless else State.UNMET


def _detail(seam: Seam, threshold: int) -> str:
    if seam.before is None:
        return "" if seam.open else NEVER_FOLLOWED
    if seam.days <= threshold:
        return WITHIN
    return WITHIN_NET if seam.net_days <= threshold else BEYOND


def onwards(standings: Iterable[Standing], on: date) -> Iterator[Unit]:
    """One unit per last refresher of a row: followed by a qualification (met), or not within six months (unmet).

    In a row of refreshers only the last is judged; one beside another training prepares nothing to come. detail:
    certifying when what follows aims at a certification.
    """
    for standing in standings:
        if standing.counts:
            yield from _onwards(standing, on)


def _onwards(standing: Standing, on: date) -> Iterator[Unit]:
    started = sorted(
        (e for e in standing.episodes.values() if e.kind in TRAINING and e.started_on and not e.parallel),
        key=lambda e: (e.started_on or date.min, e.rank),
    )
    for episode, following in pairwise([*started, None]):
        if episode is None or episode.kind is not Kind.REFRESHER or episode.ended_on is None:
            continue
        if following is not None and following.kind is Kind.REFRESHER:
            continue
        state, detail = _followed(episode.ended_on, following, on)
        yield Unit(episode.ended_on, state, profile_of(standing, episode.ended_on, episode), detail)


def _followed(ended: date, following: Episode | None, on: date) -> tuple[State, str]:
    """Judged when the delay is over, whatever happened before: successes may not come in before failures."""
    limit = add_months(ended, MONTHS_TO_GO_ON)
    if on < limit:
        return State.IMMATURE, ""
    if following is not None and following.started_on is not None and following.started_on <= limit:
        return State.MET, "certifying" if following.certifying else ""
    return State.UNMET, ""
