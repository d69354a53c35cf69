"""Importing real files: every line accounted for, nothing twice, nothing half, nothing on a dry run."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from parcours_app.extensions import db
from parcours_app.models import Case, EntryRow, EpisodeRow, ImportedAction, Person, SupportRow
from parcours_app.queries.reconcile import differences
from parcours_app.readers.problems import UnusableFile
from parcours_app.scope import operator, viewer_of
from parcours_app.services.imports import import_actions, import_people
from workflows.engine import Role

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
HEADER = (
    "identifiant_unique_de;codeaction;lblaction;objectif_formation;date_prescription;date_realisation_action;"
    "date_prev_debut;date_debut;date_fin;formation;adr.dc_commune_id"
)


def real(name: str) -> bytes:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"the real file {name} is not beside the project")
    return path.read_bytes()


def extract(*lines: str) -> bytes:
    return "\n".join((HEADER, *lines)).encode()


def action(
    person="p1", code="EFO", objective="Certification", prescribed="2022-01-10", start="", end="", training="CUISINE"
):
    dates = (prescribed, "", "", start, end)
    return ";".join((person, code, "UNE FORMATION", objective, *(d or "NULL" for d in dates), training, "59350"))


def count(table) -> int:
    return db.session.scalar(select(func.count()).select_from(table))


@pytest.fixture
def viewer(session, clock):
    clock.set("2022-12-01")
    return operator(clock)


def test_the_france_travail_extract_is_read_whole_and_only_once(viewer):
    content = real("france-travail-actions.csv")
    first = import_actions(viewer, content)
    lines = len(content.decode("utf-8-sig").strip().splitlines()) - 1
    assert first.lines == lines == first.totals["created"]
    written = count(EntryRow)
    second = import_actions(viewer, content)
    assert second.summary() == f"created=0 updated=0 unchanged={lines} duplicate=0 rejected=0"
    assert count(EntryRow) == written
    assert list(differences()) == []


def test_a_dry_run_reports_the_same_and_keeps_nothing(viewer):
    content = extract(action(start="2022-02-01"), action(person="p2", objective="Remise à niveau"))
    dry = import_actions(viewer, content, dry_run=True)
    assert (count(Person), count(Case), count(EntryRow), count(ImportedAction)) == (0, 0, 0, 0)
    real_one = import_actions(viewer, content)
    assert dry.outcomes == real_one.outcomes


def test_a_start_before_its_prescription_is_kept_with_a_warning(viewer):
    report = import_actions(viewer, extract(action(prescribed="2022-03-10", start="2022-03-01")))
    assert report.summary().startswith("created=1")
    assert report.warnings == 1
    episode = db.session.scalars(select(EpisodeRow)).one()
    assert (episode.prescribed_on.isoformat(), episode.started_on.isoformat()) == ("2022-03-10", "2022-03-01")


def test_changed_dates_correct_the_entries_the_line_made(viewer):
    import_actions(viewer, extract(action()))
    started = extract(action(start="2022-02-01"))
    assert import_actions(viewer, started).totals["updated"] == 1
    ended = extract(action(start="2022-02-07", end="2022-05-31"))
    assert import_actions(viewer, ended).totals["updated"] == 1
    episode = db.session.scalars(select(EpisodeRow)).one()
    assert (episode.state, episode.started_on.isoformat()) == ("completed", "2022-02-07")
    assert import_actions(viewer, extract(action())).totals["updated"] == 1
    db.session.expire_all()
    assert db.session.scalars(select(EpisodeRow)).one().state == "prescribed"
    assert list(differences()) == []


def test_a_support_line_opens_and_ends_a_support_and_follows_its_changes(viewer):
    def line(end=""):
        return extract(action(code="CEJ", objective="", start="2022-03-16", end=end, training=""))

    import_actions(viewer, line())
    assert db.session.scalars(select(SupportRow)).one().level == "reinforced"
    import_actions(viewer, line(end="2022-09-30"))
    db.session.expire_all()
    assert db.session.scalars(select(SupportRow)).one().ended_on.isoformat() == "2022-09-30"
    assert count(EpisodeRow) == 0


def test_two_alike_lines_are_two_actions(viewer):
    report = import_actions(viewer, extract(action(), action()))
    assert report.totals["created"] == 2
    assert count(EpisodeRow) == 2


def test_an_earlier_line_of_a_later_file_opens_the_case_earlier(viewer):
    import_actions(viewer, extract(action(prescribed="2022-06-01")))
    import_actions(viewer, extract(action(prescribed="2021-06-01", training="BOULANGERIE")))
    assert db.session.scalars(select(Case)).one().opened_on.isoformat() == "2021-06-01"
    assert list(differences()) == []


def test_lines_are_recorded_in_order_of_time_whatever_their_place_in_the_file(viewer):
    later = action(prescribed="2021-01-10", start="2021-02-01", end="2021-06-30")
    earlier = action(
        objective="Remise à niveau, maîtrise des savoirs de base, initiation",
        prescribed="2020-10-10",
        start="2020-11-01",
        end="2020-12-31",
    )
    report = import_actions(viewer, extract(later, earlier))
    assert report.totals["created"] == 2
    assert [outcome.number for outcome in report.outcomes] == [2, 3]
    assert import_actions(viewer, extract(later, earlier)).totals["unchanged"] == 2


def test_a_line_the_rules_refuse_says_why_and_leaves_nothing(viewer):
    report = import_actions(viewer, extract(action(start="2022-02-01"), action(code="CEJ", objective="", training="")))
    assert report.totals["created"] == 2
    again = import_actions(viewer, extract(action(code="PACEA", objective="", training="", prescribed="2022-04-01")))
    assert again.summary() == "created=0 updated=0 unchanged=0 duplicate=0 rejected=1"
    assert again.exit_code == 3
    assert "Support is already running" in again.outcomes[0].problems[-1].sentence
    assert count(ImportedAction) == 2


def test_a_counsellor_may_not_write_on_another_organisations_case(viewer, make_account, clock):
    first = make_account(Role.COUNSELLOR)
    other = make_account(Role.COUNSELLOR, email="b@example.org", organisation="Mission locale voisine", region="11")
    import_actions(viewer_of(first, clock), extract(action()))
    report = import_actions(viewer_of(other, clock), extract(action(training="AUTRE")))
    assert report.totals["rejected"] == 1
    assert count(EpisodeRow) == 1


def test_the_caseload_files_give_the_outcome_of_each_line(viewer):
    nominal = import_people(viewer, real("caseload-nominal.csv"))
    assert nominal.summary() == "created=3 updated=0 unchanged=0 duplicate=1 rejected=0"
    assert import_people(viewer, real("caseload-nominal.csv")).totals["unchanged"] == 4
    buggy = import_people(viewer, real("caseload-buggy.csv"))
    assert (buggy.totals["rejected"], buggy.exit_code) == (2, 3)
    assert [p.column for p in buggy.outcomes[0].problems if p.kind == "error"] == ["Date de naissance"]


def test_a_file_with_fewer_columns_erases_nothing(viewer):
    import_people(viewer, real("caseload-nominal.csv"))
    report = import_people(viewer, real("caseload-partial.csv"))
    assert report.totals["unchanged"] == 4
    assert db.session.scalar(select(func.count()).where(Person.phone.is_not(None))) == 3


def test_social_security_numbers_are_said_and_never_kept(viewer):
    report = import_people(viewer, real("caseload-partial.csv"))
    assert report.totals["created"] + report.totals["duplicate"] == 4
    dump = "".join(str(vars(row)) for row in db.session.scalars(select(Person)))
    assert "185077505612324" not in dump + str(report.outcomes)
    assert report.warnings >= 4


def test_cases_are_opened_for_those_who_may_enter_and_given_to_their_counsellor(viewer, make_account, clock):
    counsellor = make_account(Role.COUNSELLOR, email="sofia@cd26.fr")
    import_people(viewer, real("caseload-nominal.csv"))
    opened = {case.referent_id for case in db.session.scalars(select(Case))}
    assert opened == {None, counsellor.id}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", b"\x00\xff" * 50, b"a;b\n1;2\n"])
def test_an_unusable_file_changes_nothing(viewer, content):
    with pytest.raises(UnusableFile):
        import_people(viewer, content)
    with pytest.raises(UnusableFile):
        import_actions(viewer, content)
    assert count(Person) == 0
