"""The form of a move, made from its table of fields: what to ask, what was typed, what is wrong."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from parcours_app.web import wording
from parcours_app.web.casework.move_parts import FEW, Choices, Lists, Part, Typed, iso, key_of, parts_of
from workflows.engine import Field, Reason, sentence

# A word of help under a question. Keyed by the field, or by "field-part".
HINTS: Mapping[str, str] = {
    "effective_on": sentence("The day it really happened: today, or an earlier day."),
    "notified_on": sentence("On or after the day of the decision, and no later than the first day of the orientation."),
    "provider": sentence("The name of the training provider, as the person knows it."),
    "prescribed_on": sentence("Only if the person started before the prescription; otherwise leave it empty."),
    "planned_start": sentence("As announced by the training provider."),
    "planned_end": sentence("As announced by the training provider."),
    "programme": sentence("For example the regional programme that pays."),
    "rncp": sentence("Only for a qualification that leads to a certification, for example RNCP37948."),
    "blocs": sentence("One code a line."),
    "parallel": sentence("For a training followed at the same time as another."),
    "pause.until": sentence("The pause ends by itself after this day."),
    "assign.until": sentence(
        "Only for a replacement: after this day the referent follows the person again. Leave it empty for good."
    ),
    "assign.referent": sentence("The colleague who follows the person from now on."),
    "accept_handover.referent": sentence("The counsellor of your organisation who follows the person from now on."),
    "redirect.decision": sentence(
        "Accepted: what runs is interrupted, a new orientation opens, its month starts again. Denied: nothing changes."
    ),
    "redirect.authority": sentence("The orienting authority: the referent asks, it decides."),
    "redirect.requested_on": sentence("The day the referent asked for it, when it is not the day of the decision."),
    "redirect.reason": sentence("What the person and the referent say, in a sentence or two."),
    "decline_handover.reason": sentence("A sentence the sender will read."),
    "alternative_organisation": sentence("The sender can send the request to it in one click."),
    "alternative": sentence("For example a service, a date, another way to help the person."),
    "temporary_until": sentence(
        "The day after, the case comes back by itself to you. Leave it empty if it is passed on for good."
    ),
    "to_counsellor": sentence("Only when a colleague of your own organisation takes over."),
    "needs-domains": sentence("At least one when a refresher is needed."),
    "complete_orientation.reason": sentence("Required when no refresher is needed: say why in one sentence."),
    "legitimate": sentence("Without a legitimate motive the person may have to pay back: a supervisor decides it."),
    "not_a_gap": sentence(
        "For example a planned leave between two steps: it leaves the waiting times, with your reason."
    ),
    "settle_seam.effective_on": sentence("The day you knew why: today, or an earlier day."),
    "settle_seam.reason": sentence("Required when this is not a gap: say why in one sentence."),
    "job": sentence("Needed when the person leaves for a job."),
    "job-ends_on": sentence("Leave it empty for an open-ended contract."),
    "into_case": sentence("It is written at the top of its page."),
}
# Codes that the table of fields knows and that this form does not offer: they belong to imports of history.
NOT_OFFERED: Mapping[str, frozenset[str]] = {"kind": frozenset({"orientation"})}
SHORT = frozenset({"hours"})
MEDIUM = frozenset({"rncp", "session", "programme"})


@dataclass(frozen=True, slots=True)
class Control:
    """One input, ready for components/field.html."""

    kind: str
    name: str
    label: str
    value: Any
    hint: str = ""
    errors: tuple[str, ...] = ()
    required: bool = False
    choices: Choices = field(default_factory=list)
    width: str | None = None
    attributes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    """A field asked with several inputs, under one title."""

    legend: str
    name: str
    controls: list[Control]
    hint: str = ""
    errors: tuple[str, ...] = ()


def typed_in(form: MultiDict[str, str], fields: Sequence[Field]) -> dict[str, Typed]:
    """What was typed, by input; kept as it is to be shown again."""
    return {key_of(f, part): form.getlist(key_of(f, part)) for f in fields for part in parts_of(f)}


def typed_from(data: Mapping[str, Any], fields: Sequence[Field]) -> dict[str, Typed]:
    """The data of an entry, as a form would have sent it."""
    typed = {}
    for f in fields:
        value = data.get(f.name)
        for part in parts_of(f):
            typed[key_of(f, part)] = part.show((value or {}).get(part.name) if part.name else value)
    return typed


def data_of(typed: Mapping[str, Typed], fields: Sequence[Field]) -> dict[str, Any]:
    """The data to send to the rules; what was left empty is absent."""
    read = {f.name: _value(typed, f) for f in fields}
    return {name: value for name, value in read.items() if value not in (None, "")}


def _value(typed: Mapping[str, Typed], asked: Field) -> Any:
    parts = parts_of(asked)
    if not parts[0].name:
        return parts[0].read(typed.get(asked.name, []))
    values = {part.name: part.read(typed.get(key_of(asked, part), [])) for part in parts}
    answered = any(value not in (None, [], "") for value in values.values())
    return values if answered else None


def controls(
    move: str, fields: Sequence[Field], typed: Mapping[str, Typed], lists: Lists, errors: Mapping[str, list[str]]
) -> list[Control | Group]:
    """The questions of a form, with what was typed and what is wrong with it."""
    return [_question(move, f, typed, lists, tuple(errors.get(f.name, ()))) for f in fields]


def _question(
    move: str, asked: Field, typed: Mapping[str, Typed], lists: Lists, errors: tuple[str, ...]
) -> Control | Group:
    parts = parts_of(asked)
    hint = HINTS.get(f"{move}.{asked.name}") or HINTS.get(asked.name)
    hint = gettext(hint) if hint else ""
    if not parts[0].name:
        return _control(asked, parts[0], typed, lists, (hint, asked.required, errors))
    inner = []
    for part in parts:
        own = HINTS.get(key_of(asked, part))
        inner.append(_control(asked, part, typed, lists, (gettext(own) if own else "", part.required, ())))
    return Group(wording.word("field", asked.name), asked.name, inner, hint, errors)


def _control(
    asked: Field, part: Part, typed: Mapping[str, Typed], lists: Lists, said: tuple[str, bool, tuple[str, ...]]
) -> Control:
    hint, required, errors = said
    key = key_of(asked, part)
    offered = [c for c in part.offer(asked, lists) if c[0] not in NOT_OFFERED.get(asked.name, ())]
    kind = part.kind
    if kind == "choice":
        kind = "radio" if len(offered) <= FEW else "select"
    if kind == "textarea" and asked.type == "text" and not asked.free_text:
        kind = "text"
    return Control(
        kind=kind,
        name=key,
        label=wording.word("field", part.name or asked.name),
        value=_shown(kind, typed.get(key, [])),
        hint=hint,
        errors=errors,
        required=required,
        choices=[("", gettext("Choose…")), *offered] if kind == "select" else offered,
        width="short" if asked.name in SHORT else "medium" if asked.name in MEDIUM else None,
        attributes={"min": 1, "inputmode": "numeric"} if kind == "number" else {},
    )


def _shown(kind: str, typed: Typed) -> Any:
    if kind == "checkboxes":
        return typed
    if kind == "checkbox":
        return bool(typed)
    if kind == "date":
        return iso(typed) or ""
    return typed[0] if typed else ""


def errors_by_field(reasons: Iterable[Reason]) -> dict[str, list[str]]:
    """What is wrong with each field, in words: only the refusals that concern what was typed."""
    found: dict[str, list[str]] = {}
    for reason in reasons:
        kind, _colon, name = reason.guard.partition(":")
        if kind == "data":
            found.setdefault(name, []).append(wording.explained(reason))
    return found
