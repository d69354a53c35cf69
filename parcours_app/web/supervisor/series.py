"""Monthly figures of outside sources beside ours, one year of one series at a time, in columns that are never added."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.queries import series as ask
from parcours_app.queries.masking import largest
from parcours_app.queries.outside_sheets import series_document, series_sheet
from parcours_app.queries.prepared import Prepared
from parcours_app.queries.series import Month, Named
from parcours_app.queries.series_known import series_figures
from parcours_app.web import wording
from parcours_app.web.supervisor.days_asked import day_fault
from parcours_app.web.supervisor.files import asked_again, links, sent
from parcours_app.web.supervisor.preparing import awaited, preparing
from parcours_app.web.supervisor.totals_asked import KNOWN, asked_of
from parcours_app.web.supervisor.totals_words import count_words
from parcours_app.web.viewing import current_viewer
from workflows.engine import sentence
from workflows.indicators.rates import mean

# What stands beside a series: the head of our column, and the convention in a sentence.
OURS = {
    ask.ENTRIES: (
        sentence("Parcours: entries of the month"),
        sentence("Ours: trainings that really started in the month, as the regional base counts entries."),
    ),
    ask.STOCK: (
        sentence("Parcours: persons in training"),
        sentence("Ours: persons in training on at least one day of the month, as the regional base counts them."),
    ),
    ask.SUPPORTS: (
        sentence("Parcours: supports in force"),
        sentence("Ours: spells of support in force on the last day of the month, as contracts of support are counted."),
    ),
}

# The series of PoEm by their names there; any other goes by its own.
NAMES = {
    "training_entries_other_commissioned": sentence("Other commissioned training: entries"),
    "region_commissioned_beneficiaries_stock": sentence("Training commissioned by the regions: beneficiaries"),
    "pacea_stock": sentence("PACEA in force at the end of the month"),
}


def show() -> ResponseReturnValue:
    """The series and the year asked for, the last year of the first series otherwise."""
    every = ask.every_series()
    chosen = _chosen(every)
    if chosen is None:
        return render_template("supervisor/series.html", chosen=None)
    year, (asked, wrong) = _year(chosen), asked_of(request.args, current_viewer())
    errors = [day_fault(name) for name in wrong if name in KNOWN]
    if _unknown(chosen):
        message = gettext("No series has this name: here is the first.")
        errors.append({"url": "#series", "message": message})
    if _other_year(year):
        message = gettext("This series has nothing for that year: here is its last one.")
        errors.append({"url": "#year", "message": message})
    found = _found(chosen, year, asked.known)
    head, how = OURS[ask.convention(chosen)]
    labels = (gettext("Month"), _theirs_head(chosen), gettext("Extracted on"), gettext(head))
    return render_template(
        "supervisor/series.html",
        chosen=chosen,
        name=_key(chosen),
        year=year,
        choices=[(_key(named), _name(named)) for named in every],
        years=[(str(each), str(each)) for each in sorted({y for named in every for y in named.years}, reverse=True)],
        known=asked.known.isoformat(),
        errors=errors,
        caption=_caption(chosen, year, asked.known),
        preparing=preparing(found),
        how=gettext(how),
        largest=largest(),
        columns=[{"label": words, "numeric": n > 0} for n, words in enumerate(labels)],
        rows=[_row(month) for month in found.answer or ()],
        footer=_footer(found.answer or ()),
        files=links("series", series=_key(chosen), year=year, known=asked.known.isoformat()),
    )


def file() -> ResponseReturnValue:
    """The same months as a file; both figures side by side, never added. Prepared ones are waited for on the page."""
    every = ask.every_series()
    chosen = _chosen(every)
    if chosen is None:
        return redirect(url_for("supervisor.series"))
    year, (asked, wrong) = _year(chosen), asked_of(request.args, current_viewer())
    if KNOWN & set(wrong) or _unknown(chosen) or _other_year(year):
        return asked_again("series")
    found = _found(chosen, year, asked.known)
    if found.answer is None:
        known = asked.known.isoformat()
        return redirect(url_for("supervisor.series", series=_key(chosen), year=year, known=known))
    sheet = series_sheet(chosen, found.answer)
    return sent(f"parcours-series-{year}", sheet, lambda: series_document(chosen, sheet, found.prepared_at))


def _found(chosen: Named, year: int, known: date) -> Prepared[list[Month]]:
    viewer = current_viewer()
    return awaited(viewer, series_figures(viewer, chosen, year, known))


def _caption(chosen: Named, year: int, known: date) -> str:
    said = {"name": _name(chosen), "year": year, "known": wording.day(known)}
    return gettext("%(name)s, %(year)s, as known on %(known)s", **said)


def _chosen(every: list[Named]) -> Named | None:
    """The series that the address names, the first one otherwise: its place in the list changes with an import."""
    asked = request.args.get("series", "")
    return next((named for named in every if _is(named, asked)), every[0] if every else None)


def _unknown(chosen: Named) -> bool:
    """Whether the address names another series than the one chosen."""
    return bool(asked := request.args.get("series", "")) and not _is(chosen, asked)


def _is(named: Named, asked: str) -> bool:
    return asked in (named.series, _key(named))


def _key(named: Named) -> str:
    """What an address calls a series: its name, and whose it is, for several may have one name."""
    return f"{named.series}, {named.perimeter}, {named.source}, {named.unit}"


def _year(chosen: Named) -> int:
    asked = request.args.get("year", "")
    return int(asked) if asked in {str(year) for year in chosen.years} else chosen.years[-1]


def _other_year(year: int) -> bool:
    """Whether the address asks for another year than the one shown, or for several."""
    return bool({*request.args.getlist("year")} - {"", str(year)})


def _name(named: Named) -> str:
    words = gettext(NAMES[named.series]) if named.series in NAMES else named.series.replace("_", " ")
    return f"{words} – {named.source}, {named.perimeter}"


def _theirs_head(named: Named) -> str:
    said = {"source": named.source, "perimeter": named.perimeter}
    return gettext("Outside reference: %(source)s, %(perimeter)s", **said)


def _row(month: Month) -> list[Any]:
    return [
        wording.month(month.last_day),
        _theirs(month),
        wording.short_day(month.extracted_on),
        count_words(month.ours) if month.over else "",
    ]


def _theirs(month: Month) -> str:
    if not month.told:
        return ""
    return gettext("NC") if month.theirs is None else wording.number(month.theirs)


def _footer(found: Sequence[Month]) -> list[str]:
    """The mean of the months they tell, rounded half up as they print it; ours is not averaged with theirs."""
    told = mean([month.theirs for month in found if month.theirs is not None])
    return [gettext("Mean of the months told"), gettext("n.d.") if told is None else wording.number(told), "", ""]
