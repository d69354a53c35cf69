"""What each code of a dimension of the totals means, in the order in which groups are told. Data; labels are msgids.

A region, a year and a pact speak for themselves; an organisation or a provider has a name of its own.
"""

from __future__ import annotations

from collections.abc import Mapping

from workflows.engine import sentence
from workflows.labels import LABELS
from workflows.traits import UNKNOWN

_UNSAID = {UNKNOWN: sentence("not known")}
_FLAG = {"yes": sentence("yes"), "no": sentence("no"), **_UNSAID}

CODES: Mapping[str, Mapping[str, str]] = {
    "public": LABELS["public"],
    "stage": LABELS["stage"],
    "sex": LABELS["sex"],
    "age": {
        "under_26": sentence("under 26"),
        "26_to_50": sentence("26 to 50"),
        "over_50": sentence("over 50"),
        **_UNSAID,
    },
    "level": {**LABELS["education"], **_UNSAID},
    "qpv": _FLAG,
    "rqth": _FLAG,
    "provider": _UNSAID,
    "funder": {**LABELS["funder"], **_UNSAID},
}
