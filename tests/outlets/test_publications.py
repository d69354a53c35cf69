"""What was published, its proof and what changed since: the same on the page, over the API and by the command."""

import json
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest

from parcours_app.cli import run
from parcours_app.extensions import db
from parcours_app.models import Publication
from parcours_app.services.accounts import create_token
from tests.api.program import PREFIX, Program
from tests.outlets.reading import SHAPES
from tests.walks import Walk
from workflows.engine import Role

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
PAGE = "/supervisor/publications"
QUESTION = {"on": "2026-03-31", "known": "2026-06-14", "title": "Mars 2026", "reason": "Comité", "by": "stage"}
LATE = 12


@pytest.fixture
def counsellor(make_account):
    return make_account(Role.COUNSELLOR)


@pytest.fixture
def nation(make_account):
    return make_account(Role.SUPERVISOR, email="nation@example.org")


@pytest.fixture
def program(app, nation, clock):
    return Program(app, create_token(nation.email, clock.now()), nation)


@pytest.fixture
def browser(client_of, nation):
    return client_of(nation)


@pytest.fixture
def found(browser, counsellor, clock):
    """Thirty people published at the end of March; then twelve whose cases were recorded late."""
    clock.set("2026-04-10")
    Walk(counsellor, clock).open("2026-03-02").alike(30)
    clock.set("2026-06-15")
    assert publish(browser).status_code == 302
    Walk(counsellor, clock, family_name="Tardive").open("2026-03-02").alike(LATE)
    db.session.commit()
    return db.session.query(Publication).one()


def publish(browser, **changes):
    return browser.post(f"{PAGE}/new", data={**QUESTION, "csrf_token": browser.token(f"{PAGE}/new"), **changes})


@pytest.fixture
def parcours(copied, capfdbinary):
    """parcours(words…): the code of the command, what it printed, what it complained of."""

    def command(*words):
        capfdbinary.readouterr()
        code = run(lambda: replace(copied(), today=date(2026, 6, 15)), ["publication", *words])
        printed = capfdbinary.readouterr()
        return code, printed.out, printed.err.decode()

    return command


def spoilt(found, name, old, new):
    assert old in getattr(found, name)
    setattr(found, name, getattr(found, name).replace(old, new))
    db.session.commit()


def test_the_list_goes_from_the_last_to_the_first_by_page(browser, program, parcours, found):
    publish(browser, title="Le même mois")
    first = program.get("/publications?limit=1").json
    second = program.get(f"/publications?limit=1&cursor={first['next']}").json
    assert [each["title"] for each in first["items"] + second["items"]] == ["Le même mois", "Mars 2026"]
    assert second["next"] is None
    (item,) = second["items"]
    assert (item["id"], item["digest"], item["region"], item["by"]) == (found.id, found.digest, None, ["stage"])
    code, out, _ = parcours("list", "--format", "json")
    assert (code, [each["title"] for each in json.loads(out)["items"]]) == (0, ["Mars 2026", "Le même mois"])
    assert found.digest in parcours("list")[1].decode()


def test_both_files_are_those_of_the_page_byte_for_byte(app, browser, program, found):
    document = program.get(f"/publications/{found.id}/document")
    assert document.get_data() == browser.get(f"{PAGE}/{found.id}.json").get_data()
    assert sha256(document.get_data()).hexdigest() == found.digest
    asked = f"{PREFIX}/publications/{found.id}/document?format=csv"
    table = app.test_client(use_cookies=False).get(asked, headers={"Authorization": f"Bearer {program.token}"})
    assert table.mimetype == "text/csv"
    assert table.get_data() == browser.get(f"{PAGE}/{found.id}.csv").get_data()
    assert sha256(table.get_data()).hexdigest() == document.json["csv_sha256"]
    assert program.get(f"/publications/{found.id}/document?format=xlsx").status_code == 422


def test_it_stands_whatever_is_recorded_since(program, parcours, found):
    told = program.get(f"/publications/{found.id}").json
    assert (told["intact"], told["broken"], told["differing"]) == (True, [], [])
    assert parcours("verify") == (0, b"intact: 1 publications\n", "")
    assert parcours("verify", found.id)[0] == 0


def test_a_figure_changed_by_hand_is_found(program, parcours, found):
    spoilt(found, "document", b'"persons":30', b'"persons":31')
    told = program.get(f"/publications/{found.id}").json
    assert (told["intact"], told["broken"]) == (False, ["file"])
    assert told["differing"] == [{"stage": "referred", "measure": "persons", "published": 31, "computed": 30}]
    code, out, complaint = parcours("verify")
    assert (code, out) == (1, b"")
    assert f"broken: publication {found.id}: file" in complaint
    assert "published 31, computed 30" in complaint


def resealed(found):
    """The digests written anew, as somebody would who may write in the database."""
    document = {**json.loads(found.document), "csv_sha256": sha256(found.table).hexdigest()}
    found.document = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    found.digest = sha256(found.document).hexdigest()


def moved(found):
    found.published_at = found.published_at.replace(year=2020)


def table_only(found):
    found.table = found.table.replace(b"30", b"300")
    resealed(found)


