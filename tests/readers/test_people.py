"""Caseload lines: what is read, what is only said, what rejects the line, and what is never kept."""

from datetime import date
from pathlib import Path

import pytest

from parcours_app.readers.people import LevelCode, read_people
from parcours_app.readers.problems import ERROR, WARNING, UnusableFile
from parcours_app.readers.table import read_table

SHARED = Path(__file__).parents[3] / "shared" / "data"
TODAY = date(2026, 11, 23)
REQUIRED = {"Identifiant dans le SI": "1", "Prénom": "Ann", "Nom": "Lee", "Date de naissance": "2001-02-03"}


def people(data):
    return list(read_people(read_table(data), TODAY))


def person(**cells):
    """The one line of a file with these columns (underscores are spaces) over the required ones."""
    filled = REQUIRED | {name.replace("_", " "): value for name, value in cells.items()}
    quoted = ('"' + cell.replace('"', '""') + '"' for cell in filled.values())
    return people((";".join(filled) + "\n" + ";".join(quoted)).encode())[0]


def sample(name):
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"the sample {name} is not beside this repository")
    return list(read_people(read_table(path), TODAY))


def said(line):
    return [(problem.column, problem.kind, str(problem)) for problem in line.problems]


def test_the_nominal_file_gives_four_people():
    charlotte, charlie, again, charlot = sample("caseload-nominal.csv")
    assert (charlotte.given_name, charlotte.family_name, charlotte.birth_date) == (
        "Charlotte",
        "Fondue",
        date(1998, 5, 25),
    )
    assert charlotte.phones == ("+33601234567",)
    assert charlotte.ft_id is None
    assert [column for column, _, _ in said(charlotte)] == ["Téléphone", "Identifiant Pôle emploi"]
    assert (charlotte.postcode, charlotte.region, charlotte.level) == ("61120", "28", LevelCode("ft", "NV5"))
    assert (charlotte.situations, charlotte.romes) == (("rsa", "ass"), ("N1104",))
    assert charlotte.rights == {"rsa": "rsa_droit_ouvert_et_suspendu", "ass": True, "bonus": False}
    assert charlie.facts["registered_jobseeker"] is True
    assert (again.situation, again.facts["employed"]) == ("iae", True)
    assert charlie.counsellors == ("sofia@cd26.fr",)
    assert charlie.search_name == again.search_name == "charlie fondue"
    assert (charlot.external_id, charlot.region, charlot.facts, charlot.rejected) == ("1234567", None, {}, False)


def test_the_buggy_file_rejects_the_two_lines_without_a_possible_birth_date():
    missing, impossible, good = sample("caseload-buggy.csv")
    assert [line.rejected for line in (missing, impossible, good)] == [True, True, False]
    assert said(missing)[0] == ("Date de naissance", ERROR, "This cell is empty. It must be filled in.")
    assert said(impossible) == [
        (
            "Date de naissance",
            ERROR,
            "“19970-04-22” is not a date. Write it as 2001-12-31, 31/12/2001 or 31-12-2001.",
        )
    ]


def test_social_security_numbers_are_warned_about_and_kept_nowhere():
    lines = sample("caseload-partial.csv")
    assert [line.rejected for line in lines] == [False] * 4
    for line in lines:
        assert [(column, kind) for column, kind, _ in said(line)] == [("NIR", WARNING)]
    for number in ("185077505612324", "12345678901234", "200000000000094", "100000000000047"):
        assert number not in repr(lines)


@pytest.mark.parametrize(
    "title", ["NIR", "nir certifié", "Numéro de sécurité sociale", "N° SECURITE SOCIALE*", "Numéro de sécu"]
)
def test_any_title_of_a_social_security_number_is_recognised(title):
    line = person(**{title: "185077505612324"})
    assert [problem.column for problem in line.problems] == [title]
    assert "185077505612324" not in repr(line)


def test_a_column_whose_name_only_contains_the_letters_is_not_one():
    assert person(**{"Avenir professionnel": "oui", "Souvenir": "x"}).problems == ()


