"""The accounts of a demonstration: one per role, the beneficiary in refresher with a qualification booked."""

import pytest

from parcours_app.models import Account, Appointment, Case, SeriesPoint
from parcours_app.queries.reconcile import differences
from parcours_app.scope import operator
from parcours_app.services.demonstrated_series import show_series
from parcours_app.services.demonstration import grant
from parcours_app.services.imports import import_series
from tests.walks import Walk
from workflows.engine import Role


@pytest.fixture
def accesses(session, clock, make_account):
    Walk(make_account(Role.COUNSELLOR), clock).open("2026-05-04")
    return {access.role: access for access in grant(operator(clock), str)}


def test_the_beneficiary_is_in_refresher_with_a_qualification_booked_and_followed_by_the_counsellor(session, accesses):
    beneficiary = session.query(Account).filter_by(email=accesses[Role.BENEFICIARY].email).one()
    case = session.query(Case).filter_by(person_id=beneficiary.person_id).one()
    assert (case.stage, case.current_kind, case.next_kind) == ("refresher", "refresher", "qualification")
    assert case.support_level == "reinforced"
    assert session.get(Account, case.referent_id).email == accesses[Role.COUNSELLOR].email
    assert list(differences()) == []


def test_the_counsellor_has_an_agenda_and_the_person_an_appointment_to_come(session, clock, accesses):
    counsellor = session.query(Account).filter_by(email=accesses[Role.COUNSELLOR].email).one()
    kept = session.query(Appointment).filter_by(account_id=counsellor.id).all()
    assert {known.state for known in kept} >= {"planned", "held"}
    beneficiary = session.query(Account).filter_by(email=accesses[Role.BENEFICIARY].email).one()
    case = session.query(Case).filter_by(person_id=beneficiary.person_id).one()
    ahead = [known for known in kept if known.case_id == case.id and known.at > clock.now()]
    assert len(ahead) == 1
    grant(operator(clock), str)
    assert session.query(Appointment).count() == len(kept)


def test_a_second_start_keeps_the_four_accounts_and_the_person(session, clock, accesses):
    before = {account.id for account in session.query(Account)}
    again = {access.role: access for access in grant(operator(clock), str)}
    assert {account.id for account in session.query(Account)} == before
    assert {role: access.email for role, access in again.items()} == {
        role: access.email for role, access in accesses.items()
    }
    assert session.query(Case).count() == 2


def test_the_supervisor_reads_the_nation_where_there_is_something_to_read(session, accesses):
    supervisor = session.query(Account).filter_by(email=accesses[Role.SUPERVISOR].email).one()
    assert (supervisor.organisation_id, supervisor.region) == (None, None)


def test_three_series_of_the_dares_stand_beside_the_figures_and_what_was_imported_since_is_kept(session, clock):
    viewer = operator(clock)
    show_series(viewer)
    points = session.query(SeriesPoint).all()
    assert {point.series for point in points} == {
        "training_entries_other_commissioned",
        "region_commissioned_beneficiaries_stock",
        "pacea_stock",
    }
    assert {(point.perimeter, point.source) for point in points} == {("France", "PoEm/Dares")}
    revised = "series,year,month,value,unit,perimeter,source\npacea_stock,2020,1,1,persons,France,PoEm/Dares"
    import_series(viewer, revised.encode())
    show_series(viewer)
    kept = session.query(SeriesPoint).filter_by(series="pacea_stock", year=2020, month=1).one()
    assert kept.value == 1
