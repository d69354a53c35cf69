"""The catalogue over the API: listed, read, and booked by the ordinary move with the id of a session."""

import pytest
from sqlalchemy import select

from parcours_app.extensions import db
from parcours_app.models import TrainingSession
from parcours_app.scope import operator
from parcours_app.services.imports import import_offers
from tests.lheo import lheo, session, training


@pytest.fixture
def key(app, clock):
    with app.app_context():
        two = session("S1", extras={"places": "1"}), session("S2", "20261005", "20261218")
        import_offers(operator(clock), lheo(training(*two, rome=["K2204"])))
        return db.session.scalars(select(TrainingSession.id).where(TrainingSession.number == "S1")).one()


def test_sessions_are_listed_page_by_page_and_read_one_by_one(program, key):
    first = program.get("/sessions?limit=1&q=k22").json
    assert [item["places_left"] for item in first["items"]] == [1]
    second = program.get(f"/sessions?limit=1&q=k22&cursor={first['next']}").json
    assert [(item["number"], item["places_left"]) for item in second["items"]] == [("S2", None)]
    assert second["next"] is None
    assert program.get(f"/sessions/{key}").json["provider"] == "Greta du Nord"
    assert program.get("/sessions/00000000-0000-7000-8000-000000000000").status_code == 404
    assert program.get("/sessions?cursor=nothing").status_code == 422
