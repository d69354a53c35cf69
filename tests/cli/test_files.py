"""What the command line writes for others: workbooks, the open-data package; the outside series it reads."""

import csv
import io
import json
import zipfile
from hashlib import sha256

import pytest
from python_calamine import CalamineWorkbook

import config
from parcours_app import create_silent_app
from parcours_app.cli import run
from parcours_app.extensions import db
from parcours_app.services.accounts import NewAccount, create_account
from tests.frozen import FrozenClock
from tests.walks import Walk
from workflows.engine import Role
from workflows.indicators import REGISTER


@pytest.fixture(scope="module")
def home(install, tmp_path_factory):
    """An installation where one counsellor's refresher of twelve people was completed, and one of three is running."""
    variables = install(tmp_path_factory.mktemp("home"))
    with create_silent_app(config.from_environment(variables), FrozenClock()).app_context():
        counsellor = NewAccount(Role.COUNSELLOR, "c@example.org", organisation="=Mission locale", region="32")
        clock = FrozenClock()
        account = create_account(counsellor, "-", clock.now())
        for sex, number in (("f", 12), ("m", 3)):
            walk = Walk(account, clock, family_name=f"Canari{number}", sex=sex)
            walk.open("2021-01-05").orient("2021-01-05", "2021-01-12", refresher=True)
            walk.prescribe("refresher", "2021-01-12", "2021-01-20", "2021-03-31").start("refresher", "2021-01-20")
            if sex == "f":
                walk.complete("refresher", "2021-03-31")
            walk.alike(number)
        db.session.remove()
        db.engine.dispose()
    return variables


@pytest.fixture
def parcours(home, capsysbinary):
    def command(*words):
        code = run(lambda: config.from_environment(home), list(words))
        printed = capsysbinary.readouterr()
        return code, printed.out, printed.err.decode()

    return command


def rows(content):
    header, *lines = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    return [dict(zip(header, line, strict=True)) for line in lines]


def table(content):
    return list(csv.DictReader(io.StringIO(content.decode()), delimiter=";"))


def test_totals_and_indicators_come_as_workbooks(parcours):
    code, out, _ = parcours("totals", "--by", "sex", "--format", "xlsx")
    assert code == 0
    assert {row["sex"]: row["persons"] for row in rows(out)} == {"f": 12.0, "m": 3.0}
    _, out, _ = parcours("indicators", "completion", "--from", "2021-01-01", "--format", "xlsx")
    (row,) = rows(out)
    assert (row["name"], row["numerator"], row["denominator"], row["rate"]) == ("completion", 12.0, 12.0, 100.0)


def test_a_workbook_says_what_its_figures_and_its_columns_are(parcours):
    _, out, _ = parcours("indicators", "completion", "--from", "2021-01-01", "--by", "organisation", "--format", "xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(out))
    about = dict(book.get_sheet_by_name("about").to_python())
    assert about["completion"].startswith("Parmi les formations dont la fin prévue est bien passée")
    assert about["completion.numerator"].startswith("Formations")
    assert "60" in about["completion.disclosure"]
    described = {name: words for name, words, _unit in book.get_sheet_by_name("fields").to_python()}
    assert all(described[name] for name in ("organisation", "organisation_name", "rate", "known"))
    (row,) = rows(out)
    assert row["organisation_name"] == "'=Mission locale"


@pytest.fixture(scope="module")
def package(home, tmp_path_factory):
    place = tmp_path_factory.mktemp("open") / "data"
    assert run(lambda: config.from_environment(home), ["opendata", str(place)]) == 0
    return {str(path.relative_to(place)): path.read_bytes() for path in place.rglob("*") if path.is_file()}


def test_the_descriptor_says_every_field_in_both_languages_and_the_digest_of_every_file(package):
    told = json.loads(package["datapackage.json"])
    assert (told["profile"], told["on"], told["known"]) == ("tabular-data-package", "2026-06-15", "2026-06-15")
    assert told["licenses"][0]["name"] == "etalab-2.0"
    assert {each["path"] for each in told["resources"]} == {path for path in package if path.startswith("data/")}
    for each in told["resources"]:
        content = package[each["path"]]
        assert each["hash"] == f"sha256:{sha256(content).hexdigest()}"
        header = content.decode().splitlines()[0].split(";")
        fields = each["schema"]["fields"]
        assert [field["name"] for field in fields] == header
        assert all(field["description"] != field["description_fr"] for field in fields)


def test_the_register_is_whole_and_in_french_too(package):
    told = json.loads(package["datapackage.json"])["indicators"]
    assert [each["code"] for each in told] == list(REGISTER)
    assert all(each["definition"]["fr"] != each["definition"]["en"] for each in told)


def test_every_code_of_a_table_is_said(package):
    codes = json.loads(package["datapackage.json"])["codes"]
    tables = {path.removeprefix("data/totals-").removesuffix(".csv") for path in package if "totals-" in path}
    assert {*codes} == tables - {"year"}
    for name, meant in codes.items():
        assert {row[name] for row in table(package[f"data/totals-{name}.csv"])} <= meant.keys()
    assert codes["sex"]["f"] == {"en": "Woman", "fr": "Femme"}


def test_cells_are_of_the_type_their_field_says(package):
    kinds = {"integer": int, "number": float, "boolean": lambda text: {"true": 1, "false": 0}[text], "string": str}
    kinds["date"] = lambda text: tuple(map(int, text.split("-")))
    for each in json.loads(package["datapackage.json"])["resources"]:
        types = {field["name"]: kinds[field["type"]] for field in each["schema"]["fields"]}
        for row in table(package[each["path"]]):
            assert all(types[name](text) is not None for name, text in row.items() if text)


def test_nothing_small_is_published_and_no_share_on_fewer_than_sixty(package):
    by_sex = {row["sex"]: row for row in table(package["data/totals-sex.csv"])}
    assert (by_sex["m"]["persons"], by_sex["m"]["masked"]) == ("", "true")
    for row in table(package["data/indicators.csv"]):
        counts = [int(row[name]) for name in ("numerator", "open", "paused", "immature") if row[name]]
        assert not [count for count in counts if 0 < count < 11], row
        assert row["name"] != "completion" or (row["rate"], row["masked"]) == ("", "true")


def test_nothing_names_anybody(package):
    for path, content in package.items():
        assert b"Canari" not in content, path
        assert b"Mission locale" not in content, path


def test_the_same_package_is_the_same_archive(parcours, package, tmp_path):
    made = []
    for name in ("a.zip", "b.zip"):
        code, _out, _err = parcours("opendata", str(tmp_path / name))
        assert code == 0
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]
    with zipfile.ZipFile(io.BytesIO(made[0])) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == package


