"""How the totals count, in sentences: printed beside the figures, written in their files, frozen in publications."""

from __future__ import annotations

from workflows.engine import sentence

# A changed rule is a new version, computed for the past too.
VERSION = 1
OF_PUBLICS = (
    sentence(
        "Each person counts in one public: “young person far from employment” from 16 to 29 years with the proof of "
        "being without job, study or training on the day of opening; otherwise “jobseeker with few qualifications”; "
        "otherwise “other public”."
    ),
    sentence(
        "Somebody who has several cases counts in the public of the one in which they first entered a training; before "
        "that, in that of the latest."
    ),
)
RULES = (
    sentence("A person is counted once in the programme, in the region where they lived at the opening of the case."),
    sentence(
        "The organisation is the one in charge of the case on that day: it may lie in another region than the one "
        "where the person lived."
    ),
    *OF_PUBLICS,
    sentence("The year is the year of opening for persons, the year of the start for training entries."),
    sentence(
        "The training provider and who pays belong to a training entry. A person may have several of them and is "
        "counted once, on the line of all together."
    ),
)
