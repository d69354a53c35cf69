"""A case as JSON: what its standing holds on a day, e-mails for account keys. No name, no free text, no rule."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext

from parcours_app.queries.case_file import AccountCard, CaseFile
from workflows.certification import certification
from workflows.contract import contract_due
from workflows.episode import Episode
from workflows.exits import Exit, exit_type
from workflows.handovers import Handover
from workflows.ledger import state_of
from workflows.pacts import pact_of
from workflows.pauses import Pause
from workflows.seams import Seam, stage_of_seam
from workflows.stand_ins import StandIn
from workflows.standing import Standing
from workflows.support import Support

Cards = Mapping[str, AccountCard]


def case_json(file: CaseFile) -> dict[str, Any]:
    """The case file, ready for its schema."""
    case, standing = file.case, file.standing
    pause, stand_in = standing.paused(file.on), standing.stand_in(file.on)
    return {
        **{name: getattr(case, name) for name in ("id", "number", "person_id", "programme", "version")},
        **{name: getattr(standing, name) for name in ("opened_on", "stage", "stage_since", "live", "counts")},
        "on": file.on,
        "known": file.known,
        "merged_into": standing.merged_into,
        **{name: standing.facts.get(name) for name in ("pact", "region")},
        **{name: standing.facts.get(name) or {} for name in ("publics", "eligibility")},
        "organisation": _organisation(file),
        "referent": _email(file.accounts, standing.referent),
        "acting": _email(file.accounts, standing.acting(file.on)),
        "stand_in": _stand_in(stand_in, file.accounts) if stand_in else None,
        "needs": standing.needs,
        "support": _support(standing.support, file.accounts) if standing.support else None,
        "supports": [_support(support, file.accounts) for support in standing.supports],
        "pause": _pause(pause) if pause else None,
        "pauses": [_pause(p) for p in standing.pauses],
        "episodes": [_episode(standing, episode) for episode in standing.episodes.values()],
        "seams": [seam_json(seam, file) for seam in file.seams],
        "handovers": [_handover(handover, file) for handover in standing.handovers],
        "exit": _exit(standing.exit) if standing.exit else None,
        "contract_due_on": contract_due(standing),
        "redirections": [{"on": on, "decision": decision} for on, decision in standing.redirections],
        "checks": [standing.checks[months] for months in sorted(standing.checks)],
        "warnings": warnings(file),
    }


def seam_json(seam: Seam, file: CaseFile) -> dict[str, Any]:
    """A seam of the case on the day it is looked at: its state in the ledger, and how it turned out."""
    window = pact_of(file.standing.facts.get("pact")).notice[0]
    return {**_fields(seam), "state": state_of(seam, file.on, window), "outcome": stage_of_seam(seam)}


def _fields(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__slots__}


def _email(cards: Cards, key: str | None) -> str | None:
    card = cards.get(key) if key else None
    return card.email if card else None


def _organisation(file: CaseFile) -> dict[str, Any] | None:
    key = file.standing.organisation
    if key is None:
        return None
    return {"id": key, "name": file.organisations.get(key), "region": file.standing.organisation_region}


def _support(support: Support, cards: Cards) -> dict[str, Any]:
    return {**_fields(support), "referent": _email(cards, support.referent)}


def _pause(pause: Pause) -> dict[str, Any]:
    return {**_fields(pause), "days": pause.days}


def _stand_in(stand_in: StandIn, cards: Cards) -> dict[str, Any]:
    return {**_fields(stand_in), "account": _email(cards, stand_in.account)}


def _handover(handover: Handover, file: CaseFile) -> dict[str, Any]:
    """A request as it stands on the day asked, when it may have expired. Its texts are in the journal."""
    return {
        **_fields(handover),
        "state": handover.state_on(file.on),
        "remind_on": handover.remind_on,
        "expires_on": handover.expires_on,
        "readable_until": handover.readable_until,
        "to_counsellor": _email(file.accounts, handover.to_counsellor),
    }


def _episode(standing: Standing, episode: Episode) -> dict[str, Any]:
    return {
        **_fields(episode),
        "kind": episode.kind.value,
        "state": str(episode.state),
        "planned_end": standing.planned_end(episode),
        "planned_end_original": episode.planned_end,
        "outcome": episode.result or episode.motive,
        "certification": _certification(standing, episode) if episode.certifying else None,
    }


def _certification(standing: Standing, episode: Episode) -> dict[str, Any]:
    whole = episode.result if episode.rncp is None else certification(standing, episode.rncp)
    return {"rncp": episode.rncp, "blocs": episode.blocs, "obtained": episode.obtained, "result": whole}


def _exit(left: Exit) -> dict[str, Any]:
    return {**_fields(left), "type": exit_type(left.motive, left.job), "durable": left.durable}


def warnings(file: CaseFile) -> list[dict[str, Any]]:
    """What to look at in this case; nothing is refused for it."""
    eligibility = file.standing.facts.get("eligibility") or {}
    found = {
        "eligibility_flagged": eligibility.get("flagged"),
        "eligibility_unverified": eligibility.get("unverified"),
        "person_to_complete": file.person.to_complete,
    }
    general = [{"code": code, "text": _text(code), "episode": None} for code, true in found.items() if true]
    return general + [
        {"code": "start_before_prescription", "text": _text("start_before_prescription"), "episode": episode.id}
        for episode in file.standing.episodes.values()
        if episode.started_on and episode.prescribed_on and episode.started_on < episode.prescribed_on
    ]


def _text(code: str) -> str:
    texts = {
        "eligibility_flagged": gettext("With the facts now recorded, the person would not be eligible: check them."),
        "eligibility_unverified": gettext("The eligibility was never checked: the case comes from an import."),
        "person_to_complete": gettext("The person’s names or birth date are missing: complete them."),
        "start_before_prescription": gettext("The step started before it was prescribed: check both dates."),
    }
    return texts[code]
