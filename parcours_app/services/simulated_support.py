"""How support beside the steps begins and ends for simulated people: a term, a goal, a birthday, sometimes nothing yet.

It may outlive every step, and the end of a step never ends it.
"""

from datetime import date, timedelta

from parcours_app.services.simulated_journey import Journey
from parcours_app.services.simulated_people import YOUNG
from workflows.calendar import add_months, age_on


def begin_support(journey: Journey) -> None:
    """Support begins; its end comes on its own date, whatever the person is living by then."""
    journey.move("start_support", level=journey.one_of(journey.rates.support_levels), referent=journey.counsellor)
    motive = journey.one_of(journey.rates.support_ends)
    months = int(journey.one_of(journey.rates.support_term_months))
    end = add_months(journey.day, months) if motive == "term" else _within(journey, add_months(journey.day, months))
    birthday = add_months(journey.birth_date, YOUNG * 12)
    if age_on(journey.birth_date, journey.day) < YOUNG and (birthday <= end or motive == "lasts"):
        motive, end = "age_limit", birthday
    if motive != "lasts":
        journey.on_its_date(end, lambda: _end_support(journey, motive))


def _within(journey: Journey, latest: date) -> date:
    return journey.day + timedelta(days=journey.rng.randint(30, (latest - journey.day).days))


def _end_support(journey: Journey, motive: str) -> None:
    if journey.standing.support is not None and journey.standing.live:
        journey.move("end_support", motive=motive)
