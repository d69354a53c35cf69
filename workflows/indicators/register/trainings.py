"""Entries, stocks, outcomes and certifications of trainings: their definitions. Data only."""

from datetime import date

from workflows.engine import sentence
from workflows.indicators import trainings
from workflows.indicators.indicator import Indicator, Measure
from workflows.indicators.register.words import AT_START, HERE, TOLERATED
from workflows.indicators.unit import State, Unit


def _dropped(unit: Unit) -> bool:
    return unit.state is State.UNMET and unit.detail.startswith("dropped_out:")


def _job_before_term(unit: Unit) -> bool:
    return unit.state is State.UNMET and unit.detail.endswith(":employment")


def _unmet(unit: Unit) -> bool:
    return unit.state is State.UNMET


def _partial(unit: Unit) -> bool:
    return unit.detail == "partial"


def _present_during(unit: Unit, since: date, until: date) -> bool:
    return unit.cohort <= until and (unit.until is None or unit.until >= since)


def _present_at_the_end(unit: Unit, since: date, until: date) -> bool:
    del since
    return _present_during(unit, until, until)


INDICATORS = (
    Indicator(
        "entries",
        1,
        sentence("Entries into training"),
        sentence(
            "Refresher and qualification steps that really started in the period. One person may enter several times."
        ),
        trainings.entries,
        Measure.COUNT,
        sentence("Steps started"),
        window=AT_START,
        source=sentence("Dares, regional base of trainees (Brest)."),
    ),
    Indicator(
        "persons",
        1,
        sentence("Persons who entered training"),
        sentence(
            "Persons with at least one refresher or qualification step started in the period, each counted once: "
            "where the first of these steps is."
        ),
        trainings.entries,
        Measure.PERSONS,
        sentence("Persons"),
        window=AT_START,
        source=HERE,
    ),
    Indicator(
        "stock_during",
        1,
        sentence("In training during the period"),
        sentence("Steps that ran on at least one day of the period, their first and last days included."),
        trainings.entries,
        Measure.COUNT,
        sentence("Steps running"),
        within=_present_during,
        window=sentence("Any day of the period."),
        source=sentence("Dares, regional base of trainees (Brest): beneficiaries of the month."),
    ),
    Indicator(
        "stock_last_day",
        1,
        sentence("In training on the last day"),
        sentence("Steps that ran on the last day of the period."),
        trainings.entries,
        Measure.COUNT,
        sentence("Steps running"),
        within=_present_at_the_end,
        window=sentence("The last day of the period."),
        source=sentence("Dares, support contracts in force: stock at the end of the month."),
    ),
    Indicator(
        "completion",
        1,
        sentence("Completion rate"),
        sentence(
            "Among the trainings whose planned end is well past, the share that went to the end. Those not "
            "due yet, paused, or still running after their term are shown beside it, never counted as failures."
        ),
        trainings.outcomes,
        Measure.SHARE,
        sentence("Trainings completed"),
        sentence("Trainings completed or ended before their term"),
        window=AT_START,
        maturity=TOLERATED,
        source=HERE,
    ),
    Indicator(
        "early_exit",
        1,
        sentence("Ended before the term"),
        sentence("Among the trainings whose planned end is well past, the share that ended before it, by motive."),
        trainings.outcomes,
        Measure.SHARE,
        sentence("Trainings ended before their term"),
        sentence("Trainings completed or ended before their term"),
        counts=_unmet,
        detailed=True,
        window=AT_START,
        maturity=TOLERATED,
        source=HERE,
    ),
    Indicator(
        "dropout",
        1,
        sentence("Dropout rate"),
        sentence(
            "Among the trainings whose planned end is well past, the share the person gave up. A job found "
            "before the term is counted apart."
        ),
        trainings.outcomes,
        Measure.SHARE,
        sentence("Trainings given up"),
        sentence("Trainings completed or ended before their term"),
        counts=_dropped,
        window=AT_START,
        maturity=TOLERATED,
        source=sentence("Dares, survey of former trainees: those who had started."),
    ),
    Indicator(
        "job_before_term",
        1,
        sentence("Left for a job before the term"),
        sentence(
            "Among the trainings whose planned end is well past, the share left for a job. Neither an "
            "achievement nor a failure of the training."
        ),
        trainings.outcomes,
        Measure.SHARE,
        sentence("Trainings left for a job"),
        sentence("Trainings completed or ended before their term"),
        counts=_job_before_term,
        window=AT_START,
        maturity=TOLERATED,
        source=HERE,
    ),
    Indicator(
        "certification",
        1,
        sentence("Certification rate"),
        sentence(
            "Among the trainings completed that aimed at a certification and whose jury has spoken, the "
            "share fully certified. Results awaited and absences are shown beside it."
        ),
        trainings.certifications,
        Measure.SHARE,
        sentence("Full certifications, blocs added up"),
        sentence("Trainings presented to a jury"),
        window=AT_START,
        maturity=sentence("A result awaited is left out until it is known."),
        source=sentence("Labour code, L.6313-7."),
    ),
    Indicator(
        "partial_certification",
        1,
        sentence("Part of the certification"),
        sentence(
            "Among the trainings completed that aimed at a certification and whose jury has spoken, the "
            "share that obtained some of its blocs only."
        ),
        trainings.certifications,
        Measure.SHARE,
        sentence("Certifications obtained in part"),
        sentence("Trainings presented to a jury"),
        counts=_partial,
        window=AT_START,
        maturity=sentence("A result awaited is left out until it is known."),
        source=sentence("Labour code, L.6313-7."),
    ),
)
