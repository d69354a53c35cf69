"""The administrator brings figures from outside: dated amounts, monthly series checked then imported."""

import io

import pytest
from sqlalchemy import func, select

from parcours_app.extensions import db
from parcours_app.models import PactList, SeriesPoint
from tests.web.counsellor.reading import parsed, words

URL = "/admin/outside"
SERIES = b"series,year,month,value,unit,perimeter,source\nstock,2023,1,NC,persons,France,Dares\nstock,2023,13,5,a,b,c\n"


@pytest.fixture
def send(office):
    def sent(path, name, content, **answers):
        token = next(e.get("value") for e in parsed(office.get(URL)).iter() if e.get("name") == "csrf_token")
        data = {"csrf_token": token, name: (io.BytesIO(content), "file.csv"), **answers}
        return office.post(path, data=data, content_type="multipart/form-data")

    return sent


def count(table):
    return db.session.scalar(select(func.count()).select_from(table))


def test_amounts_hold_from_their_day_and_keep_the_ones_before(send, office):
    for day in ("2026-01-01", "2026-06-01"):
        content = b"region_code,state_meur,region_meur,source\n32,76.5,,Avenant\n"
        assert send(f"{URL}/pacts", "amounts", content, valid_from=day).status_code == 302
    assert count(PactList) == 2
    assert "file.csv" in words(office.get(URL))


def test_amounts_that_cannot_hold_are_refused_with_their_line(send):
    wrong = send(
        f"{URL}/pacts", "amounts", b"region_code,state_meur,region_meur,source\n32,x,,A\n", valid_from="2026-01-01"
    )
    assert wrong.status_code == 422
    assert "Ligne 2, colonne « state_meur » : « x » ne convient pas." in words(wrong)
    for cells, said in ((b"32,76,5,,A", "pas autant de cellules"), (b"32,76,,", "la colonne « source » est vide")):
        content = b"region_code,state_meur,region_meur,source\n" + cells + b"\n"
        assert said in words(send(f"{URL}/pacts", "amounts", content, valid_from="2026-01-01"))
    assert send(f"{URL}/pacts", "amounts", b"", valid_from="soon").status_code == 422
    assert count(PactList) == 0


def test_a_series_is_checked_without_a_trace_then_imported(send):
    checked = words(send(f"{URL}/series", "file", SERIES, extracted_on="2026-06-01", check="yes"))
    assert "Vérifié, rien n’est enregistré" in checked
    assert "« 13 » n’est pas un mois, de 1 à 12." in checked
    assert count(SeriesPoint) == 0
    assert send(f"{URL}/series", "file", SERIES, extracted_on="2026-06-01").status_code == 200
    assert count(SeriesPoint) == 1


@pytest.mark.parametrize(("content", "day"), [(SERIES, "2027-01-01"), (SERIES, ""), (b"a,b\n1,2\n", "2026-06-01")])
def test_a_series_that_cannot_be_read_is_refused(send, content, day):
    assert send(f"{URL}/series", "file", content, extracted_on=day).status_code == 422
    assert count(SeriesPoint) == 0
