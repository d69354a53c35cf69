"""The form made from a table of fields: what is typed becomes data, and data what would be typed."""

import pytest
from werkzeug.datastructures import MultiDict

from parcours_app.web.casework.move_form import data_of, typed_from, typed_in
from parcours_app.web.casework.move_parts import PARTS, codes, iso, whole, yes_or_no
from workflows.fields import FIELDS, checked

SAMPLES = {
    "begin_orientation": {
        "decision_on": "2026-01-08",
        "notified_on": "2026-01-09",
        "channel": "letter",
        "referent": "a",
    },
    "complete_orientation": {
        "needs": {"refresher": True, "domains": ["french", "safety"], "support": True},
        "reason": "Vu avec la personne",
    },
    "prescribe": {
        "kind": "qualification",
        "provider": "AFPA",
        "planned_start": "2026-02-01",
        "planned_end": "2026-03-01",
        "hours": 35,
        "funder": "region",
        "rncp": "RNCP1",
        "blocs": ["B1", "B2"],
        "parallel": True,
    },
    "drop_out": {"episode": "e", "motive": "health", "legitimate": {"decision": False, "by": "a"}},
    "leave": {"motive": "employment", "job": {"contract": "cdd", "starts_on": "2026-01-05", "ends_on": "2026-07-05"}},
    "check_employment": {"at_months": 6, "employed": "no"},
    "request_handover": {"to_organisation": "o", "temporary_until": "2026-09-01"},
}


@pytest.mark.parametrize("move", sorted(SAMPLES))
def test_what_a_form_shows_comes_back_as_the_same_data(move):
    data, fields = SAMPLES[move], FIELDS[move]
    form = MultiDict([(key, value) for key, values in typed_from(data, fields).items() for value in values])
    assert checked(move, data_of(typed_in(form, fields), fields)) == checked(move, data)


@pytest.mark.parametrize("move", sorted(FIELDS))
def test_an_empty_form_says_nothing(move):
    assert data_of(typed_in(MultiDict(), FIELDS[move]), FIELDS[move]) == {}


def test_every_type_of_field_has_its_inputs():
    assert {field.type for fields in FIELDS.values() for field in fields} <= set(PARTS)


@pytest.mark.parametrize(
    ("typed", "read"),
    [("2026-03-01", "2026-03-01"), ("1/3/2026", "2026-03-01"), ("01.03.2026", "2026-03-01"), ("soon", "soon")],
)
def test_days_are_read_both_ways(typed, read):
    assert iso([typed]) == read


def test_plain_values_are_read_and_the_rest_is_left_to_the_rules():
    assert whole(["35"]) == 35
    assert whole(["٣"]) == "٣"
    assert whole(["many"]) == "many"
    assert codes(["B1, B2\nB3"]) == ["B1", "B2", "B3"]
    assert yes_or_no(["no"]) is False
    assert yes_or_no([]) is None
