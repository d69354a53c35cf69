"""The reconciliation of the totals on a page and in a file: one stock explained from an earlier one, term by term."""

from collections.abc import Mapping
from typing import Any

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.queries.balance import balances, behind_term
from parcours_app.queries.balance_sheet import balance_sheet
from parcours_app.queries.masking import largest
from parcours_app.queries.shown_balance import Terms, shown
from parcours_app.web import wording
from parcours_app.web.supervisor import case_lists
from parcours_app.web.supervisor.balance_asked import BACKWARDS, asked_of, query_of
from parcours_app.web.supervisor.balance_words import (
    DAY,
    STOCK,
    STOCK_DEFINITION,
    TERM,
    TERM_DEFINITION,
    TERM_NAME,
)
from parcours_app.web.supervisor.days_asked import day_fault
from parcours_app.web.supervisor.files import asked_again, links, sent
from parcours_app.web.supervisor.masking_words import masked_words
from parcours_app.web.supervisor.totals_words import count_words
from parcours_app.web.viewing import current_viewer
from workflows.balance import STOCKS, TERMS, Window


def show() -> ResponseReturnValue:
    """The page: the four days as a form, the terms as a table, what each of them means."""
    viewer = current_viewer()
    window, wrong = asked_of(request.args, viewer)
    found = balances(viewer, window)
    terms = shown(viewer, window, found)
    return render_template(
        "supervisor/balance.html",
        asked=query_of(window),
        errors=[_wrong(name, what) for name, what in wrong.items()],
        lead=_lead(window),
        columns=[
            {"label": gettext("Term")},
            *({"label": gettext(STOCK[code]), "numeric": True} for code in STOCKS),
        ],
        rows=[_row(window, term, terms) for term in TERMS],
        holds=all(balance.holds for balance in found.values()),
        masked=masked_words(masked=any(count is None for counts in terms.values() for count in counts.values())),
        stocks=[{"term": gettext(STOCK[code]), "value": gettext(STOCK_DEFINITION[code])} for code in STOCKS],
        terms=[{"term": gettext(TERM_NAME[term]), "value": gettext(TERM_DEFINITION[term])} for term in TERMS],
        files=links("balance", **query_of(window)),
    )


def file() -> ResponseReturnValue:
    """The same terms as a file; a masked count is empty and said so."""
    viewer = current_viewer()
    window, wrong = asked_of(request.args, viewer)
    if wrong:
        return asked_again("balance")
    sheet = balance_sheet(window, shown(viewer, window, balances(viewer, window)))
    stem = f"parcours-reconciliation-{window.since.isoformat()}-{window.until.isoformat()}"
    return sent(stem, sheet)


def cases() -> ResponseReturnValue:
    """The people behind one term; a masked term opens nothing, however it is asked for."""
    viewer = current_viewer()
    code, term, after = (request.args.get(name, "") for name in ("stock", "term", "after"))
    window, wrong = asked_of(request.args, viewer)
    if wrong or code not in STOCKS or term not in TERMS:
        abort(404)
    count = shown(viewer, window, balances(viewer, window))[code][term]
    if not count or count <= largest():
        abort(404)
    found = behind_term(viewer, code, term, window, after)
    kept = {**query_of(window), "stock": code, "term": term}
    return render_template(
        "supervisor/cases.html",
        title=gettext("%(stock)s: %(term)s", stock=gettext(STOCK[code]), term=gettext(TERM_NAME[term]).lower()),
        kicker=_lead(window),
        count=wording.number(count),
        columns=case_lists.columns(),
        rows=[case_lists.row(line, viewer) for line, _amount in found.lines if line is not None],
        first_url=url_for("supervisor.balance_cases", **kept) if after else None,
        next_url=url_for("supervisor.balance_cases", **{**kept, "after": found.after}) if found.after else None,
        back={"url": url_for("supervisor.balance", **query_of(window)), "label": gettext("Back to the reconciliation")},
        note=_note(term, found.lines),
    )


def _row(window: Window, term: str, terms: Mapping[str, Terms]) -> list[Any]:
    days = {name: wording.short_day(getattr(window, name)) for name in query_of(window)}
    return [gettext(TERM[term], **days), *(_count(window, code, term, terms[code][term]) for code in STOCKS)]


def _count(window: Window, code: str, term: str, count: int | None) -> dict[str, str]:
    """A count with the way to its list; a masked one, zero, and a true total that would point at somebody open none."""
    words = {"text": count_words(count)}
    if not count or count <= largest():
        return words
    return {**words, "url": url_for("supervisor.balance_cases", **query_of(window), stock=code, term=term)}


def _lead(window: Window) -> str:
    return gettext(
        "From %(since)s (as known on %(known_then)s) to %(until)s (as known on %(known)s)",
        **{name: wording.day(getattr(window, name)) for name in query_of(window)},
    )


def _wrong(name: str, what: str) -> dict[str, str]:
    if what != BACKWARDS:
        return day_fault(what, DAY)
    message = gettext("This day comes before the one it is compared with: exchange the two, or choose a later day.")
    return {"url": f"#{name}", "message": message}


def _note(term: str, lines: list[tuple[Any, int]]) -> str:
    notes = [gettext(TERM_DEFINITION[term]), gettext("The list shows the cases as they are today.")]
    if any(amount > 1 for _line, amount in lines):
        notes.append(gettext("A person counted several times is listed once."))
    if hidden := sum(1 for line, _amount in lines if line is None):
        notes.append(case_lists.unlisted(hidden))
    return " ".join(notes)
