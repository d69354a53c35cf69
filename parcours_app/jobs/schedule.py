"""The scheduled work, as a table: name, words, when, what. A new work is one line and one function.

A function takes the operator as viewer and answers how many things it did. It may run twice for the same time, after a
kill: what it tells carries a `once`, what it changes is already changed the second time.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from parcours_app.jobs import counts, digest, figures, upcoming
from parcours_app.jobs.times import Daily, Hourly, When
from parcours_app.scope import Viewer
from parcours_app.services import reminders
from parcours_app.services.handover_clock import remind_and_expire
from parcours_app.services.loans import give_back_due
from workflows.engine import sentence


@dataclass(frozen=True, slots=True)
class Work:
    """One work: what it is called on the administrator's page, when it is due, what it does."""

    label: str
    when: When
    do: Callable[[Viewer], int]


SCHEDULE: Mapping[str, Work] = {
    "weekly_digest": Work(
        sentence("The digest of the week to counsellors, on Monday from 7:00 where they work"),
        Hourly(),
        digest.tell_counsellors,
    ),
    "appointments": Work(
        sentence("The reminder of an appointment to the person, the day before"),
        Hourly(15),
        reminders.remind_people,
    ),
    "checks": Work(
        sentence("The check on employment that falls due, to the counsellor"),
        Daily(6),
        reminders.remind_counsellors,
    ),
    "handover_clock": Work(
        sentence("Reminders and expiries of handovers, replacements that ended"),
        Daily(7),
        remind_and_expire,
    ),
    "loans": Work(
        sentence("The cases handed over for a time, given back the day after"),
        Hourly(5),
        give_back_due,
    ),
    "trainings": Work(
        sentence("The reminder of a training to the person, three days before it starts"),
        Daily(8),
        upcoming.trainings_that_start,
    ),
    "next_steps": Work(
        sentence("The next step to book, to the counsellor, %(pressing)s and %(urgent)s days before a step ends"),
        Daily(6, 30),
        upcoming.next_steps_to_book,
    ),
    "counts": Work(
        sentence("The counts folded week by week, so that totals stay quick"),
        Hourly(40),
        counts.fold_counts,
    ),
    "figures": Work(
        sentence("The figures of large territories, asked for the day"),
        Daily(4),
        figures.ask_for_the_usual,
    ),
}