@pytest.mark.parametrize("day", ["0001-01-01", "1979-12-31", "2108-02-28", "9999-12-31"])
def test_an_archive_is_made_for_any_day_of_knowledge(parcours, tmp_path, day):
    code, _out, err = parcours("opendata", str(tmp_path / "a.zip"), "--known", day)
    assert code == 0, err
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.testzip() is None


def test_an_archive_that_cannot_be_made_leaves_the_one_before(parcours, tmp_path, monkeypatch):
    kept = tmp_path / "a.zip"
    kept.write_bytes(b"the one before")

    def failing(*_arguments):
        raise ValueError("no archive")

    monkeypatch.setattr("parcours_app.cli.opendata.write_zip", failing)
    assert parcours("opendata", str(kept))[0] == 1
    assert kept.read_bytes() == b"the one before"


def test_a_place_that_cannot_be_written_is_said(parcours, tmp_path):
    (tmp_path / "file").write_text("")
    code, _out, err = parcours("opendata", str(tmp_path / "file" / "a.zip"))
    assert code == 1
    assert "Traceback" not in err


def test_an_import_whose_report_cannot_be_written_changes_nothing(parcours, tmp_path):
    file = tmp_path / "lost.csv"
    file.write_text("series,year,month,value,unit,perimeter,source\nstock,2021,1,12,persons,France,Dares\n")
    for place in (tmp_path / "nowhere" / "r.csv", tmp_path):
        code, out, err = parcours("import", "series", str(file), "--report", str(place))
        assert (code, out, "Nothing was imported" in err or "Rien n’a été importé" in err) == (2, b"", True)
    code, out, _err = parcours("import", "series", str(file), "--report", str(tmp_path / "r.csv"))
    assert (code, b"created=1" in out) == (0, True)


def test_series_are_imported_again_without_a_change(parcours, tmp_path):
    file = tmp_path / "series.csv"
    file.write_text("series,year,month,value,unit,perimeter,source\nstock,2023,1,NC,persons,France,Dares\n")
    report = str(tmp_path / "report.csv")
    for wanted in (b"created=1", b"unchanged=1"):
        code, out, _ = parcours("import", "series", str(file), "--report", report, "--extracted-on", "2026-05-01")
        assert code == 0
        assert wanted in out.splitlines()[-1]
    file.write_text("series,year,month,value,unit,perimeter,source\nstock,2023,14,NC,persons,France,Dares\n")
    code, _out, err = parcours("import", "series", str(file), "--report", report)
    assert (code, "14" in err) == (3, True)
    file.write_text("a,b\n")
    assert parcours("import", "series", str(file), "--report", report)[0] == 2
