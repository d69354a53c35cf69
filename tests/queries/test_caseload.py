"""The caseload: what each filter finds, the order, the pages by keyset, and the few statements it takes."""

import pytest

from parcours_app.extensions import db
from parcours_app.models import Case
from parcours_app.queries import caseload
from parcours_app.queries.caseload import SORTS
from parcours_app.queries.caseload_filters import Filters
from parcours_app.scope import Viewer
from parcours_app.services import contacts, questions
from tests.walks import Walk
from workflows.engine import Role

TODAY = "2026-06-15"


@pytest.fixture
def ours(session, make_account):
    return make_account(Role.COUNSELLOR)


@pytest.fixture
def walk(session, ours, clock):
    def new(family, given="Ana", **person):
        return Walk(ours, clock, family_name=family, given_name=given, **person)

    return new


def found(walked, **filters):
    page = caseload.page(walked.viewer, Filters(tab="organisation", **filters))
    return [row.family_name for row in page.lines]


def in_refresher(walk, family, end="2026-07-10", **person):
    one = walk(family, **person).open("2026-01-05").orient("2026-01-10", "2026-02-02", refresher=True)
    one.prescribe("refresher", "2026-02-03", "2026-03-02", end).start("refresher", "2026-03-02")
    return one


def test_my_list_holds_those_i_am_the_referent_of_and_the_other_tab_the_whole_organisation(walk):
    mine, free = walk("Martin").open(TODAY), walk("Petit").open(TODAY, referent=None)
    assert [row.family_name for row in caseload.page(mine.viewer, Filters()).lines] == ["Martin"]
    assert found(free) == ["Martin", "Petit"]
    counts = caseload.counts(mine.viewer, Filters())
    assert (counts.mine, counts.organisation) == (1, 2)


def test_a_case_of_another_organisation_is_in_no_tab(walk, make_account, clock):
    walk("Martin").open(TODAY)
    elsewhere = make_account(Role.COUNSELLOR, email="b@example.org", organisation="Autre mission locale")
    stranger = Walk(elsewhere, clock, family_name="Durand").open(TODAY)
    assert found(stranger) == ["Durand"]
    assert found(stranger, q="martin") == []


def test_an_open_gap_is_found_until_the_next_step_starts(walk):
    one = in_refresher(walk, "Martin", end="2026-05-29")
    assert found(one, seam="open") == []
    one.complete("refresher", "2026-05-29")
    assert found(one, seam="open") == ["Martin"]
    one.prescribe("qualification", "2026-06-01", "2026-06-08", "2026-12-18").start("qualification", "2026-06-08")
    assert found(one, seam="open") == []


def test_a_step_that_ends_within_60_days_calls_for_the_next_one_until_it_is_accepted(walk):
    one, _later = in_refresher(walk, "Martin"), in_refresher(walk, "Petit", end="2026-08-15")
    assert found(one, seam="to_book") == ["Martin"]
    one.prescribe("qualification", "2026-06-10", "2026-07-13", "2026-12-18")
    assert found(one, seam="to_book") == ["Martin"], "prescribed is not accepted"
    one.move("admit", "2026-06-12", episode=one.episodes["qualification"])
    assert found(one, seam="to_book") == []
    assert found(one, seam="booked") == ["Martin"]


def test_the_sixtieth_day_is_within_60_days_and_the_next_is_not(walk):
    one = in_refresher(walk, "Martin", end="2026-08-14")
    in_refresher(walk, "Petit", end="2026-08-15")
    assert found(one, seam="to_book") == ["Martin"]


def test_a_qualification_is_the_end_of_the_line_and_calls_for_no_next_step(walk):
    one = walk("Martin").open("2026-01-05").orient("2026-01-10", "2026-02-02")
    one.prescribe("qualification", "2026-02-03", "2026-03-02", "2026-06-30").start("qualification", "2026-03-02")
    assert found(one, seam="to_book") == []
    assert found(one, ends_within=15) == ["Martin"]


def test_silence_is_counted_from_the_last_contact_or_from_the_opening(walk):
    old, recent, told = (
        walk("Ancien").open("2026-05-16"),
        walk("Neuf").open("2026-05-17"),
        walk("Dit").open("2026-01-05"),
    )
    contacts.record_contact(told.viewer, told.case_id, told.viewer.today, "phone")
    assert found(old, no_contact=30) == ["Ancien"]
    assert found(recent, no_contact=15) == ["Ancien", "Neuf"]


def test_somebody_paused_is_not_silent_and_is_found_by_their_pause(walk):
    one = in_refresher(walk, "Martin")
    one.move("pause", "2026-06-08", category="justified_absence", until="2026-06-30")
    assert found(one, no_contact=30) == []
    assert found(one, pause="yes") == ["Martin"]
    assert found(one, pause="no") == []


@pytest.mark.parametrize("code", ["level", "any"])
def test_missing_data_are_found_by_code(walk, code):
    one = walk("Sanslevel", level=None).open(TODAY)
    walk("Complet").open(TODAY)
    assert found(one, missing=code) == ["Sanslevel"]
    assert found(one, missing="region") == []


