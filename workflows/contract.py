"""The engagement contract: due one month after the decision of orientation is notified (D.5411-14-1).

A redirection that is accepted restarts that month; one that is denied changes nothing.
"""

from __future__ import annotations

from datetime import date

from workflows.calendar import add_months
from workflows.stage import Stage
from workflows.standing import Standing


def contract_due(standing: Standing) -> date | None:
    """The day before which the contract is to be established; None outside orientation."""
    if standing.stage != Stage.ORIENTATION or standing.orientation_clock is None:
        return None
    return add_months(standing.orientation_clock, 1)
