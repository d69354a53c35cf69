"""Publications: frozen, verified unchanged after later corrections, explained entry by entry, tampering found.

PARCOURS_PUBLICATION_CORRECTIONS: how many corrections come after the publication; a release takes 300.
"""

import hashlib
import os
import re
from datetime import UTC, date, datetime

import pytest

from parcours_app.extensions import db
from parcours_app.models import Publication
from parcours_app.queries.frozen import frozen
from parcours_app.queries.publications import verified
from parcours_app.queries.restatement import restatement
from parcours_app.scope import viewer_of
from parcours_app.services.simulated_lives import Asked
from parcours_app.services.simulation import simulate
from tests.brute_force.questions import UNTIL, corrected, seeded
from tests.outlets.reading import SHAPES
from tests.web.supervisor.test_team import text
from workflows.engine import Role

URL = "/supervisor/publications"
CORRECTIONS = int(os.environ.get("PARCOURS_PUBLICATION_CORRECTIONS", "90"))
QUESTION = {"on": "2026-03-31", "known": "2026-06-14", "title": "Mars 2026", "reason": "Comité régional"}


@pytest.fixture
def chief_of_nation(make_account):
    return make_account(Role.SUPERVISOR, email="nation@example.org")


@pytest.fixture
def nation(client_of, chief_of_nation):
    return client_of(chief_of_nation)


def publish(client, **changes):
    """Send the form of a publication."""
    sent = {**QUESTION, "by": "stage", "csrf_token": client.token(f"{URL}/new"), **changes}
    answer = client.post(f"{URL}/new", data=sent)
    assert answer.status_code == 302


def published(client, **changes):
    """The only publication, once this table is published."""
    publish(client, **changes)
    return db.session.query(Publication).one()


def test_a_table_is_frozen_with_its_digest_and_its_files(nation, nadia, people, clock):
    clock.set("2026-04-10")
    people(nadia, 12)
    clock.set("2026-06-15")
    found = published(nation)
    page = text(nation.get(f"{URL}/{found.id}"))
    assert "Mars 2026 12 personnes" in page
    assert found.digest in page
    document = nation.get(f"{URL}/{found.id}.json").get_data()
    assert hashlib.sha256(document).hexdigest() == found.digest
    table = nation.get(f"{URL}/{found.id}.csv").get_data()
    assert hashlib.sha256(table).hexdigest().encode() in document
    assert "La publication est intacte" in text(nation.get(f"{URL}/{found.id}/verification"))
    assert "Mars 2026" in text(nation.get(URL))


def test_a_day_that_is_not_over_and_a_missing_title_are_refused(nation):
    token = nation.token(f"{URL}/new")
    answer = nation.post(f"{URL}/new", data={**QUESTION, "known": "2026-06-15", "csrf_token": token})
    assert (answer.status_code, "Ce jour de connaissance n’est pas fini" in answer.text) == (422, True)
    answer = nation.post(f"{URL}/new", data={**QUESTION, "title": " ", "csrf_token": token})
    assert (answer.status_code, "title-error" in answer.text, "reason-error" in answer.text) == (422, True, False)
    answer = nation.post(f"{URL}/new", data={**QUESTION, "title": "", "reason": "", "csrf_token": token})
    assert (answer.status_code, "title-error" in answer.text, "reason-error" in answer.text) == (422, True, True)
    answer = nation.post(f"{URL}/new", data={**QUESTION, "on": "hier", "csrf_token": token})
    assert (answer.status_code, "Cette date est illisible" in answer.text) == (422, True)
    assert db.session.query(Publication).count() == 0


def test_an_organisation_reads_and_publishes_nothing(nation, office):
    found = published(nation)
    assert office.get(f"{URL}/new").status_code == 404
    assert office.get(f"{URL}/{found.id}").status_code == 200


def test_a_region_reads_its_own_publications_and_those_of_the_nation(client_of, make_account):
    north = client_of(make_account(Role.SUPERVISOR, email="nord@example.org", region="32"))
    south = client_of(make_account(Role.SUPERVISOR, email="sud@example.org", region="93"))
    found = published(north)
    assert found.region == "32"
    assert south.get(f"{URL}/{found.id}").status_code == 404


def test_after_corrections_it_verifies_unchanged_and_each_difference_is_explained(nation, chief_of_nation, clock):
    simulate(Asked(max(60, CORRECTIONS), seed=21, until=UNTIL))
    for by in ("year,stage", "stage", ""):
        publish(nation, by=by)
    found = db.session.query(Publication).order_by(Publication.id).all()
    before = [(each.document, each.digest) for each in found]
    corrected(clock, seeded(5), CORRECTIONS)
    assert [(each.document, each.digest) for each in found] == before
    assert all(verified(each).intact for each in found)
    crossed, by_cell, together = [restatement(viewer_of(chief_of_nation, clock), each, frozen(each)) for each in found]
    assert by_cell.changed
    assert crossed.whole
    assert by_cell.whole
    assert together.whole
    assert together.now - together.published == sum(e.amount for e in together.entries if e.measure == "persons")