@pytest.mark.parametrize("number", ["255081416802538", "2 55 08 14 168 025 38", "2.55.08.14.168.025.38"])
@pytest.mark.parametrize("title", ["Numéro allocataire CAF/MSA", "Adresse", "Prénom", "Date de naissance", "Téléphone"])
def test_a_social_security_number_in_another_column_is_dropped_too(title, number):
    line = person(**{title: number})
    assert line.problems[0].column == title
    assert "social security number" in str(line.problems[0])
    assert number not in repr(line)
    assert line.rejected == (title in REQUIRED)


def test_a_corsican_number_is_recognised():
    assert "social security number" in str(person(Adresse="1 85 07 2A 056 123 80").problems[:1])


@pytest.mark.parametrize("title", ["Date de naissance", "Situation", "Téléphone", "Code postal", "Email"])
def test_a_mistyped_social_security_number_is_not_quoted_in_a_message(title):
    line = person(**{title: "1850775056123 99"})
    assert line.problems
    assert "1850775056" not in repr(line)


@pytest.mark.parametrize("written", ["2001-02-03", "03/02/2001", "03-02-2001", "3/2/2001", "2001-02-03 00:00:00"])
def test_a_birth_date_is_read_in_every_agreed_form(written):
    assert person(Date_de_naissance=written).birth_date == date(2001, 2, 3)


@pytest.mark.parametrize(
    "written",
    ["", "  ", "2001-02-30", "30/02/2001", "03/02-2001", "03/02/01", "2027-01-01", "1890-01-01", "hier", "٢٠٠١-٠٢-٠٣"],
)
def test_a_missing_or_impossible_birth_date_rejects_the_line(written):
    line = person(Date_de_naissance=written)
    assert line.rejected
    assert [problem.column for problem in line.problems] == ["Date de naissance"]


def test_a_leap_day_is_a_birth_date():
    assert person(Date_de_naissance="29/02/2000").birth_date == date(2000, 2, 29)


@pytest.mark.parametrize("title", REQUIRED)
def test_a_required_cell_must_be_filled(title):
    line = person(**{title: " "})
    assert said(line) == [(title, ERROR, "This cell is empty. It must be filled in.")]


@pytest.mark.parametrize("title", REQUIRED)
def test_a_required_column_must_be_there(title):
    header = ";".join(name for name in REQUIRED if name != title)
    with pytest.raises(UnusableFile, match=f"“{title}”"):
        people(header.encode() + b"\n1;2;3\n")


def test_a_repeated_column_makes_the_file_unusable():
    with pytest.raises(UnusableFile, match="“Nom” is in this file twice"):
        people((";".join([*REQUIRED, "NOM*"]) + "\n").encode())


def test_headers_are_found_without_accents_case_or_asterisk_and_empty_ones_ignored():
    line = people(
        "IDENTIFIANT DANS LE SI*,prenom *,,nom,Date  de Naissance*,\n1,Ann,,Lee,03/02/2001,\n".encode("cp1252")
    )
    assert (line[0].external_id, line[0].given_name, line[0].family_name, line[0].problems) == ("1", "Ann", "Lee", ())


@pytest.mark.parametrize(
    ("written", "phones"),
    [
        ("06 01 23 45 67", ("+33601234567",)),
        ("0033 6 01 23 45 67", ("+33601234567",)),
        ("+33601234567", ("+33601234567",)),
        ("601234567", ("+33601234567",)),
        ("06.01.23.45.67 / 0611223344", ("+33601234567", "+33611223344")),
        ("0601234567, 0601234567", ("+33601234567",)),
        ("0690123456", ("+590690123456",)),
        ("0692 12 34 56", ("+262692123456",)),
        ("0696123456", ("+596696123456",)),
        ("+687 751234", ("+687751234",)),
    ],
)
def test_phones_are_read_in_international_form(written, phones):
    line = person(Téléphone=written)
    assert (line.phones, line.problems) == (phones, ())


