"""Cases: opened, listed, read on a day as known on a day."""

from http import HTTPStatus
from typing import Any

from sqlalchemy import Row

from parcours_app.api.bodies import bad_field, refused
from parcours_app.api.caller import viewer
from parcours_app.api.case_json import case_json
from parcours_app.api.cursors import cursor_of, keys_of
from parcours_app.api.preconditions import HEADERS, key_given
from parcours_app.api.routes import answers, documented, takes
from parcours_app.api.schemas.cases import CasePage, CasesAsked, CaseSchema, WhenAsked
from parcours_app.api.schemas.openings import CaseAsked, EligibilityAsked
from parcours_app.queries.case_file import case_file
from parcours_app.queries.case_list import Wanted, case_page
from parcours_app.queries.organisations import organisation_key
from parcours_app.scope import Invisible
from parcours_app.services.cases import OpenRequest, open_case
from workflows.engine import sentence

NO_PERSON = sentence("There is no person of this identifier that you may see.")
ANSWERS = tuple(EligibilityAsked().fields)
STEPS = {"current": ("kind", "provider", "since", "planned_end"), "next": ("kind", "provider", "on")}


@documented(*HEADERS[:1])
@takes(CaseAsked)
@answers(CaseSchema, HTTPStatus.CREATED, problems=(422,))
def create(asked: dict[str, Any]) -> Any:
    """Open a case. Refused when the person is not eligible or already has a live case, with the reasons."""
    flat = {name: asked[name] for name in ANSWERS if name in asked}
    answers_given = {**asked["eligibility"], **flat}
    proof = answers_given.pop("neet_proof_on", None)
    request = OpenRequest(
        person_id=asked["person_id"],
        opened_on=asked["opened_on"],
        eligibility={**answers_given, **({"neet_proof_on": proof.isoformat()} if proof else {})},
        pact=asked.get("pact") or None,
        organisation=asked.get("organisation_id") or None,
        referent=asked.get("referent") or None,
        key=key_given(),
    )
    try:
        written = open_case(viewer(), request)
    except Invisible:
        refused(bad_field("person_id", NO_PERSON))
    file = case_file(viewer(), written.case_id)
    return case_json(file), {"ETag": f'"{file.case.version}"', "Location": f"/api/v1/cases/{written.case_id}"}


@takes(CasesAsked, "query")
@answers(CasePage, problems=(422,))
def index(asked: dict[str, Any]) -> Any:
    """The cases you may see, in order of creation, a page at a time."""
    limit, cursor = asked.pop("limit"), asked.pop("cursor", None)
    after = str(keys_of(cursor, str)[0]) if cursor else ""
    if asked.get("organisation"):
        asked["organisation"] = organisation_key(asked["organisation"]) or "none"
    rows, last = case_page(viewer(), Wanted(**asked), limit, after)
    return {"items": [line_json(row) for row in rows], "next": cursor_of(last) if last else None}


@takes(WhenAsked, "query")
@answers(CaseSchema, problems=(404, 422), headers={"ETag": {"schema": {"type": "string"}}})
def show(asked: dict[str, Any], case_id: object) -> Any:
    """A case on a day (today by default), as known at the end of a day (now by default)."""
    file = case_file(viewer(), str(case_id), asked.get("on"), asked.get("known"))
    return case_json(file), {"ETag": f'"{file.case.version}"'}


def line_json(row: Row[Any]) -> dict[str, Any]:
    """A case of the list, with its present and next steps in short."""
    line = dict(row._mapping)  # noqa: SLF001 - the documented name
    for step, parts in STEPS.items():
        values = {part: line.get(f"{step}_{part}") for part in parts}
        values["on"] = values.pop("since", values.get("on"))
        line[step] = values if values["kind"] else None
    return line
