"""The piles of a counsellor's day that the Monday digest counts: their words, and the list each opens. Data."""

from collections.abc import Mapping

from workflows.engine import sentence

PILES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "open": (sentence("Gaps now open: %(count)s"), {"seam": "open", "sort": "seam"}),
    "to_book": (sentence("Next steps to book: %(count)s"), {"seam": "to_book", "sort": "planned_end"}),
    "place": (sentence("Places to give on a waiting list: %(count)s"), {"waiting": "place"}),
    "question": (sentence("Questions waiting for your answer: %(count)s"), {"waiting": "question"}),
    "handover_in": (
        sentence("Handovers offered to your organisation: %(count)s"),
        {"waiting": "handover_in", "tab": "organisation"},
    ),
    "no_contact": (sentence("Without news for a month: %(count)s"), {"sort": "contact"}),
    "missing": (sentence("Missing data: %(count)s"), {"missing": "any"}),
}
