"""Where a case stands: the flat list of stages and what is true of each. Nothing else."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """The stages of a case, in the order of the pathway (domain.md §6.2)."""

    REFERRED = "referred"
    ORIENTATION = "orientation"
    BETWEEN = "between"
    REFRESHER = "refresher"
    QUALIFICATION = "qualification"
    AWAITING_RESULT = "awaiting_result"
    FOLLOW_UP = "follow_up"
    CLOSED = "closed"


LIVE = tuple(stage for stage in Stage if stage is not Stage.CLOSED)
ON_PATHWAY = tuple(stage for stage in LIVE if stage is not Stage.FOLLOW_UP)
