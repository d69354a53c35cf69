"""The administrator feeds the catalogue: offers checked, then imported; dated lists of trades, whose history stays."""

import io

import pytest
from sqlalchemy import func, select

from parcours_app.extensions import db
from parcours_app.models import Offer, TradeList
from tests.lheo import lheo, session, training
from tests.web.counsellor.reading import parsed, words

URL = "/admin/offers"


@pytest.fixture
def send(office):
    def sent(path, name, content, **answers):
        token = next(e.get("value") for e in parsed(office.get(URL)).iter() if e.get("name") == "csrf_token")
        data = {"csrf_token": token, name: (io.BytesIO(content), "file"), **answers}
        return office.post(path, data=data, content_type="multipart/form-data")

    return sent


def count(table):
    return db.session.scalar(select(func.count()).select_from(table))


def test_a_file_is_checked_without_a_trace_then_imported(send):
    file = lheo(training(session(), siret="1"))
    checked = words(send(URL, "file", file, check="yes"))
    assert "Vérifié, rien n’est enregistré" in checked
    assert "n’en est pas un" in checked
    assert count(Offer) == 0
    assert "créée : 2" in words(send(URL, "file", file))
    assert count(Offer) == 1


def test_a_file_that_is_no_lheo_is_refused_in_a_sentence(send):
    answer = send(URL, "file", b"<rss/>")
    assert (answer.status_code, "n’est pas en langage LHEO" in words(answer)) == (422, True)


def test_a_list_of_trades_holds_from_its_day_and_keeps_the_ones_before(send):
    path, first = f"{URL}/trades", {"kind": "shortage", "region": "32", "valid_from": "2026-01-01"}
    assert send(path, "list", "rome;libellé\nK2204;Nettoyage\n".encode(), **first).status_code == 302
    assert (
        send(path, "list", b"rome;label\nG1602;Cuisine\n", **{**first, "valid_from": "2026-06-01"}).status_code == 302
    )
    assert count(TradeList) == 2


@pytest.mark.parametrize(
    ("content", "answers"),
    [
        (b"rome;label\nnothing;x\n", {"kind": "green", "valid_from": "2026-01-01"}),
        (b"rome;label\nK2204;x\n", {"kind": "shortage", "valid_from": "2026-01-01"}),
        (b"rome;label\nK2204;x\n", {"kind": "green", "valid_from": "soon"}),
    ],
)
def test_a_list_that_cannot_hold_is_refused(send, content, answers):
    assert send(f"{URL}/trades", "list", content, **answers).status_code == 422
    assert count(TradeList) == 0
