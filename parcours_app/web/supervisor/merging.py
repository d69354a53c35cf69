"""Two cases side by side before they are merged: what says that they are one person, and what each of them holds.

A merge takes somebody out of every total: it is shown before it is recorded (domain.md T14: same birth date and
identifier, or another proof). Names and dates of birth are compared, never shown.
"""

from collections.abc import Callable
from typing import Any

from flask_babel import gettext

from parcours_app.models import Person
from parcours_app.queries.case_file import CaseFile, case_file
from parcours_app.queries.case_numbers import receiver
from parcours_app.scope import Viewer
from parcours_app.web import wording
from parcours_app.web.casework.move_drafts import Draft
from parcours_app.web.casework.strip import title_of
from workflows.engine import sentence
from workflows.episode import Episode

# A fact, or several of them.
Told = str | list[str]
INTO = "into_case"
COMPARED = "compared"

NOT_ALIKE = {
    "birth_date": sentence("The birth dates differ: these are two persons, unless a paper proves that one is wrong."),
    "ft_id": sentence("The identifiers differ: an old and a new one may both be theirs. Check with France Travail."),
    "name": sentence("The names are not written alike: a name of use, or two persons."),
}
UNKNOWN = sentence("One case at least does not say it.")
LIKENESS: tuple[tuple[str, str, Callable[[Person], Any]], ...] = (
    ("birth_date", sentence("Same birth date"), lambda person: person.birth_date),
    ("ft_id", sentence("Same France Travail identifier"), lambda person: person.ft_id),
    ("name", sentence("Same name"), lambda person: person.search_name.strip()),
)


def number_typed(draft: Draft) -> str:
    """The number of the case that would stay, as typed; empty when nothing was."""
    return (draft.typed.get(INTO) or [""])[0].strip()


def beside(viewer: Viewer, file: CaseFile, draft: Draft) -> dict[str, Any] | None:
    """The case of the form beside the one that would stay, for the template; None when that one may not receive it."""
    typed = number_typed(draft)
    key = receiver(viewer, file.case.id, typed) if typed else None
    if key is None:
        return None
    other = case_file(viewer, key)
    return {
        "typed": typed,
        "number": other.case.number,
        "rows": [_row(label, read(file), read(other)) for label, read in _facts()],
        "alike": [_alike(name, title, read(file.person), read(other.person)) for name, title, read in LIKENESS],
    }


def button(move: str, beside: dict[str, Any] | None) -> str:
    """What the button of the form says: a merge is compared first."""
    if move != "merge":
        return gettext("Record")
    return gettext("Merge the two cases") if beside else gettext("Compare the two cases")


def _alike(name: str, title: str, left: Any, right: Any) -> dict[str, Any]:
    """Whether two persons have the same, as one line of components/guard_checklist.html."""
    if not left or not right:
        return {"state": "unknown", "title": gettext(title), "explanation": gettext(UNKNOWN)}
    if left == right:
        return {"state": "met", "title": gettext(title)}
    return {"state": "unmet", "title": gettext(title), "explanation": gettext(NOT_ALIKE[name])}


def _row(label: str, left: Told, right: Told) -> dict[str, Any]:
    return {"label": label, "left": left, "right": right, "same": left == right}


def _facts() -> list[tuple[str, Callable[[CaseFile], Told]]]:
    return [
        (gettext("Opened on"), lambda file: wording.day(file.standing.opened_on)),
        (gettext("Stage"), lambda file: wording.word("stage", file.standing.stage)),
        (gettext("Organisation"), lambda file: file.organisations.get(file.standing.organisation or "", "")),
        (gettext("Region"), lambda file: wording.region(file.case.region)),
        (gettext("Steps"), _steps),
    ]


def _steps(file: CaseFile) -> list[str]:
    return [_step(episode) for episode in file.standing.episodes.values() if episode.started]


def _step(episode: Episode) -> str:
    parts = (title_of(episode), episode.provider, wording.period(episode.started_on, episode.ended_on))
    return ", ".join(part for part in parts if part)
