"""What an entry says, in words: its fact and its data, read from the tables of fields. No branch per move."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext

from parcours_app.queries.case_file import AccountCard
from parcours_app.web import wording
from workflows.engine import Field, sentence
from workflows.fields import FIELDS
from workflows.journal import Entry

# A move, as the fact it leaves in the chronology.
FACTS: Mapping[str, str] = {
    "open": sentence("Case opened"),
    "begin_orientation": sentence("Orientation begun"),
    "complete_orientation": sentence("Orientation completed, needs found"),
    "prescribe": sentence("Training prescribed"),
    "waitlist": sentence("Put on a waiting list (fact)"),
    "promote": sentence("Place given to the person who waited"),
    "reschedule": sentence("Session moved to other dates"),
    "admit": sentence("Admitted to the training"),
    "decline": sentence("Training declined by the person"),
    "refuse": sentence("Refused by the provider"),
    "no_place": sentence("No place left in the training"),
    "no_show": sentence("The person did not come on the first day"),
    "cancel": sentence("Prescription cancelled before the start"),
    "start": sentence("Training started"),
    "complete": sentence("Training completed"),
    "drop_out": sentence("Training dropped out of"),
    "exclude": sentence("Excluded from the training"),
    "interrupt": sentence("Training interrupted"),
    "record_result": sentence("Result recorded"),
    "start_support": sentence("Support started"),
    "end_support": sentence("Support ended"),
    "pause": sentence("Pathway paused"),
    "resume": sentence("Return after the pause"),
    "redirect": sentence("New orientation asked for"),
    "request_handover": sentence("Handover asked for"),
    "accept_handover": sentence("Handover agreed to"),
    "decline_handover": sentence("Handover turned down"),
    "give_back": sentence("Case given back, the time of the handover is over"),
    "settle_seam": sentence("Said of the interval after a step"),
    "assign": sentence("Follow-up entrusted"),
    "leave": sentence("Exit from the pathway"),
    "check_employment": sentence("Employment checked"),
    "reopen": sentence("Case reopened"),
    "merge": sentence("Case merged into another"),
    "void": sentence("Case cancelled, opened by mistake"),
}
# What the opening froze and a counsellor reads; the rest of its data is for the figures.
OPENED = (Field("organisation", "organisation"), Field("referent", "account"))
LAST = (
    Field("override_reason", "text", free_text=True),
    Field("correction_reason", "text", free_text=True),
    Field("source", "code"),
)


# Codes that an import writes where a person would write a sentence.
CODED = {"historical_record": sentence("taken over from past records")}


def fact(move: str) -> str:
    """The fact that a move records."""
    return gettext(FACTS[move])


class Names:
    """The names behind the keys of a case's entries: accounts, organisations, episodes, free texts."""

    def __init__(
        self,
        accounts: Mapping[str, AccountCard],
        organisations: Mapping[str, str],
        episodes: Mapping[str, str],
        texts: Mapping[str, str],
    ) -> None:
        """Keep the mappings; none is asked for again."""
        self.accounts, self.organisations, self.episodes, self.texts = accounts, organisations, episodes, texts

    def account(self, key: object) -> str:
        """Who an account is."""
        card = self.accounts.get(str(key))
        return card.name if card else gettext("an account of another organisation")


def details(entry: Entry, names: Names) -> list[str]:
    """The data of an entry, one “title: value” each, in the order of the form; nothing is said of what is absent."""
    fields = (*(OPENED if entry.move == "open" else FIELDS.get(entry.move, ())), *LAST)
    said = [(field, entry.data.get(field.name)) for field in fields]
    return [text for field, value in said if value not in (None, "", []) for text in _detail(field, value, names)]


def _detail(field: Field, value: Any, names: Names) -> Iterator[str]:
    """One line for a plain value; one per part for a value made of parts."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            if part not in (None, "", []):
                yield _line(key, _part(key, part, names))
        return
    text = WORDS.get(field.type, _as_typed)(field, value, names)
    if text:
        yield _line(field.name, text)


def _line(name: str, text: str) -> str:
    return gettext("%(title)s: %(value)s", title=wording.word("field", name), value=text)


def _part(key: str, value: Any, names: Names) -> str:
    """A part of the needs, of a job, of a decision."""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, list):
        return wording.listed([wording.word("domain", code) for code in value])
    if key.endswith("_on"):
        return wording.day(date.fromisoformat(value))
    return names.account(value) if key == "by" else wording.word(key, value)


Words = Callable[[Field, Any, Names], str]


def _as_typed(_field: Field, value: Any, _names: Names) -> str:
    return str(value)


def _text(_field: Field, value: Any, names: Names) -> str:
    """A free text; one that was erased leaves its place."""
    said = names.texts.get(value, gettext("(text erased)") if str(value).startswith("sha256:") else str(value))
    return gettext(CODED[said]) if said in CODED else said


WORDS: Mapping[str, Words] = {
    "text": _text,
    "date": lambda _f, value, _n: wording.day(date.fromisoformat(value)),
    "choice": lambda field, value, _n: wording.choice(field.name, value),
    "number": lambda field, value, _n: wording.choice(field.name, value),
    "boolean": lambda _f, value, _n: gettext("yes") if value else "",
    "codes": lambda _f, value, _n: wording.listed(value),
    "account": lambda _f, value, names: names.account(value),
    "organisation": lambda _f, value, names: names.organisations.get(value, value),
    "episode": lambda _f, value, names: names.episodes.get(value, ""),
}
