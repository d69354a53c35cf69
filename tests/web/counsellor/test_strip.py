"""The strip and its stitches: bands beside their boxes, what is to come, why a seam is not seamless."""

from datetime import date

import pytest

from parcours_app.queries.case_file import case_file
from parcours_app.web.casework.stitches import booked
from parcours_app.web.casework.strip import strip


@pytest.fixture
def drawn(app, session):
    """drawn(walk, on=…): the boxes and bands, in French."""

    def draw(walk, on=None):
        with app.test_request_context("/"):
            return strip(case_file(walk.viewer, walk.case_id, on and date.fromisoformat(on)))

    return draw


def titles(boxes):
    return [(box.title, box.when) for box in boxes]


def test_a_case_to_be_oriented_sees_the_whole_way_ahead(follow, drawn):
    boxes, bands = drawn(follow())
    assert titles(boxes) == [
        ("À orienter", "present"),
        ("Remise à niveau", "optional"),
        ("Qualification", "ahead"),
        ("Emploi durable", "ahead"),
    ]
    assert [box.seam.state if box.seam else None for box in boxes] == [None, None, "to_book", None]
    assert bands == []


def test_a_refresher_found_necessary_is_the_one_to_book(follow, drawn):
    boxes, _ = drawn(follow().orient("2026-01-12", "2026-02-02", refresher=True))
    assert titles(boxes)[1:] == [
        ("Entre deux étapes", "present"),
        ("Remise à niveau", "ahead"),
        ("Qualification", "ahead"),
        ("Emploi durable", "ahead"),
    ]
    assert boxes[1].seam.state == "open"
    assert boxes[1].seam.days == 133
    assert boxes[2].seam.state == "to_book"
    assert boxes[3].seam is None


def test_bands_run_beside_the_boxes_they_overlap_and_beside_both_sides_of_a_gap(follow, drawn):
    walk = follow().orient("2026-01-12", "2026-02-02", refresher=True)
    walk.move("start_support", "2026-01-20", level="guided", referent="nadia@example.org")
    walk.prescribe("refresher", "2026-02-01", "2026-02-09", "2026-04-17").start("refresher", "2026-02-09")
    walk.move("end_support", "2026-03-02", motive="term").complete("refresher", "2026-04-17")
    walk.move("pause", "2026-04-20", category="other", until="2026-04-24")
    walk.prescribe("qualification", "2026-04-27", "2026-05-04", "2026-12-18").start("qualification", "2026-05-04")
    boxes, bands = drawn(walk)
    assert [box.title for box in boxes] == ["Orientation", "Remise à niveau", "Qualification", "Emploi durable"]
    assert [(band.kind, band.start, band.end) for band in bands] == [("support", 1, 2), ("pause", 2, 3)]


def test_a_pause_moves_the_planned_end_and_says_so(follow, drawn):
    walk = follow().orient("2026-01-12", "2026-02-02")
    walk.prescribe("qualification", "2026-02-01", "2026-02-09", "2026-06-10").start("qualification", "2026-02-09")
    walk.move("pause", "2026-06-01", category="justified_absence", until="2026-06-30")
    boxes, _ = drawn(walk)
    assert "fin prévue le 10 juil. 2026" in boxes[1].note
    assert "décalée de 30 jours" in boxes[1].note


@pytest.mark.parametrize(
    ("prescribed", "started", "state", "note"),
    [
        ("2026-02-02", "2026-02-02", "seamless", None),
        ("2026-02-10", "2026-02-16", "gap", "réservée une fois l’étape d’avant terminée"),
        ("2026-02-01", "2026-04-01", "gap", "plus de 30 jours"),
    ],
)
def test_a_seam_that_is_not_seamless_says_why(follow, drawn, prescribed, started, state, note):
    walk = follow().orient("2026-01-12", "2026-02-02")
    walk.prescribe("qualification", prescribed, started, "2026-12-18").start("qualification", started)
    seam = drawn(walk)[0][1].seam
    assert (seam.state, seam.note) == (state, note)


def test_a_place_that_fell_through_is_the_cause_of_the_gap(follow, drawn):
    walk = follow().orient("2026-01-12", "2026-02-02")
    walk.prescribe("qualification", "2026-02-01", "2026-02-09", "2026-12-18").end(
        "no_place", "qualification", "2026-02-09"
    )
    boxes, _ = drawn(walk)
    assert boxes[1].seam.note == "Plus de place"
    assert not any(box.title == "Qualification" and box.when == "past" for box in boxes)


def test_an_exit_closes_the_strip_and_a_return_keeps_it_in_its_place(follow, drawn):
    walk = follow("2026-01-05").orient("2026-01-12", "2026-02-02")
    walk.move("leave", "2026-03-02", motive="moved")
    assert titles(drawn(walk)[0])[1:] == [("Sortie\xa0: Déménagement", "past"), ("Suivi après la sortie", "present")]
    walk.move("reopen", "2026-05-04", reason="De retour dans la région")
    assert titles(drawn(walk)[0])[:3] == [
        ("Orientation", "past"),
        ("Sortie\xa0: Déménagement", "past"),
        ("Entre deux étapes", "present"),
    ]
    assert [box.when for box in drawn(walk, "2026-03-10")[0]] == ["past", "past", "present"]


def test_a_result_awaited_is_where_the_case_stands(follow, drawn):
    walk = follow().orient("2026-01-12", "2026-02-02")
    walk.prescribe("qualification", "2026-02-01", "2026-02-09", "2026-05-29", rncp="RNCP1").start(
        "qualification", "2026-02-09"
    )
    boxes, _ = drawn(walk.complete("qualification", "2026-05-29"))
    assert titles(boxes)[2] == ("En attente du résultat", "present")
    assert boxes[2].seam is None
    assert "résultat attendu" in boxes[1].note


def test_a_qualification_booked_before_the_diagnosis_hides_the_refresher_nobody_asked_for(follow, drawn):
    walk = follow()
    walk.move(
        "begin_orientation",
        "2026-01-12",
        decision_on="2026-01-12",
        notified_on="2026-01-12",
        channel="email",
        referent="nadia@example.org",
    )
    walk.prescribe("qualification", "2026-01-20", "2026-09-01", "2026-12-18")
    assert titles(drawn(walk)[0]) == [
        ("Orientation", "present"),
        ("Qualification", "ahead"),
        ("Emploi durable", "ahead"),
    ]


def test_a_prescription_without_a_date_is_not_a_booked_step(app, follow, session):
    walk = follow().orient("2026-01-12", "2026-02-02")
    walk.prescribe("qualification", "2026-02-01", "2026-09-01", "2026-12-18")
    with app.test_request_context("/"):
        file = case_file(walk.viewer, walk.case_id)
        episode = file.standing.ahead[0]
        assert booked(file, episode).state == "booked"
        episode.planned_start = None
        undated = booked(file, episode)
    assert (undated.state, undated.days, undated.label) == ("to_book", None, "date à fixer")