def test_an_unanswered_question_is_found_until_it_is_answered(walk):
    one = walk("Martin").open(TODAY)
    person = Viewer(Role.BENEFICIARY, one.viewer.now, one.viewer.today, person=one.person.id)
    questions.ask(person, "next", "Quand est-ce que je commence ?")
    assert found(one, waiting="question") == ["Martin"]
    questions.answer(one.viewer, one.case_id, 1, "Lundi prochain.")
    assert found(one, waiting="question") == []


def test_a_handover_offered_is_found_by_both_sides_and_listed_as_its_own_only_by_the_sender(walk, make_account, clock):
    one = in_refresher(walk, "Martin")
    receiver = make_account(Role.COUNSELLOR, email="b@example.org", organisation="Autre mission locale")
    one.move("request_handover", TODAY, to_organisation="Autre mission locale")
    theirs = Walk(receiver, clock, family_name="Durand").open(TODAY)
    assert found(theirs, waiting="handover_in") == ["Martin"]
    assert found(theirs) == ["Durand"]
    assert found(one, waiting="handover_out") == ["Martin"]


@pytest.mark.parametrize("typed", ["{}", "{} ", " {}", "{}\N{NO-BREAK SPACE}"])
@pytest.mark.parametrize("between", ["-", "", " ", " - ", "\N{EN DASH}"])
def test_a_case_number_is_found_however_its_two_groups_are_separated(walk, typed, between):
    one = walk("Martin").open(TODAY)
    first, last = db.session.get_one(Case, one.case_id).number.lower().split("-")
    assert found(one, q=typed.format(first + between + last)) == ["Martin"]
    assert found(one, q=first) == []


@pytest.mark.parametrize(
    "text",
    ["evrard", "ÉVRARD zoé", "zoe evr", "d or", "12345678901"],
    ids=["bare", "accents", "part", "apostrophe", "ft"],
)
def test_search_ignores_accents_case_and_order(walk, text):
    one = walk("Évrard", "Zoé d’Or", ft_id="12345678901").open(TODAY)
    walk("Martin").open(TODAY)
    assert found(one, q=text) == ["Évrard"]


def test_search_takes_a_case_number_and_no_wildcard(walk):
    one = walk("Martin").open(TODAY)
    number = caseload.page(one.viewer, Filters()).lines[0].number
    assert found(one, q=number.lower()) == ["Martin"]
    assert found(one, q="%") == []
    assert found(one, q="_____") == []


def test_closed_cases_are_listed_only_when_their_stage_is_asked_for(walk):
    one = walk("Martin").open("2026-01-05").move("leave", "2026-02-02", motive="death")
    assert found(one) == []
    assert found(one, stage="closed") == ["Martin"]


@pytest.mark.parametrize("sort", [*SORTS, *(f"-{name}" for name in SORTS)])
def test_every_sort_pages_forth_and_back_through_everybody_once(walk, monkeypatch, sort):
    monkeypatch.setattr(caseload, "PAGE", 3)
    families = ["Aa", "Bb", "Cc", "Dd", "Ee", "Ff", "Gg"]
    last = [walk(family).open(f"2026-0{1 + n % 4}-05") for n, family in enumerate(families)][-1]
    in_refresher(walk, "Hh", end="2026-07-10")
    viewer, filters = last.viewer, Filters()
    pages, cursor = [], None
    while True:
        page = caseload.page(viewer, filters, sort, cursor)
        pages.append([row.id for row in page.lines])
        cursor = page.next
        if cursor is None:
            break
    assert [len(ids) for ids in pages] == [3, 3, 2]
    assert len({case for ids in pages for case in ids}) == 8
    back = caseload.page(viewer, filters, sort, page.previous)
    assert [row.id for row in back.lines] == pages[1]
    first = caseload.page(viewer, filters, sort, back.previous)
    assert [row.id for row in first.lines] == pages[0]
    assert first.previous is None


def test_a_cursor_of_another_sort_is_refused(walk):
    one = walk("Martin").open(TODAY)
    with pytest.raises(ValueError, match="Invalid isoformat"):
        caseload.page(one.viewer, Filters(), "next", caseload.Cursor("martin", one.case_id))


def test_a_page_and_its_counts_take_one_statement_each(walk, count_queries):
    one = in_refresher(walk, "Martin")
    viewer = one.viewer
    with count_queries() as statements:
        caseload.page(viewer, Filters(q="martin", seam="to_book", missing="any"))
        caseload.counts(viewer, Filters(stage="refresher"))
    assert len(statements) == 2


def test_counts_say_how_many_are_at_each_stage_whatever_the_stage_asked_for(walk):
    one = in_refresher(walk, "Martin")
    walk("Petit").open(TODAY)
    counts = caseload.counts(one.viewer, Filters(stage="refresher"))
    assert counts.by_stage == {"refresher": 1, "referred": 1}
    assert counts.mine == 1


def test_the_paused_days_of_a_gap_are_given_with_the_line(walk):
    one = in_refresher(walk, "Martin", end="2026-05-29").complete("refresher", "2026-05-29")
    one.move("pause", "2026-06-01", category="other", until="2026-06-20")
    row = caseload.page(one.viewer, Filters()).lines[0]
    assert (row.seam_since.isoformat(), row.still) == ("2026-05-29", 15)
