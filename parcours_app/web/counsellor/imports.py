"""Importing a file: receive it, show what would happen line by line, apply it, give the report. Reads no line."""

import io
from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext, ngettext
from flask_wtf import FlaskForm
from wtforms import FileField, RadioField, StringField
from wtforms.validators import InputRequired, Optional, Regexp

from parcours_app.queries import import_runs as received
from parcours_app.queries.import_runs import Run
from parcours_app.readers import actions, people
from parcours_app.readers.problems import UnusableFile
from parcours_app.readers.report import write_report
from parcours_app.scope import Invisible
from parcours_app.services import import_runs
from parcours_app.web.counsellor.import_lines import statuses, table, without_case, worded
from parcours_app.web.viewing import current_viewer as viewer
from parcours_app.web.wording import moment
from workflows.engine import sentence

UNPROCESSABLE = 422
KINDS = {"people": sentence("Caseload (people)"), "actions": sentence("France Travail actions")}
COLUMNS = {"people": people.COLUMNS, "actions": actions.COLUMNS}
STATES = {
    "previewed": sentence("Checked, not applied"),
    "applied": sentence("Applied"),
    "dropped": sentence("Given up"),
}
STEPS = (sentence("File"), sentence("Check"), sentence("Result"))


class UploadForm(FlaskForm):  # type: ignore[misc]
    """Which file, of what, from which system."""

    kind = RadioField(lazy_gettext("What the file holds"), [InputRequired(lazy_gettext("Choose what the file holds."))])
    file = FileField(lazy_gettext("File"), [InputRequired(lazy_gettext("Choose a file."))])
    source = StringField(
        lazy_gettext("System the file comes from"),
        [
            Optional(),
            Regexp(
                r"^[a-z0-9_-]{1,40}$",
                message=lazy_gettext("Write a short code: lower-case letters, digits, hyphens, 40 characters at most."),
            ),
        ],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )


def index() -> ResponseReturnValue:
    """The form and the last files; a good file goes to its preview."""
    form = UploadForm()
    form.kind.choices = [(code, gettext(label)) for code, label in KINDS.items()]
    if request.method == "GET":
        return _form(form)
    if not form.validate():
        return _form(form, UNPROCESSABLE)
    sent = form.file.data
    try:
        run_id = import_runs.receive(
            viewer(), form.kind.data, _bare(sent.filename), sent.read(), form.source.data or ""
        )
    except UnusableFile as unusable:
        form.file.errors = [gettext(unusable.sentence, **unusable.params)]
        return _form(form, UNPROCESSABLE)
    return redirect(url_for("counsellor.import_run", run_id=run_id))


def show(run_id: str) -> ResponseReturnValue:
    """What would happen, or what happened, line by line: the first lines that call for attention, or of one outcome."""
    run = _run(run_id)
    wanted = request.args.get("status", "")
    applied = run.state == import_runs.APPLIED
    return render_template(
        "counsellor/import_run.html",
        run=run,
        kind=gettext(KINDS[run.kind]),
        state=gettext(STATES[run.state]),
        waiting=run.state == import_runs.PREVIEWED,
        applied=applied,
        received=moment(run.created_at),
        steps=_steps(2 if applied else 1),
        statuses=statuses(run, wanted, url_for("counsellor.import_run", run_id=run.id)),
        lines=table(run, wanted),
        unread=", ".join(run.unread),
        without_case=_without_case(run),
    )


def _without_case(run: Run) -> str:
    number = without_case(run)
    words = ngettext(
        "%(num)s person has no case: the line says why.", "%(num)s people have no case: their lines say why.", number
    )
    return str(words) if number else ""


def apply(run_id: str) -> ResponseReturnValue:
    """Import for good."""
    try:
        import_runs.apply(viewer(), run_id)
    except Invisible:
        abort(404)
    flash(gettext("The file is imported. The report says what became of every line."), "success")
    return redirect(url_for("counsellor.import_run", run_id=run_id))


def drop(run_id: str) -> ResponseReturnValue:
    """Give the file up; nothing was written of it."""
    try:
        import_runs.drop(viewer(), run_id)
    except Invisible:
        abort(404)
    flash(gettext("The file is given up: nothing was recorded."), "info")
    return redirect(url_for("counsellor.imports"))


def report(run_id: str) -> ResponseReturnValue:
    """The report as a file for a spreadsheet."""
    run = _run(run_id)
    stream = io.BytesIO()
    write_report(run.outcomes(), stream, worded)
    answer = Response(stream.getvalue(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="import-{run.created_at:%Y-%m-%d}-{run.id[-6:]}.csv"'
    return answer


def _form(form: UploadForm, status: int = 200) -> ResponseReturnValue:
    rows = [
        [
            {"text": row.file_name, "url": url_for("counsellor.import_run", run_id=row.id)},
            gettext(KINDS[row.kind]),
            moment(row.created_at),
            row.author or "",
            gettext(STATES[row.state]),
        ]
        for row in received.recent(viewer())
    ]
    return render_template(
        "counsellor/import_form.html", form=form, rows=rows, steps=_steps(0), columns=_columns()
    ), status


def _columns() -> list[dict[str, str]]:
    """The columns each kind of file may have, by their usual titles; those it must have first."""
    return [
        {
            "kind": gettext(KINDS[kind]),
            "needed": ", ".join(_titles(kind, needed=True)),
            "read": ", ".join(_titles(kind, needed=False)),
        }
        for kind in KINDS
    ]


def _titles(kind: str, *, needed: bool) -> list[str]:
    return [column.title for column in COLUMNS[kind] if (column.required or column.present) is needed]


def _run(run_id: str) -> Run:
    try:
        return received.run(viewer(), run_id)
    except Invisible:
        abort(404)


def _steps(here: int) -> list[dict[str, Any]]:
    return [
        {"label": gettext(label), "state": "done" if n < here else "current" if n == here else "todo"}
        for n, label in enumerate(STEPS)
    ]


def _bare(name: str | None) -> str:
    """The file's name without its folders and without what cannot be stored."""
    last = (name or "").replace("\\", "/").rpartition("/")[2]
    return "".join(char for char in last if char.isprintable()).strip() or gettext("file without a name")