@pytest.mark.parametrize("written", ["071234567", "12", "abc", "+999999999999", "0601234567890"])
def test_a_bad_phone_only_warns(written):
    line = person(Téléphone=written)
    assert (line.phones, [kind for _, kind, _ in said(line)], line.rejected) == ((), [WARNING], False)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("1234567A", "1234567A"),
        ("1234567a", "1234567A"),
        ("12345678", "12345678"),
        ("12345678901", "12345678901"),
        ("00000000", None),
        ("300000L", None),
        ("１２３４５６７８", None),
    ],
)
def test_a_france_travail_identifier_has_eight_characters_or_eleven_digits(written, kept):
    line = person(Identifiant_Pôle_emploi=written)
    assert (line.ft_id, line.rejected, len(line.problems)) == (kept, False, int(kept is None))
    assert line.facts.get("registered_jobseeker") is (True if kept else None)


@pytest.mark.parametrize(
    ("column", "written", "field", "value"),
    [
        ("Email", "Ann.Lee@Example.ORG", "email", "ann.lee@example.org"),
        ("Email", "ann@", "email", None),
        ("Accompagnateurs", "a@b.fr, c@d.fr", "counsellors", ("a@b.fr", "c@d.fr")),
        ("Niveau de formation", "nv4", "level", LevelCode("ft", "NV4")),
        ("Niveau de formation", "Bac", "level", None),
        ("Situation", "En recherche d'emploi", "situation", "recherche_emploi"),
        ("Situation", "lune", "situation", None),
        ("Code postal", "1000", "postcode", "01000"),
        ("Code postal", "99999", "postcode", None),
        ("Droits RSA", "Oui", "situations", ("rsa",)),
        ("Droits RSA", "rsa_clos", "situations", ()),
        ("RQTH", "OUI", "situations", ("rqth",)),
        ("RQTH", "peut-être", "situations", ()),
    ],
)
def test_other_columns_are_read_or_dropped_with_a_warning(column, written, field, value):
    line = person(**{column: written})
    assert (getattr(line, field), line.rejected) == (value, False)


def test_names_are_cleaned_of_what_cannot_be_seen_and_must_have_a_letter():
    line = person(Prénom=" Jean\u200b\u202e-\tPierre ", Nom="Noe\u0308l")
    assert (line.given_name, line.family_name) == ("Jean- Pierre", "Noël")
    assert person(Nom="李").family_name == "李"
    assert said(person(Nom="-12")) == [("Nom", ERROR, "“-12” is not a name: it has no letter.")]
    assert person(Nom="x" * 201).rejected


def test_a_blank_line_is_given_as_blank_and_not_rejected():
    lines = people((";".join(REQUIRED) + "\n;;;\n1;Ann;Lee;2001-02-03\n").encode())
    assert [(line.number, line.blank, line.rejected, line.problems) for line in lines] == [
        (2, True, False, ()),
        (3, False, False, ()),
    ]


def test_the_same_line_elsewhere_in_another_file_has_the_same_fields():
    one, two = people((";".join(REQUIRED) + "\n;;;\n" + "1;Ann;Lee;2001-02-03\n" * 2).encode())[1:]
    assert one.fields() == two.fields()
    assert one.number != two.number
    assert person(Ville="Lyon").fields() != one.fields()


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "<script>alert(1)</script>",
        "'; DROP TABLE people;--",
        "%(name)s %d %",
        "{{7*7}}",
        "😀",
        "a\r\nb",
        "\\x00",
        "\u202eevil",
    ],
)
@pytest.mark.parametrize("title", [*REQUIRED, "Email", "Téléphone", "Situation", "Niveau de formation", "RQTH"])
def test_hostile_strings_stay_text(title, text):
    line = person(**{title: text})
    assert all(str(problem).encode() for problem in line.problems)
    assert "\n" not in line.given_name + line.family_name + line.external_id
