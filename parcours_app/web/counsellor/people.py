"""Somebody new, in four steps: search, identity, situation, proposal. What is typed travels in the form.

Nothing is written before the last button; each step checks again all that came before it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.queries.people import Match, find_people
from parcours_app.reference.regions import region_of
from parcours_app.services.refusals import KeyReused, SamePerson
from parcours_app.services.registration import Registration, foresee, register
from parcours_app.web.counsellor.people_choices import answers
from parcours_app.web.counsellor.people_forms import IdentityForm, PersonForm, SearchForm, SituationForm
from parcours_app.web.counsellor.people_matches import shown
from parcours_app.web.counsellor.people_proposal import Proposal, propose, summary
from parcours_app.web.viewing import current_viewer as viewer
from parcours_app.web.wording import explained, remedy
from workflows.engine import Reason, Refused, sentence

UNPROCESSABLE = 422
# The forms that must be in order before a step: the identity takes up what was searched, and is stricter.
BEFORE = {"identity": ("search",), "situation": ("identity",), "proposal": ("identity", "situation")}
STEPS = (
    ("search", sentence("Search")),
    ("identity", sentence("Identity")),
    ("situation", sentence("Situation")),
    ("proposal", sentence("Proposal")),
)


@dataclass(frozen=True, slots=True)
class Typed:
    """The three forms of the way, filled with whatever was typed so far."""

    search: SearchForm
    identity: IdentityForm
    situation: SituationForm


def search() -> ResponseReturnValue:
    """First step: the search; what it finds is shown under it."""
    typed = _typed()
    if request.method == "GET":
        return _page("search", typed)
    if not typed.search.validate():
        return _page("search", typed, UNPROCESSABLE)
    return _page("search", typed, matches=[shown(match, typed.search) for match in _matches(typed.search)])


def identity() -> ResponseReturnValue:
    """Second step: who it is, begun with what was searched."""
    return _step("identity", lambda typed: _page("identity", typed))


def situation() -> ResponseReturnValue:
    """Third step: level, situations, what the right to enter rests on."""
    return _step("situation", lambda typed: _page("situation", typed, answers=answers()))


def proposal() -> ResponseReturnValue:
    """Last step: the verdict, the argued proposal, and the button that opens the case."""
    return _step("proposal", _proposed)


def open_case() -> ResponseReturnValue:
    """Record the person and open the case, then go to their file; a refusal comes back with all that was typed."""
    return _step("proposal", _opened)


def _typed() -> Typed:
    """The forms as sent; on first sight of the last one, the case opens today."""
    today = viewer().today
    who, region = IdentityForm(today=today), region_of(request.form.get("postcode", ""))
    asked = SituationForm(today=today, region=region, birth_date=who.birth_date.data)
    if "opened_on" not in request.form:
        asked.opened_on.data = today
    return Typed(SearchForm(today=today), who, asked)


def _step(name: str, then: Callable[[Typed], ResponseReturnValue]) -> ResponseReturnValue:
    """Show the first step that is not in order among those before this one, else this one."""
    if request.method == "GET":
        return redirect(url_for("counsellor.new_person"))
    typed = _typed()
    for code in BEFORE[name]:
        form: PersonForm = getattr(typed, code)
        if not form.validate():
            return _page(code, typed, UNPROCESSABLE, **({"answers": answers()} if code == "situation" else {}))
    return then(typed)


def _proposed(typed: Typed, status: int = 200, problems: tuple[Reason, ...] = ()) -> ResponseReturnValue:
    looking = viewer()
    registration = _registration(typed)
    try:
        person, facts, verdict = foresee(looking, registration)
    except Refused as refused:
        return _refused(typed, refused)
    found: Proposal = propose(facts, verdict, typed.situation.domains.data or (), registration.opened_on)
    alike = [match for match in _matches(typed.identity) if {"ft_id", "identity"} & set(match.reasons)]
    return _page(
        "proposal",
        typed,
        status,
        proposal=found,
        alike=[shown(match, typed.identity) for match in alike],
        key=request.form.get("key") or str(uuid4()),
        retained=_retained(found),
        summary=summary(person, facts.age(registration.opened_on)),
        problems=[{"message": f"{explained(reason)} {remedy(reason)}"} for reason in problems],
    )


def _retained(found: Proposal) -> list[str]:
    """The optional steps ticked: those proposed, until the counsellor decides otherwise."""
    if "key" in request.form:
        return request.form.getlist("needs")
    return [advice["step"] for advice in found.suggestions if advice["proposed"]]


def _opened(typed: Typed) -> ResponseReturnValue:
    try:
        written = register(viewer(), _registration(typed, needs=True))
    except Refused as refused:
        return _proposed(typed, UNPROCESSABLE, refused.reasons)
    except SamePerson:
        return _proposed(typed, UNPROCESSABLE, (_SAME,))
    except KeyReused:
        return _proposed(typed, UNPROCESSABLE, (_TWICE,))
    flash(gettext("The case is open. The next move is to begin orientation."), "success")
    return redirect(url_for("counsellor.case", case_id=written.case_id))


_SAME = Reason(
    "same_person",
    sentence("Somebody with the same France Travail identifier and birth date is recorded already."),
    sentence("Go back to the search and open their file, or correct the identifier."),
)
_TWICE = Reason(
    "key_reused",
    sentence("This form was already sent with other answers."),
    sentence("Look for the person in your caseload before sending it again."),
)


def _registration(typed: Typed, *, needs: bool = False) -> Registration:
    """What the three forms say together; with the needs kept by the counsellor when they decide."""
    person = typed.identity.person() | typed.situation.person()
    if needs:
        retained = request.form.getlist("needs")
        person["needs"] = {"refresher": "refresher" in retained, "support": "support" in retained}
    return Registration(
        person=person,
        opened_on=typed.situation.opened_on.data,
        eligibility=typed.situation.eligibility(),
        pact=typed.situation.pact.data or None,
        referent=viewer().account,
        key=request.form.get("key") or None,
    )


def _refused(typed: Typed, refused: Refused) -> ResponseReturnValue:
    """A service cannot read what the forms let through: say it on the step of identity, keep everything."""
    typed.identity.form_errors.extend(f"{explained(reason)} {remedy(reason)}" for reason in refused.reasons)
    return _page("identity", typed, UNPROCESSABLE)


def _matches(form: SearchForm | IdentityForm) -> list[Match]:
    return find_people(viewer(), **form.sought())


def _page(step: str, typed: Typed, status: int = 200, **more: Any) -> ResponseReturnValue:
    """One step, with the earlier ones to go back to and everything else typed so far kept in the page."""
    here = [code for code, _label in STEPS].index(step)
    steps = [
        {"label": gettext(label), "state": "done" if rank < here else "current" if rank == here else "todo"}
        for rank, (_code, label) in enumerate(STEPS)
    ]
    form = getattr(typed, step, None)
    return (
        render_template(
            f"counsellor/person_{step}.html", form=form, steps=steps, carried=_carried(typed, form), **more
        ),
        status,
    )


def _carried(typed: Typed, shown_form: PersonForm | None) -> list[tuple[str, str]]:
    """What was typed on the other steps, to be sent again with this one."""
    names = {name for form in (typed.search, typed.identity, typed.situation) for name in form.data}
    own = set(shown_form.data) if shown_form else set()
    return [(name, value) for name in sorted(names - own - {"csrf_token"}) for value in request.form.getlist(name)]
