"""What is typed into a move, however hostile: read, normalised, or refused in a sentence naming the field."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflows.case_builder import NADIA, refusal
from workflows.engine import Refused
from workflows.fields import CONTRACTS, FIELDS, LONGEST_CODE, LONGEST_TEXT, checked, choices_of
from workflows.fields.readers import GREATEST, MOST_CODES

UNPRINTABLE = 10**5000
PRESCRIPTION = {"kind": "refresher", "provider": "GRETA"}


def said(move, data):
    reason = refusal(checked, move, data).reasons[0]
    return reason.guard, reason.explanation % reason.evidence


def test_what_is_right_is_read_and_what_is_unknown_dropped():
    assert checked("prescribe", {**PRESCRIPTION, "hours": 120, "blocs": ["B1", "B1", "B2"], "hacked": True}) == {
        "kind": "refresher",
        "provider": "GRETA",
        "hours": 120,
        "blocs": ["B1", "B2"],
    }
    assert checked("check_employment", {"at_months": "6", "employed": "no"})["at_months"] == 6
    assert checked("check_employment", {"at_months": 6, "employed": "no"})["at_months"] == 6
    assert checked("resume", {"source": "si"}) == {"source": "si"}


def test_spaces_around_text_go_and_optional_blanks_are_absent():
    assert (
        checked("prescribe", {**PRESCRIPTION, "provider": "  GRETA ", "rncp": "", "funder": None})["provider"]
        == "GRETA"
    )


def test_each_missing_field_is_named_at_once():
    refused = refusal(checked, "begin_orientation", {})
    assert [r.guard for r in refused.reasons] == [
        "data:decision_on",
        "data:notified_on",
        "data:channel",
        "data:referent",
    ]
    assert refused.reasons[0].explanation % refused.reasons[0].evidence == "“decision_on” is missing."


def test_a_record_of_the_past_may_lack_what_is_required_but_not_lie():
    assert checked("prescribe", {"kind": "refresher"}, history=True) == {"kind": "refresher"}
    with pytest.raises(Refused):
        checked("prescribe", {"kind": "cookery"}, history=True)


def test_a_pact_s_own_kind_is_kept_as_label_and_mapped():
    assert checked("prescribe", {**PRESCRIPTION, "kind": "prequalification"}, {"prequalification": "refresher"}) == {
        "kind": "refresher",
        "label": "prequalification",
        "provider": "GRETA",
    }
    assert said("prescribe", {**PRESCRIPTION, "kind": "prequalification"})[0] == "data:kind"
    with pytest.raises(Refused):
        checked("prescribe", {**PRESCRIPTION, "kind": ["prequalification"]}, {"prequalification": "refresher"})


@pytest.mark.parametrize(
    "value",
    [
        "31/03/2022",
        "2022-02-30",
        "2022-13-01",
        "",
        "demain",
        "２０２２-03-31",
        20220331,
        4.5,
        True,
        date(2022, 3, 31),
        [],
        {},
    ],
)
def test_a_date_that_is_none_is_refused(value):
    refused = refusal(checked, "pause", {"category": "other", "until": value})
    assert [r.guard for r in refused.reasons] == ["data:until"]


@pytest.mark.parametrize("value", ["0001-01-01", "1899-12-31", "2101-01-01", "9999-12-31"])
def test_a_year_that_breaks_calendars_is_refused(value):
    assert said("pause", {"category": "other", "until": value}) == (
        "data:until",
        "Check the year of “until”: it is too far from today.",
    )


def test_a_number_or_a_list_too_great_says_how_great_it_may_be():
    assert said("prescribe", {**PRESCRIPTION, "hours": 2**63}) == ("data:hours", "Check “hours”: it is 99999 at most.")
    assert checked("prescribe", {**PRESCRIPTION, "hours": GREATEST})["hours"] == 99_999
    many = {**PRESCRIPTION, "blocs": [f"B{n}" for n in range(20_000)]}
    assert said("prescribe", many) == ("data:blocs", "Give 200 codes at most in “blocs”.")
    assert len(checked("prescribe", {**many, "blocs": many["blocs"][:MOST_CODES]})["blocs"]) == 200


def test_dates_in_other_iso_forms_are_written_one_way():
    assert checked("pause", {"category": "other", "until": "20220331"})["until"] == "2022-03-31"
    assert checked("pause", {"category": "other", "until": "2022-W13-4"})["until"] == "2022-03-31"


@pytest.mark.parametrize(
    "value", ["   ", "a\x00b", "\ud800", "x" * (LONGEST_CODE + 1), 5, ["GRETA"], {"a": 1}, b"GRETA"]
)
@pytest.mark.parametrize(("move", "field"), [("prescribe", "provider"), ("resume", "source")])
def test_text_that_cannot_be_stored_is_refused(move, field, value):
    data = PRESCRIPTION if move == "prescribe" else {}
    assert said(move, {**data, field: value}) == (
        f"data:{field}",
        f"Write “{field}” as plain text, neither empty nor too long.",
    )


def test_free_text_may_be_longer_than_a_code_but_not_endless():
    assert checked("void", {"reason": "x" * LONGEST_TEXT})
    assert said("void", {"reason": "x" * (LONGEST_TEXT + 1)})[0] == "data:reason"


@pytest.mark.parametrize(
    "value",
    ["Letter", "pigeon", 3, True, ["letter"], {"letter": 1}, pytest.param(UNPRINTABLE, id="unprintable"), -1, 1.5],
)
def test_a_code_outside_the_list_is_refused_with_the_list(value):
    given = {"decision_on": "2022-01-10", "notified_on": "2022-01-10", "referent": NADIA, "channel": value}
    assert said("begin_orientation", given) == (
        "data:channel",
        "Choose “channel” among: letter, email, sms, in_person, phone.",
    )


@pytest.mark.parametrize("value", [True, 4, "4", 0, -3, 3.0, "trois", [3], pytest.param(UNPRINTABLE, id="unprintable")])
def test_only_three_six_and_twelve_months_are_checked(value):
    assert said("check_employment", {"at_months": value, "employed": "yes"})[0] == "data:at_months"


@pytest.mark.parametrize("value", ["yes", 1, 0, "true", []])
def test_a_boolean_is_true_or_false(value):
    assert said("prescribe", {**PRESCRIPTION, "parallel": value})[0] == "data:parallel"


@pytest.mark.parametrize("value", [0, -1, 1.5, "40", True, 100_000, pytest.param(UNPRINTABLE, id="unprintable")])
def test_hours_are_a_whole_number_above_zero(value):
    assert said("prescribe", {**PRESCRIPTION, "hours": value})[0] == "data:hours"


@pytest.mark.parametrize("value", ["B1", {"B1": 1}, [1], [[]], ["\x00"], ["B"] * (LONGEST_CODE + 1), {"B1"}])
def test_blocs_are_a_list_of_codes(value):
    assert said("prescribe", {**PRESCRIPTION, "blocs": value})[0] == "data:blocs"


@pytest.mark.parametrize(
    "value",
    [
        True,
        "refresher",
        [],
        {"refresher": "yes"},
        {"refresher": None},
        {"refresher": True, "domains": "french"},
        {"refresher": True, "domains": ["cookery"]},
        {"refresher": True, "domains": [["french"]]},
        {"refresher": False, "support": "true"},
        {"refresher": False, "support": 1},
    ],
)
def test_needs_say_yes_or_no_and_known_domains(value):
    assert said("complete_orientation", {"needs": value})[0] == "data:needs"


def test_needs_are_written_whole():
    assert checked("complete_orientation", {"needs": {"refresher": False}})["needs"] == {
        "refresher": False,
        "domains": [],
        "support": False,
    }


@pytest.mark.parametrize(
    "value",
    [
        "cdi",
        [],
        {},
        {"contract": "slavery"},
        {"contract": "cdd", "starts_on": "soon"},
        {"contract": "cdd", "starts_on": "2022-05-01", "ends_on": "2022-04-30"},
        {"contract": "cdd", "ends_on": ["2022-04-30"]},
        {"contract": ["cdi"]},
    ],
)
def test_a_job_is_described_or_refused(value):
    assert said("leave", {"motive": "employment", "job": value})[0] == "data:job"


def test_a_job_of_one_day_is_a_job():
    job = {"contract": "interim", "starts_on": "2022-05-01", "ends_on": "2022-05-01"}
    assert checked("leave", {"motive": "employment", "job": job})["job"] == job


@pytest.mark.parametrize(
    "value", [True, "yes", {"decision": "yes", "by": NADIA}, {"decision": True}, {"decision": True, "by": 5}]
)
def test_a_legitimate_motive_has_a_decision_and_an_author(value):
    given = {"episode": "e", "motive": "personal", "legitimate": value}
    assert said("drop_out", given)[0] == "data:legitimate"


PARTS = st.sampled_from(["refresher", "domains", "support", "contract", "starts_on", "decision", "by"])
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates() | st.datetimes() | st.binary(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["refresher", "domains", "support", "contract", "starts_on", "decision", "by"]), inner
        )
    ),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_whatever_is_typed_is_read_or_refused_and_what_was_read_reads_the_same_again(data):
    move = data.draw(st.sampled_from(sorted(FIELDS)))
    likely = {
        field.name: st.sampled_from(choices_of(field) or ("2022-03-31", "GRETA", ["B1"], {"refresher": True}))
        for field in FIELDS[move]
    }
    typed = data.draw(st.fixed_dictionaries({}, optional={name: good | ANYTHING for name, good in likely.items()}))
    try:
        read = checked(move, typed)
    except Refused as refused:
        for reason in refused.reasons:
            assert reason.guard.removeprefix("data:") in likely
            assert "%(" not in reason.explanation % reason.evidence
            assert "%(" not in reason.remedy % reason.evidence
        return
    assert checked(move, read) == read
    assert not any(isinstance(value, date | datetime | bytes | float) for value in read.values())


def test_choices_inside_parts_are_told():
    job = next(field for field in FIELDS["leave"] if field.name == "job")
    assert choices_of(job) == CONTRACTS
