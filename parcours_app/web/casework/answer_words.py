"""How fast an organisation answers handovers, in words, wherever one chooses a receiver."""

from datetime import date

from flask_babel import gettext, ngettext

from parcours_app.queries.answer_times import NO_ANSWER_YET, AnswerTime, answer_times
from parcours_app.queries.directory import organisations
from parcours_app.web import wording


def receivers(today: date) -> list[tuple[str, str]]:
    """Every organisation as one chooses it: (key, name and how fast it answers), in order of names."""
    times = answer_times(today)
    return [(key, f"{name} – {usual_answer(times.get(key, NO_ANSWER_YET))}") for key, name in organisations()]


def usual_answer(time: AnswerTime) -> str:
    """For example “3 days in general, 14 handovers”; that there is none yet, or too few to say."""
    if time.answers is None:
        return gettext("too few handovers to say")
    if time.median_days is None:
        return gettext("no handover yet")
    handovers = ngettext("%(num)s handover", "%(num)s handovers", time.answers)
    return gettext("%(days)s in general, %(handovers)s", days=_days(time.median_days), handovers=handovers)


def _days(number: int) -> str:
    return wording.days(number) if number else gettext("the same day")
