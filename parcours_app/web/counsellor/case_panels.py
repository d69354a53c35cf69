"""What stands around the pathway strip of a case: identity, state, needs, support. Ready values only."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext, ngettext

from parcours_app.models import Person
from parcours_app.queries.case_file import CaseFile
from parcours_app.web import wording
from workflows.contract import contract_due


@dataclass(frozen=True, slots=True)
class Mark:
    """A badge of the header."""

    label: str
    tone: str
    icon: str


def name_of(person: Person) -> str:
    """The person's name; an import may know none yet."""
    return " ".join(filter(None, (person.given_name, person.family_name))) or gettext("Name to be completed")


def account_name(file: CaseFile, key: str | None) -> str | None:
    """Who an account is, or nothing when nobody is named."""
    card = file.accounts.get(key or "")
    return card.name if card else None


def progress(file: CaseFile) -> str:
    """Day n of planned m of the step that runs; else how long the case has been at its stage."""
    standing = file.standing
    running = standing.in_progress[-1] if standing.in_progress else None
    since = (running.started_on if running else None) or standing.stage_since or file.on
    number = (file.on - since).days + 1
    planned_end = standing.planned_end(running) if running else None
    if planned_end:
        return gettext("day %(n)s of %(m)s planned", n=number, m=(planned_end - since).days + 1)
    if number == 1:
        return gettext("since %(since)s", since=wording.short_day(since))
    return ngettext("for %(num)s day", "for %(num)s days", number - 1)


def followed_by(file: CaseFile) -> str:
    """Who follows the person, and since when."""
    name, since = account_name(file, file.standing.referent), referent_since(file)
    if name is None:
        return gettext("Nobody is named referent yet.")
    if since is None:
        named = gettext("Referent: %(name)s", name=name)
    else:
        named = gettext("Referent: %(name)s, since %(since)s", name=name, since=wording.day(since))
    instead = stand_in(file)
    return f"{named}. {instead}" if instead else named


def stand_in(file: CaseFile) -> str:
    """Who acts in the referent's place, until when; nothing when nobody does."""
    found = file.standing.stand_in(file.on)
    if found is None:
        return ""
    name = account_name(file, found.account) or gettext("a colleague")
    return gettext("%(name)s stands in until %(day)s.", name=name, day=wording.day(found.until))


def marks(file: CaseFile) -> Iterator[Mark]:
    """The badges of the header: the public, and what calls for attention."""
    standing, pause = file.standing, file.standing.paused(file.on)
    publics = standing.facts.get("publics") or {}
    yield Mark(wording.word("public", publics.get("counted_as", "other")), "neutral", "person")
    if standing.support:
        yield Mark(wording.word("support_level", standing.support.level), "info", "people")
    if pause:
        yield Mark(gettext("Paused until %(day)s", day=wording.short_day(pause.until)), "warning", "pause")
    yield from _orientation(file)
    if (standing.facts.get("eligibility") or {}).get("flagged"):
        yield Mark(gettext("Eligibility to check again"), "warning", "warning")
    if file.person.to_complete:
        yield Mark(gettext("Identity to complete"), "warning", "warning")
    if standing.voided:
        yield Mark(gettext("Cancelled, opened by mistake"), "stop", "cross")
    if standing.merged_into:
        yield Mark(gettext("Merged into another case"), "stop", "cross")


def _orientation(file: CaseFile) -> Iterator[Mark]:
    """The month in which the contract is to be established, and how often the orientation was asked to change."""
    due, asked = contract_due(file.standing), len(file.standing.redirections)
    if due:
        late = due < file.on and not file.standing.paused(file.on)
        label = gettext("Contract to establish before %(day)s", day=wording.short_day(due))
        yield Mark(label, "stop" if late else "info", "calendar")
    if asked:
        yield Mark(
            ngettext("%(num)s redirection asked for", "%(num)s redirections asked for", asked), "neutral", "forward"
        )


def identity(file: CaseFile) -> list[dict[str, Any]]:
    """Who the person is and who follows them."""
    person, standing = file.person, file.standing
    since, organisation = referent_since(file), file.organisations.get(standing.organisation or "")
    return [
        {"term": gettext("Birth date"), "value": wording.day(person.birth_date)},
        {"term": gettext("France Travail identifier"), "value": person.ft_id},
        {"term": gettext("Telephone"), "value": person.phone, "url": f"tel:{person.phone}"},
        {"term": gettext("E-mail"), "value": person.email, "url": f"mailto:{person.email}"},
        {"term": gettext("Postcode"), "value": person.postcode},
        {
            "term": gettext("Referent"),
            "value": account_name(file, standing.referent),
            "note": " – ".join(filter(None, (_since(since), stand_in(file)))) or None,
        },
        {"term": gettext("Organisation"), "value": organisation},
        {"term": gettext("Case opened on"), "value": wording.day(standing.opened_on)},
    ]


def _since(day: date | None) -> str:
    return gettext("since %(since)s", since=wording.short_day(day)) if day else ""


def referent_since(file: CaseFile) -> date | None:
    """The day the present referent was named, as the entries say."""
    named = [
        entry.effective_on
        for entry in file.entries
        if entry.effective_on <= file.on
        and not entry.void
        and entry.data.get("referent" if entry.move != "request_handover" else "to_counsellor")
        == file.standing.referent
        and entry.move in ("open", "begin_orientation", "accept_handover", "give_back", "assign")
        and not entry.data.get("until")
    ]
    return max(named, default=None) if file.standing.referent else None


def needs(file: CaseFile) -> list[dict[str, Any]] | None:
    """What the diagnosis found; None before it."""
    found = file.standing.needs
    if found is None:
        return None
    skipped = gettext("Not needed, argued by the counsellor") if found.argued else gettext("Not needed")
    domains = wording.listed([wording.word("domain", code) for code in found.domains])
    return [
        {
            "term": gettext("Refresher training"),
            "value": gettext("Needed") if found.refresher else skipped,
            "note": domains or None,
        },
        {"term": gettext("Reinforced support"), "value": gettext("Needed") if found.support else gettext("Not needed")},
    ]


def supports(file: CaseFile) -> list[dict[str, Any]]:
    """The spells of support, the latest first."""
    return [
        {
            "term": wording.word("support_level", spell.level),
            "value": account_name(file, spell.referent) or gettext("no referent named"),
            "note": wording.period(spell.started_on, spell.ended_on),
        }
        for spell in reversed(file.standing.supports)
    ]