def row_twice(found):
    document = json.loads(found.document)
    found.document = json.dumps({**document, "rows": document["rows"] * 2}).encode()
    resealed(found)


def another_breakdown(found):
    found.by = ["shoes"]


def content(old, new):
    def change(found):
        assert old in found.document
        found.document = found.document.replace(old, new)
        resealed_digest = sha256(found.document).hexdigest()
        found.digest = resealed_digest

    return change


TAMPERINGS = {
    "the moment of publication": (moved, "question"),
    "the table alone, sealed again": (table_only, "table"),
    "a row twice, sealed again": (row_twice, "file"),
    "the breakdown beside the file": (another_breakdown, "question"),
    "a total without end": (content(b'"total":30', b'"total":Infinity'), "file"),
    "a count that is a text": (content(b'"persons":30', b'"persons":"30"'), "file"),
    "a stage that is a list": (content(b'"stage":"referred"', b'"stage":[]'), "file"),
    "no names": (content(b'"organisations":{}', b'"organisations":null'), "file"),
    "definitions that are a number": (content(b'"definitions":[', b'"definitions":5,"x":['), "file"),
    "nothing but brackets": (content(b"{", b"[" * 100_000), "file"),
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_whatever_was_tampered_with_is_found_and_hides_no_other(browser, program, parcours, found, what):
    publish(browser, title="L’autre")
    other = db.session.query(Publication).filter(Publication.id != found.id).one()
    other.digest = "0" * 64
    change, code = TAMPERINGS[what]
    change(found)
    db.session.commit()
    told = program.get(f"/publications/{found.id}").json
    assert (told["intact"], code in told["broken"]) == (False, True)
    status, _, complaint = parcours("verify")
    assert status == 1
    assert f"broken: publication {found.id}: {code}" in complaint
    assert f"broken: publication {other.id}: file" in complaint
    for address in ("", "/verification", "/changes", "/changes.csv"):
        assert browser.get(f"{PAGE}/{found.id}{address}").status_code in (200, 302), address
    assert "pas intacte" in browser.get(f"{PAGE}/{found.id}/verification").get_data(as_text=True)
    assert program.get(f"/publications/{found.id}/changes").status_code in (200, 409)


def test_what_changed_is_the_same_on_every_way_out(browser, program, parcours, found):
    told = program.get(f"/publications/{found.id}/changes").json
    change = {"stage": "referred", "measure": "persons", "published": 30, "now": 42, "difference": 12, "explained": 12}
    assert (told["published"], told["now"], told["whole"], told["changed"]) == (30, 42, True, [change])
    assert (len(told["rows"]), sum(row["amount"] for row in told["rows"])) == (LATE, LATE)
    assert told == browser.get(f"{PAGE}/{found.id}/changes.json").json
    assert written(told["rows"]) == written(json.loads(parcours("changes", found.id, "--format", "json")[1])["rows"])
    for shape in ("csv", "xlsx"):
        of_page = SHAPES[shape](browser.get(f"{PAGE}/{found.id}/changes.{shape}").data)
        of_command = SHAPES[shape](parcours("changes", found.id, "--format", shape)[1])
        for rows in (of_page, of_command):
            assert [(row["case"], row["stage"], int(row["amount"])) for row in rows] == [
                (row["case"], row["stage"], row["amount"]) for row in told["rows"]
            ]
    printed = parcours("changes", found.id)[1].decode()
    assert "published 30, known on 2026-06-15 42" in printed
    assert told["rows"][0]["case"] in printed


def written(rows):
    """Rows without the two ways of writing a moment."""
    return [{**row, "recorded_at": row["recorded_at"].replace(" ", "T")} for row in rows]


def test_a_file_that_cannot_be_read_has_no_changes_to_tell(browser, program, parcours, found):
    found.document = b"[]"
    db.session.commit()
    answer = program.get(f"/publications/{found.id}/changes")
    assert (answer.status_code, "ne peut plus être lu" in answer.json["detail"]) == (409, True)
    for address in ("changes", "changes.csv"):
        assert browser.get(f"{PAGE}/{found.id}/{address}").location.endswith("/verification")
    code, _, complaint = parcours("changes", found.id)
    assert (code, "can no longer be read" in complaint) == (1, True)
    assert program.get(f"/publications/{found.id}").json["broken"] == ["file"]


def test_nobody_reads_another_regions_publications(app, make_account, client_of, clock, program, parcours):
    accounts = [make_account(Role.SUPERVISOR, email=f"r{region}@example.org", region=region) for region in ("32", "93")]
    publish(client_of(accounts[0]))
    (key,) = [each["id"] for each in program.get("/publications").json["items"]]
    own, other = [Program(app, create_token(each.email, clock.now()), each) for each in accounts]
    assert own.get(f"/publications/{key}").status_code == 200
    assert other.get("/publications").json["items"] == []
    for address in ("", "/document", "/changes"):
        answer = other.get(f"/publications/{key}{address}")
        assert (answer.status_code, "n’est pas des vôtres" in answer.json["detail"]) == (404, True)
    for words in (("verify", "nothing"), ("changes", "nothing")):
        code, _, complaint = parcours(*words)
        assert (code, "parcours publication list" in complaint) == (1, True)
