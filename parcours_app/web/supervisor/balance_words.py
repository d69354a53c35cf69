"""How a reconciliation is worded: its stocks, its terms, and one sentence for each. Words only."""

from collections.abc import Mapping

from workflows.engine import sentence

STOCK: Mapping[str, str] = {
    "persons": sentence("Persons"),
    "followed": sentence("Persons on their pathway"),
    "in_training": sentence("Persons in training"),
    "entries": sentence("Training entries"),
}
STOCK_DEFINITION: Mapping[str, str] = {
    "persons": sentence("Persons of the programme: a case was opened, and it is neither cancelled nor merged."),
    "followed": sentence("Persons on their pathway: those who left, or whose case is closed, are not counted."),
    "in_training": sentence("Persons in a refresher or a qualification on that day, each counted once."),
    "entries": sentence("Refresher and qualification steps started since the beginning of the programme."),
}
TERM: Mapping[str, str] = {
    "opening": sentence("Stock on %(since)s, as known on %(known_then)s"),
    "added": sentence("+ Corrections that add"),
    "removed": sentence("− Corrections that remove"),
    "entered": sentence("+ Entries"),
    "left": sentence("− Exits"),
    "closing": sentence("= Stock on %(until)s, as known on %(known)s"),
}
TERM_NAME: Mapping[str, str] = {
    "opening": sentence("Stock on the first day"),
    "added": sentence("Corrections that add"),
    "removed": sentence("Corrections that remove"),
    "entered": sentence("Entries"),
    "left": sentence("Exits"),
    "closing": sentence("Stock on the last day"),
}
DAY: Mapping[str, str] = {
    "since": sentence("First situation, on"),
    "known_then": sentence("First situation, as known on"),
    "until": sentence("Last situation, on"),
    "known": sentence("Last situation, as known on"),
}
TERM_DEFINITION: Mapping[str, str] = {
    "opening": sentence("What counted on the first day, with what was recorded by the first day of knowledge."),
    "added": sentence(
        "What counts more on the first day because of what was recorded between the two days of knowledge."
    ),
    "removed": sentence(
        "What counts less on the first day because of what was recorded between the two days of knowledge."
    ),
    "entered": sentence(
        "Each day after the first and up to the last on which a person begins to count: case opened or reopened, "
        "training started, case received from another organisation."
    ),
    "left": sentence(
        "Each of these days on which a person no longer counts: departure, end of training, case cancelled, merged or "
        "passed on to another organisation."
    ),
    "closing": sentence(
        "What counts on the last day, with what was recorded by the last day of knowledge; summed on its own, not from "
        "the lines above."
    ),
}
