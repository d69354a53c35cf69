"""Programme totals as summed changes: persons, entries, trained; what adds, what takes away, and where it counts."""

from collections import Counter
from datetime import date

from tests.workflows.case_builder import PUBLICS, SUPERVISOR, Case, cells, counted
from workflows.totals import changes
from workflows.traits import UNLOCATED

NONE = {"persons": 0, "entries": 0, "trained": 0}


def added(totals):
    """The totals of several people."""
    totals = list(totals)
    return {measure: sum(each[measure] for each in totals) for measure in NONE}


JOB = {"contract": "cdi", "starts_on": "2022-04-04"}
# 20 prescribed: 3 who did not come, 9 completed, 3 dropouts, 1 gone for a job, 4 still under way.
ENDS = [
    *[[("no_show", "2022-02-14", {})]] * 3,
    *[[("start", "2022-02-14", {}), ("complete", "2022-05-13", {})]] * 9,
    *[[("start", "2022-02-14", {}), ("drop_out", "2022-03-31", {})]] * 3,
    [("start", "2022-02-14", {}), ("leave", "2022-04-01", {"motive": "employment", "job": JOB})],
    *[[("start", "2022-02-14", {})]] * 4,
]


def person(n, steps):
    case = Case(name=f"p{n}").orient()
    episode = case.prescribe("2022-01-31", "2022-02-14")
    for move, on, data in steps:
        case.do(move, on, **(data or {"episode": episode}))
    return case


def test_the_worked_example_20_prescribed_and_3_who_did_not_come_are_17_entries():
    people = [person(n, steps) for n, steps in enumerate(ENDS)]
    assert added(counted(case) for case in people) == {"persons": 20, "entries": 17, "trained": 17}
    assert added(counted(case, on="2022-02-13") for case in people) == {"persons": 20, "entries": 0, "trained": 0}
    stages = Counter(cell.stage for case in people for (measure, cell) in cells(case) if measure == "persons")
    assert stages == {"between": 3 + 9 + 3, "refresher": 4, "follow_up": 1}


def test_opening_counts_a_person_from_that_day():
    case = Case("2022-01-03")
    assert counted(case, on="2022-01-02") == NONE
    assert counted(case, on="2022-01-03") == {"persons": 1, "entries": 0, "trained": 0}
    ((_measure, cell),) = cells(case)
    assert (cell.region, cell.year, cell.public, cell.stage) == ("53", 2022, "de_peu_qualifie", "referred")
    assert (cell.organisation, cell.pact) == ("mission-locale", None)


def test_what_is_not_known_still_counts_somewhere():
    ((_measure, cell),) = cells(Case(region=None, publics=None, organisation=None))
    assert (cell.region, cell.public, cell.organisation) == (UNLOCATED, "other", None)


def test_the_pact_and_the_public_are_those_frozen_at_the_opening():
    ((_measure, cell),) = cells(Case(pact="paca_2019", publics={**PUBLICS, "counted_as": "jeune_eloigne"}))
    assert (cell.pact, cell.public) == ("paca_2019", "jeune_eloigne")


def test_sex_age_level_and_situations_are_those_frozen_at_the_opening():
    facts = {"sex": "f", "age": 25, "level": {"scheme": "rncp2019", "code": "3", "reached": 3}, "situations": ["qpv"]}
    ((_measure, cell),) = cells(Case(**facts))
    assert (cell.sex, cell.age, cell.level, cell.qpv, cell.rqth) == ("f", "under_26", "3", "yes", "no")
    ((_measure, unsaid),) = cells(Case())
    assert (unsaid.sex, unsaid.age, unsaid.level, unsaid.qpv, unsaid.rqth) == (
        "unknown",
        "unknown",
        "unknown",
        "no",
        "no",
    )


def test_the_provider_and_the_funder_are_those_of_the_entry_and_a_person_has_none():
    case = Case().orient()
    case.train("2022-02-14", "2022-05-13", prescribed="2022-01-31", provider="CléA", funder="region")
    case.train("2022-06-06", prescribed="2022-05-30")
    by = sorted((measure, cell.provider, cell.funder) for measure, cell in cells(case) if measure == "entries")
    assert by == [("entries", "CléA", "region"), ("entries", "GRETA", "unknown")]
    assert {(cell.provider, cell.funder) for measure, cell in cells(case) if measure != "entries"} == {(None, None)}


def test_an_orientation_is_no_entry():
    assert counted(Case().orient()) == {"persons": 1, "entries": 0, "trained": 0}


def test_persons_count_in_their_opening_year_and_entries_in_their_start_year():
    case = Case("2021-11-02").orient("2021-11-08", "2021-12-10")
    case.train("2021-12-13", "2022-03-31", prescribed="2021-12-10")
    case.train("2022-04-11", prescribed="2022-03-15", provider="CléA")
    years = sorted((measure, cell.year) for measure, cell in cells(case))
    assert years == [("entries", 2021), ("entries", 2022), ("persons", 2021), ("trained", 2021)]


