"""What supervisors are told of the counts withheld from them, with the threshold that is configured. Words only."""

from flask_babel import gettext

from parcours_app.queries.masking import largest
from workflows.engine import sentence

# Frozen with the figures of a publication, whatever the threshold becomes.
OF_TOTALS = sentence(
    "Counts of 1 to %(largest)s are masked, and sometimes one more count, so that nobody can be recognised by "
    "subtraction. Zero is shown, except in a group masked as a whole. The total at the top is the true total."
)


def masked_words(*, masked: bool) -> str:
    """What is said above figures some of which are masked; nothing when none is."""
    if not masked:
        return ""
    return gettext(
        "Counts of 1 to %(largest)s are masked, and sometimes one more count, so that nobody can be recognised by "
        "subtraction. Zero is shown, except in a group masked as a whole.",
        largest=largest(),
    )


def totals_masked_words(*, masked: bool) -> str:
    """The same above totals, which always say how many there are in all."""
    return gettext(OF_TOTALS, largest=largest()) if masked else ""
