"""Figures prepared in the background: asked once, calculated once, kept when they cannot change, masked when shown."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import update

from parcours_app.extensions import db, reading
from parcours_app.jobs import figures as job
from parcours_app.jobs.figures import ask_for_the_usual
from parcours_app.models import FigureQuestion, Organisation
from parcours_app.queries import indicators as direct
from parcours_app.queries.cohorts import AskedCohort, usual_cohort
from parcours_app.queries.indicators import Asked, named, usual
from parcours_app.queries.prepared_cohorts import cohort_figures
from parcours_app.queries.prepared_rates import equity_figures, equity_question, figures, indicators_question
from parcours_app.queries.shown_rates import shown
from parcours_app.scope import Viewer, operator
from parcours_app.services import figures as service
from tests.walks import Walk
from workflows.engine import Role

ON = date(2026, 6, 15)
FIGURES = ("entries", "completion", "seam_median")
MORE = {"given_name": "Awa", "family_name": "Seconde", "birth_date": "1999-01-02"}


def days_of(on):
    asked = usual(on)
    return {name: getattr(asked, name) for name in ("since", "until", "on", "known")}


@pytest.fixture
def walk(session, clock, make_account, monkeypatch):
    """A territory too large already, with one person in it."""
    monkeypatch.setattr(direct, "MOST", 0)
    walk = Walk(make_account(Role.COUNSELLOR), clock).open("2026-01-05").orient("2026-01-12", "2026-02-02")
    walk.prescribe("qualification", "2026-01-28", "2026-02-09", "2026-04-10").start("qualification", "2026-02-09")
    db.session.commit()
    return walk.complete("qualification", "2026-04-10")


@pytest.fixture
def ask(app, clock):
    """ask(known=…, by=…): what a supervisor of the nation is shown of 15 June; asks for it as the page does."""

    def asked(by=(), **days):
        looking = Viewer(Role.SUPERVISOR, clock.now(), clock.today())
        question = Asked(**{**days_of(ON), **days}, by=by)
        found = figures(looking, named(FIGURES), question)
        if found.wanted:
            service.want(looking, **found.question)
        db.session.commit()
        return found

    return asked


def test_a_question_waits_then_has_the_answers_a_small_territory_reads_at_once(walk, ask, work, clock, monkeypatch):
    first = ask(by=("organisation", "sex"))
    assert (first.answer, first.wanted) == (None, True)
    waiting = ask(by=("organisation", "sex"))
    assert (waiting.waiting_since, waiting.wanted) == (clock.now(), False)
    assert [work(), work()] == [1, 0]
    found = ask(by=("organisation", "sex"))
    assert (found.prepared_at, found.waiting_since, found.wanted) == (clock.now(), None, False)
    monkeypatch.setattr(direct, "MOST", 5000)
    at_once = ask(by=("organisation", "sex")).answer
    assert [replace(answer, prepared_at=None) for answer in found.answer] == list(at_once)
    assert [len(answer.rows) for answer in found.answer] == [1, 1, 1]


def test_every_kind_of_question_has_the_answer_a_small_territory_reads_at_once(walk, work, clock, monkeypatch):
    Walk(walk.account, clock, **MORE, sex="f").open("2026-03-02").move("leave", "2026-05-04", motive="moved")
    looking = Viewer(Role.SUPERVISOR, clock.now(), clock.today())
    cohort = AskedCohort(date(2026, 1, 1), ON, ON, ON)
    asked = [
        (equity_figures, usual(ON)),
        (cohort_figures, cohort),
        (cohort_figures, replace(cohort, start="training", ending="qualification", group=("sex", "f"))),
    ]
    for kind, question in asked:
        assert service.want(looking, **kind(looking, question).question)
    assert work() == len(asked)
    found = [kind(looking, question).answer for kind, question in asked]
    monkeypatch.setattr(direct, "MOST", 5000)
    equity, *cohorts = [kind(looking, question).answer for kind, question in asked]
    assert [[replace(answer, prepared_at=None) for answer in answers] for answers in found[0]] == equity
    assert found[1:] == cohorts
    assert [list(told.groups) for told in cohorts] == [[""], ["f", "unknown"]]
    assert [list(stage.moved) for stage in found[1].groups[""].flow.stages] == [
        list(stage.moved) for stage in cohorts[0].groups[""].flow.stages
    ], "in the order of the pathway"


def test_a_cohort_prepared_by_a_dimension_serves_each_of_its_groups(walk, ask, work, clock):
    looking = Viewer(Role.SUPERVISOR, clock.now(), clock.today())
    women, men = (AskedCohort(date(2026, 1, 1), ON, ON, ON, group=("sex", sex)) for sex in "fm")
    service.want(looking, **cohort_figures(looking, women).question)
    assert work() == 1
    assert cohort_figures(looking, men).answer.asked == men


def test_what_is_stored_is_whole_and_what_is_shown_is_masked(walk, ask, work, clock):
    ask()
    work()
    entries = ask().answer[0]
    assert entries.rows[0].numerator == 1
    (row,) = shown(Viewer(Role.SUPERVISOR, clock.now(), clock.today()), entries)
    assert (row.numerator, row.masked) == (None, True)


def test_an_answer_about_a_day_that_is_over_is_kept_for_ever(walk, ask, work, clock):
    ask(known=date(2026, 6, 1))
    work()
    clock.set("2026-07-20")
    Walk(walk.account, clock, **MORE).open("2026-03-02")
    assert not ask(known=date(2026, 6, 1)).wanted
    assert work() == 0


def test_an_answer_about_today_is_calculated_again_another_day_when_the_journal_has_moved(walk, ask, work, clock):
    today = clock.today()
    ask(known=today)
    work()
    Walk(walk.account, clock, **MORE).open("2026-03-02")
    assert not ask(known=today).wanted, "the same day"
    clock.set("2026-06-16")
    again = ask(known=today)
    assert (again.wanted, bool(again.answer)) == (True, True), "the former answers are shown meanwhile"
    assert work() == 1
    assert not ask(known=today).wanted
    assert work() == 0


def test_an_answer_about_today_is_not_calculated_again_when_nothing_happened(walk, ask, work, clock):
    today = clock.today()
    ask(known=today)
    work()
    clock.set("2026-06-16")
    assert not ask(known=today).wanted


def test_a_failure_is_kept_by_its_class_stops_no_other_question_and_is_tried_again(walk, ask, work, clock, monkeypatch):
    ask(by=("sex",))
    ask()
    real = job.CALCULATED
    broken = lambda *asked: 1 / 0 if asked[1].terms else real["indicators"](*asked)  # noqa: E731
    monkeypatch.setattr(job, "CALCULATED", {"indicators": broken})
    assert work() == 2
    assert db.session.query(FigureQuestion.error).filter_by(terms="sex").scalar() == "ZeroDivisionError"
    assert ask(by=("sex",)).failed
    assert ask().answer
    assert work() == 0
    monkeypatch.setattr(job, "CALCULATED", real)
    clock.advance(hours=2)
    ask(by=("sex",))
    assert work() == 1
    assert ask(by=("sex",)).answer


def test_what_others_write_during_a_calculation_does_not_lose_it(walk, ask, work, monkeypatch):
    ask()
    real = job.CALCULATED["indicators"]

    def while_others_write(looking, question):
        found = list(real(looking, question))
        with reading(only=False), db.engine.begin() as another:
            another.execute(update(Organisation).values(name=Organisation.name))
        return found

    monkeypatch.setattr(job, "CALCULATED", {"indicators": while_others_write})
    assert work() == 1
    assert ask().answer


def test_no_more_questions_wait_than_can_be_answered_soon(walk, clock, monkeypatch):
    monkeypatch.setattr(service, "MOST_WAITING", 2)
    looking = Viewer(Role.SUPERVISOR, clock.now(), clock.today())
    question = indicators_question(usual(ON))
    told = [service.want(looking, **{**question, "known": date(2026, 1, n)}) for n in (1, 2, 3, 1)]
    assert told == [True, True, False, True]


def test_every_night_each_large_territory_is_asked_what_its_pages_open_with(walk, work, clock):
    questions = job.usual_questions(clock.today())
    assert ask_for_the_usual(operator(clock)) == work() == 3 * len(questions)
    asked = {(q.organisation_id != "", q.region) for q in db.session.query(FigureQuestion)}
    assert asked == {(False, ""), (False, "32"), (True, "")}
    looking, today = Viewer(Role.SUPERVISOR, clock.now(), clock.today()), clock.today()
    compared = replace(usual(today), by=("organisation",))
    found = [figures(looking, named(()), usual(today)), figures(looking, named(()), compared)]
    found += [equity_figures(looking, usual(today)), cohort_figures(looking, usual_cohort(today))]
    assert all(each.answer is not None and not each.wanted for each in found)


def test_an_answer_is_forgotten_a_week_later_unless_its_day_of_knowledge_was_over(walk, ask, work, clock):
    ask(known=clock.today())
    ask(known=date(2026, 6, 1))
    assert work() == 2
    assert service.forget_provisional(date(2026, 6, 22)) == 0
    assert service.forget_provisional(date(2026, 6, 23)) == 1
    assert [question.known for question in db.session.query(FigureQuestion)] == [date(2026, 6, 1)]
    assert ask(known=date(2026, 6, 1)).answer


def test_a_period_that_ends_after_the_day_asked_is_prepared_with_it(session):
    """The list of years says 31 December: the figures are those that the page opened with."""
    opened = usual(ON)
    for question in (indicators_question, equity_question):
        assert question(replace(opened, until=date(ON.year, 12, 31))) == question(opened)
        assert question(replace(opened, until=opened.since)) != question(opened)
