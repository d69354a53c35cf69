"""What the catalogue holds, for whoever feeds it: sizes, and the lists of trades with their history. Never writes."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, func, select

from parcours_app.extensions import db
from parcours_app.models import Offer, Trade, TradeList, TrainingSession

RECENT = 100


def sizes() -> tuple[int, int]:
    """How many offers and sessions there are."""
    offers = db.session.scalar(select(func.count()).select_from(Offer)) or 0
    return offers, db.session.scalar(select(func.count()).select_from(TrainingSession)) or 0


def lists() -> Sequence[Row[Any]]:
    """The lists of trades, the latest in force first, with how many trades each names."""
    trades = select(func.count()).where(Trade.list_id == TradeList.id).scalar_subquery()
    query = select(TradeList.kind, TradeList.region, TradeList.valid_from, trades.label("trades"))
    order = (TradeList.valid_from.desc(), TradeList.created_at.desc(), TradeList.id)
    return list(db.session.execute(query.order_by(*order).limit(RECENT)))
