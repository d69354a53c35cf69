"""How the catalogue is narrowed: each filter, as data, becomes one SQL condition. Decides no order."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_, select

from parcours_app import seats
from parcours_app.extensions import db
from parcours_app.models import Offer, OfferCode, Trade, TradeList, TrainingSession
from parcours_app.readers.names import search_name
from parcours_app.reference.transitions import BY_NSF

_CODE = re.compile(r"[A-Na-n]\d{1,4}|\d{3,5}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked of the catalogue; empty means “no matter”, and only sessions still to come are listed.

    q: words of title, provider or commune, or codes (ROME, FORMACODE). place: department or start of a postcode.
    since and until bound the first day. free: with a place left, or whose number of places is unknown.
    """

    kind: str = ""
    q: str = ""
    region: str = ""
    place: str = ""
    since: date | None = None
    until: date | None = None
    shortage: bool = False
    green: bool = False
    digital: bool = False
    free: bool = False

    @property
    def in_force(self) -> dict[str, Any]:
        """The filters that narrow the list, by name."""
        return {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name)}


def lists_in_force(today: date) -> dict[str, list[str]]:
    """The lists of trades that hold today, by kind: the latest of each region, in one statement."""
    query = select(TradeList.id, TradeList.kind, TradeList.region).where(TradeList.valid_from <= today)
    rows = db.session.execute(query.order_by(TradeList.valid_from, TradeList.created_at, TradeList.id))
    latest = {(row.kind, row.region): row.id for row in rows}
    found: dict[str, list[str]] = {}
    for (kind, _region), key in latest.items():
        found.setdefault(kind, []).append(key)
    return found


def in_list(kind: str, lists: Mapping[str, list[str]]) -> ColumnElement[bool]:
    """Whether the offer's trade is on a list in force; without one, what its NSF codes say of the transitions."""
    keys = lists.get(kind)
    if keys is None:
        groups = BY_NSF.get(kind, ())
        nsf = [OfferCode.code.startswith(group) for group in groups]
        return _with_code(OfferCode.scheme == "nsf", or_(*nsf)) if nsf else false()
    of_region = or_(TradeList.region.is_(None), TradeList.region == Offer.region)
    return (
        exists()
        .where(
            OfferCode.offer_id == Offer.id,
            OfferCode.scheme == "rome",
            OfferCode.code == Trade.rome,
            Trade.list_id == TradeList.id,
            TradeList.id.in_(keys),
            of_region,
        )
        .correlate(Offer)
    )


def narrowed(filters: Filters, lists: Mapping[str, list[str]], today: date) -> ColumnElement[bool]:
    """All the filters in force, on sessions to come that are not cancelled."""
    coming = or_(TrainingSession.starts_on >= today, and_(Offer.permanent, _not_over(today)))
    conditions: list[ColumnElement[bool]] = [coming, TrainingSession.state != "cancelled"]
    for name, value in filters.in_force.items():
        known = CONDITIONS.get(name)
        conditions.append(known(value) if known else in_list(name, lists))
    return and_(*conditions)


def _not_over(today: date) -> ColumnElement[bool]:
    return or_(TrainingSession.ends_on.is_(None), TrainingSession.ends_on >= today)


def _with_code(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(OfferCode.offer_id == Offer.id, *conditions).correlate(Offer)


def _words(text: str) -> ColumnElement[bool]:
    """Every word is in the text of the offer, or begins one of its codes."""
    found: list[ColumnElement[bool]] = []
    for word in text.split()[:8]:
        comparable = search_name(word)
        by_text = Offer.search_text.contains(comparable, autoescape=True) if comparable else false()
        coded = _CODE.fullmatch(word) is not None
        by_code = _with_code(OfferCode.code.startswith(word.upper(), autoescape=True)) if coded else false()
        found.append(or_(by_text, by_code))
    return and_(*found) if found else false()


def _placed(text: str) -> ColumnElement[bool]:
    """A department, or the beginning of a postcode."""
    code = text.upper()
    return or_(Offer.department == code, Offer.postcode.startswith(code, autoescape=True))


def _free(_yes: bool) -> ColumnElement[bool]:  # noqa: FBT001 - one entry of a table
    left = TrainingSession.places > seats.number_of(seats.holds())
    return or_(TrainingSession.places.is_(None), left)


CONDITIONS: Mapping[str, Callable[[Any], ColumnElement[bool]]] = {
    "kind": lambda kind: Offer.kind == kind,
    "q": _words,
    "region": lambda region: Offer.region == region,
    "place": _placed,
    "since": lambda day: TrainingSession.starts_on >= day,
    "until": lambda day: TrainingSession.starts_on <= day,
    "free": _free,
}