def test_a_person_is_at_one_stage_at_a_time():
    case = Case().orient()
    case.train("2022-02-14", "2022-05-13", prescribed="2022-01-31")
    for on, stage in [
        ("2022-01-09", "referred"),
        ("2022-01-10", "orientation"),
        ("2022-01-31", "between"),
        ("2022-02-14", "refresher"),
        ("2022-05-13", "between"),
    ]:
        assert [cell.stage for (m, cell) in cells(case, on=on) if m == "persons"] == [stage]


def test_voiding_a_case_takes_it_out_and_voiding_that_entry_brings_it_back():
    case = Case().orient()
    case.train("2022-02-14", prescribed="2022-01-31")
    mistake = case.do("void", "2022-03-01", by=SUPERVISOR)
    assert counted(case) == NONE
    assert cells(case) == {}
    assert counted(case, on="2022-02-28") == {"persons": 1, "entries": 1, "trained": 1}
    case.void(mistake)
    assert counted(case) == {"persons": 1, "entries": 1, "trained": 1}


def test_a_merged_duplicate_leaves_one_person_of_two():
    stays, goes = Case(name="stays"), Case(name="goes")
    goes.do("merge", "2022-02-01", by=SUPERVISOR, into_case="stays")
    assert counted(stays, goes) == {"persons": 1, "entries": 0, "trained": 0}
    assert added([counted(stays), counted(goes)]) == {"persons": 1, "entries": 0, "trained": 0}


def test_two_cases_of_one_person_are_one_person_at_the_latest_and_all_their_entries():
    first, second = (
        Case("2019-03-04", name="first", region="11").orient("2019-03-11", "2019-03-29"),
        Case(name="second"),
    )
    first.train("2019-04-01", "2019-06-28", prescribed="2019-03-29")
    first.do("leave", "2019-07-01")
    assert counted(first, second) == {"persons": 1, "entries": 1, "trained": 1}
    by = {measure: (cell.region, cell.year, cell.stage) for measure, cell in cells(first, second)}
    assert by == {
        "persons": ("53", 2022, "referred"),
        "trained": ("53", 2022, "referred"),
        "entries": ("11", 2019, "follow_up"),
    }
    second.do("void", "2022-01-10", by=SUPERVISOR)
    assert {cell.region for _m, cell in cells(first, second)} == {"11"}, "the earlier case counts again"


def test_a_person_stays_in_the_public_of_their_first_entry():
    """Coming back with another public changes neither target; before any entry the latest case says it (§6.5)."""
    young = {"de_peu_qualifie": True, "jeune_eloigne": True, "counted_as": "jeune_eloigne"}
    skilled = {**young, "jeune_eloigne": False, "counted_as": "de_peu_qualifie"}
    first = Case("2019-03-04", name="first", publics=young).orient("2019-03-11", "2019-03-29")
    second = Case("2022-01-03", name="second", publics=skilled).orient("2022-01-10", "2022-01-31")
    assert {cell.public for _measure, cell in cells(first, second)} == {"de_peu_qualifie"}
    second.train("2022-02-14", prescribed="2022-01-31")
    assert {cell.public for _measure, cell in cells(first, second)} == {"de_peu_qualifie"}
    first.train("2019-04-01", "2019-06-28", prescribed="2019-03-29")
    found = {(measure, cell.public, cell.stage) for measure, cell in cells(first, second)}
    assert found == {
        ("persons", "jeune_eloigne", "refresher"),
        ("trained", "jeune_eloigne", "refresher"),
        ("entries", "jeune_eloigne", "between"),
        ("entries", "de_peu_qualifie", "refresher"),
    }


def test_a_handover_moves_the_count_from_one_organisation_to_the_other_the_day_it_is_accepted():
    case = Case().orient()
    case.train("2022-02-14", prescribed="2022-01-31")
    case.do("request_handover", "2022-03-01")
    case.do("accept_handover", "2022-03-10")
    moved = [
        (measure, cell.organisation, amount)
        for day, measure, cell, amount in changes([case.entries])
        if day == date(2022, 3, 10)
    ]
    assert sorted(moved) == sorted(
        (measure, organisation, amount)
        for measure in NONE
        for organisation, amount in (("mission-locale", -1), ("cap-emploi", 1))
    )
    assert {cell.region for _m, cell in cells(case)} == {"53"}, "the region is the one of the entry"


def test_changes_cancel_within_a_day_and_come_in_order():
    case = Case()
    case.do("begin_orientation", "2022-01-03")
    found = changes([case.entries])
    assert [(day, measure, cell.stage, amount) for day, measure, cell, amount in found] == [
        (date(2022, 1, 3), "persons", "orientation", 1)
    ]
    days = [day for day, *_rest in changes([Case().orient().entries])]
    assert days == sorted(days)


def test_nobody_is_nobody():
    assert changes([]) == []
    assert changes([[]]) == []


def test_as_known_on_a_day_the_totals_are_those_of_then():
    case = Case().orient()
    case.train("2022-02-14", prescribed="2022-01-31")
    case.correct(case.entry("start"), void=True, recorded="2022-04-01")
    assert counted(case) == {"persons": 1, "entries": 0, "trained": 0}
    assert counted(case, known="2022-03-31") == {"persons": 1, "entries": 1, "trained": 1}
    assert counted(case, known="2022-01-02") == NONE