def test_a_late_entry_is_named_with_its_share(nation, nadia, people, clock):
    clock.set("2026-04-10")
    people(nadia, 30)
    clock.set("2026-06-15")
    found = published(nation)
    people(nadia, 12, given_name="Tardive")
    html = nation.get(f"{URL}/{found.id}/changes")
    page = text(html)
    assert "Écart +12" in page
    assert "À orienter : personnes 30 42 +12" in page
    assert "expliquent chaque écart à l’unité près" in page
    assert len(set(re.findall(r'href="/supervisor/cases/([\w-]{36})"', html.get_data(as_text=True)))) == 12
    first, *others = told_in_each_shape(nation, f"{URL}/{found.id}/changes", page=html.get_data(as_text=True))
    assert (len(first), {row["stage"] for row in first}, {row["amount"] for row in first}) == (12, {"referred"}, {"1"})
    assert all(rows == first for rows in others)


def test_a_publication_keeps_the_sums_and_tells_when_they_change(nation, one_recorded_late):
    found = published(nation, by="sex")
    document = nation.get(f"{URL}/{found.id}.json").json
    assert {name: document[name] for name in ("total", "total_entries", "total_trained")} == {
        "total": 12,
        "total_entries": 11,
        "total_trained": 11,
    }
    assert "Ensemble 12 11 11" in text(nation.get(f"{URL}/{found.id}"))
    one_recorded_late()
    page = text(nation.get(f"{URL}/{found.id}/changes"))
    assert "Ensemble : entrées en formation 11 12 +1" in page
    assert "expliquent chaque écart à l’unité près" in page
    assert "n’a changé" not in page
    assert "Écritures enregistrées depuis 0" in page, "that of a masked figure is not listed"
    told = nation.get(f"{URL}/{found.id}/changes.json").json
    entries = {"measure": "entries", "published": 11, "now": 12, "difference": 1, "explained": 1}
    assert entries in told["together"]
    assert (told["changed"], told["rows"], told["whole"]) == ([], [], True)


def test_a_sum_changed_by_hand_is_found(nation, one_recorded_late):
    found = published(nation, by="sex")
    found.document = found.document.replace(b'"total_entries":11', b'"total_entries":13')
    found.digest = hashlib.sha256(found.document).hexdigest()
    db.session.commit()
    page = text(nation.get(f"{URL}/{found.id}/verification"))
    assert "pas intacte" in page
    assert "Ensemble : toutes les entrées en formation 13 11" in page


def told_in_each_shape(client, address, page):
    """The rows of the three files that a page links to, as texts; a moment is one in the workbook."""
    told = {shape: read(client.get(f"{address}.{shape}").data) for shape, read in SHAPES.items()}
    assert all(f'href="{address}.{shape}"' in page for shape in told)
    assert {type(row["recorded_at"]) for row in told["xlsx"]} == {datetime}
    assert {(type(row["effective_on"]), type(row["amount"])) for row in told["xlsx"]} == {(date, float)}
    for row in told["xlsx"]:
        row |= {"recorded_at": row["recorded_at"].replace(tzinfo=UTC).isoformat(), "amount": int(row["amount"])}
    return [[plain(row) for row in rows] for rows in (told["csv"], told["xlsx"], told["json"]["rows"])]


def plain(row):
    return {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in row.items()}


def test_a_small_change_in_a_masked_figure_is_not_told(nation, nadia, people, clock):
    clock.set("2026-04-10")
    people(nadia, 5)
    clock.set("2026-06-15")
    found = published(nation)
    people(nadia, 2, given_name="Tardive")
    assert "/supervisor/cases/" not in nation.get(f"{URL}/{found.id}/changes").get_data(as_text=True)


TAMPERINGS = {
    "a figure": {"document": (b'"persons":30', b'"persons":31')},
    "the table": {"table": (b"30", b"31")},
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_a_file_tampered_with_is_found(nation, nadia, people, clock, what):
    clock.set("2026-04-10")
    people(nadia, 30)
    clock.set("2026-06-15")
    found = published(nation)
    for name, (old, new) in TAMPERINGS[what].items():
        assert old in getattr(found, name)
        setattr(found, name, getattr(found, name).replace(old, new))
    db.session.commit()
    assert not verified(found).intact
    assert "La publication n’est pas intacte" in text(nation.get(f"{URL}/{found.id}/verification"))
