"""LHEO offers: every action and session is read, in both versions, and what is wrong is said."""

from datetime import date
from pathlib import Path

import pytest

from parcours_app.readers.offers import read_offers
from parcours_app.readers.problems import UnusableFile
from tests.lheo import NAMESPACES, lheo, session, training

SAMPLE = Path(__file__).parents[3] / "shared" / "data" / "lheo-offer-onisep.xml"


def one(*sessions: str, **said):
    (offer,) = read_offers(lheo(training(*sessions, **said)))
    return offer


def warnings(offer):
    return [problem.column for problem in offer.problems]


def test_the_published_example_is_read_whole():
    if not SAMPLE.exists():
        pytest.skip("the published example is not beside the repository")
    (offer,) = read_offers(SAMPLE.read_bytes())
    assert (offer.title, offer.provider) == ("BTS négociation et relation client", "Lycée Kerneuzec")
    assert (offer.siret, offer.rncp, offer.kind) == ("19290076900014", "RNCP474", "qualification")
    assert [code for scheme, code in offer.codes if scheme == "rome"] == ["D1402", "D1403", "D1408"]
    assert (offer.place.commune, offer.place.department, offer.place.region) == ("QUIMPERLÉ", "29", "53")
    (only,) = offer.sessions
    assert (only.starts_on, only.ends_on, only.places) == (date(2015, 9, 1), date(2017, 8, 31), None)
    assert not offer.problems


@pytest.mark.parametrize("version", NAMESPACES)
def test_both_versions_and_a_file_without_a_namespace_are_read_alike(version):
    file = lheo(training(session(), session("S2")), training(session(), number="F2"), version=version)
    offers = list(read_offers(file))
    assert [offer.reference for offer in offers] == ["F1 / A1", "F2 / A1"]
    assert [one.key for one in offers[0].sessions] == ["S1", "S2"]


@pytest.mark.parametrize(
    ("objective", "certifying", "kind"),
    [
        ("5", None, "refresher"),
        ("8", None, "refresher"),
        ("9", None, "orientation"),
        ("6", None, "qualification"),
        ("7", "0", "qualification"),
        (None, "1", "qualification"),
    ],
)
def test_the_objective_says_which_kind_of_step_it_is(objective, certifying, kind):
    assert one(session(), objective=objective, certifying=certifying).kind == kind


def test_an_objective_nobody_says_leaves_the_kind_open_with_a_warning():
    offer = one(session(), objective=None)
    assert (offer.kind, warnings(offer), offer.rejected) == (None, ["objectif-general-formation"], False)


# LHEO dict-financeurs, every code of the published schema (2.2 and 2.3 have the same).
@pytest.mark.parametrize(
    ("codes", "funder"),
    [
        ("2", "region"),
        ("4", "france_travail"),
        ("7", "agefiph"),
        *((code, "state") for code in ("11", "12", "13")),
        *((code, "opco") for code in ("16", "17")),
        *((code, "other") for code in ("0", "3", "5", "6", "8", "9", "10", "14", "15")),
        ("1", None),  # “Code(s) obsolète(s)”
        ("3 2", "region"),  # the region, beside the European fund that helps it
        ("1 4", "france_travail"),
        ("3 14", "other"),
    ],
)
def test_a_funder_is_read_as_the_published_dictionary_says(codes, funder):
    assert one(session(), funder=codes).funder == funder


def test_codes_certification_hours_and_funder_are_kept():
    offer = one(
        session(), rome=["K2204", "no"], formacode=["42069"], nsf=["343t"], rncp="RNCP278", hours="420", funder="2"
    )
    assert offer.codes == (("rome", "K2204"), ("formacode", "42069"), ("nsf", "343t"))
    assert (offer.rncp, offer.certifying, offer.hours, offer.funder) == ("RNCP278", True, 420, "region")


def test_a_wrong_siret_is_a_warning_and_is_not_kept():
    offer = one(session(), siret="12345678901234")
    assert (offer.siret, offer.rejected, warnings(offer)) == (None, False, ["SIRET"])


@pytest.mark.parametrize(
    ("postcode", "department", "region"),
    [("59000", "59", "32"), ("20600", "2B", "94"), ("97410", "974", "04"), ("75011", "75", "11")],
)
def test_the_postcode_leads_to_department_and_region(postcode, department, region):
    place = one(session(), postcode=postcode).place
    assert (place.department, place.region) == (department, region)


def test_a_place_that_leads_nowhere_is_a_warning():
    assert warnings(one(session(), postcode="00000")) == ["lieu-de-formation"]


def test_places_and_cancellation_are_read_from_extras_only():
    plain, sized, gone, stated = one(
        session("1"),
        session("2", extras={"nombre-places": "12"}),
        session("3", extras={"annulation": "1"}),
        session("4", extras={"Statut session": "Annulée"}),
    ).sessions
    assert (plain.places, sized.places) == (None, 12)
    assert [one.cancelled for one in (plain, sized, gone, stated)] == [False, False, True, True]


def test_a_number_of_places_that_is_none_stays_unknown_with_a_warning():
    offer = one(session(extras={"nb-places": "beaucoup"}))
    assert (offer.sessions[0].places, warnings(offer)) == (None, ["extras"])


@pytest.mark.parametrize(("code", "state"), [("1", "open"), ("2", "closed"), ("3", "suspended"), (None, "open")])
def test_the_state_of_recruitment_is_read(code, state):
    assert one(session(state=code)).sessions[0].state == state


def test_the_codes_for_an_unknown_day_are_no_day():
    offer = one(session("1", "00000000", "99999999"), permanent="1")
    (only,) = offer.sessions
    assert (only.starts_on, only.ends_on, only.rejected, offer.permanent) == (None, None, False, True)


@pytest.mark.parametrize(("start", "end"), [("20261218", "20260907"), ("20261301", "20261401"), ("demain", "20261218")])
def test_impossible_dates_reject_the_session_and_not_its_offer(start, end):
    offer = one(session("1", start, end), session("2"))
    assert [item.rejected for item in offer.sessions] == [True, False]
    assert not offer.rejected


def test_an_offer_without_a_title_or_an_action_is_rejected():
    assert one(session(), title="-").rejected
    assert one(action="").rejected


def test_missing_numbers_are_replaced_by_what_tells_them_apart():
    offer = one(session(None), session(None, "20270101", "20270301"))
    assert [item.key for item in offer.sessions] == ["2026-09-07_2026-12-18", "2027-01-01_2027-03-01"]


def test_unknown_elements_change_nothing():
    known = lheo(training(session()))
    strange = known.replace(b"<action ", b"<nouveau x='1'><y>z</y></nouveau><action ")
    assert list(read_offers(strange)) == list(read_offers(known))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is not XML"),
        (b"nom;prenom\n", "not well-formed"),
        (b"<rss/>", "first element must be"),
        (b"<lheo/>", "holds no training"),
        (b"<lheo><offre-formation/></lheo>", "holds no training"),
        (lheo(training())[:-20], "not well-formed"),
        ('<?xml version="1.0" encoding="UTF-8"?><lheo>é</lheo>'.encode("cp1252"), "encoding"),
        (b'<?xml version="1.0" encoding="klingon"?><lheo/>', "encoding"),
    ],
)
def test_a_file_that_is_no_lheo_is_refused_in_a_sentence(content, words):
    with pytest.raises(UnusableFile, match=words):
        list(read_offers(content))


def test_utf_16_is_xml_like_any_other():
    file = lheo(training(session())).decode().replace("UTF-8", "UTF-16").encode("utf-16")
    assert len(list(read_offers(file))) == 1
