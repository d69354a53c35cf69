"""The menu says where one is: on one of its pages, or on a page that lies under one of them."""

import re

import pytest

from parcours_app.web import furniture
from workflows.engine import Role

LINK = re.compile(r'<a href="([^"]+)" aria-current="(page|true)">')


@pytest.mark.parametrize(
    ("role", "address", "marked"),
    [
        (Role.SUPERVISOR, "/supervisor/totals", ("/supervisor/totals", "page")),
        (Role.SUPERVISOR, "/supervisor/equity", ("/supervisor/success", "true")),
        (Role.SUPERVISOR, "/supervisor/programme/pacts", ("/supervisor/programme", "true")),
        (Role.COUNSELLOR, "/counsellor/missing", ("/counsellor/", "true")),
    ],
)
def test_a_page_is_marked_in_the_menu_or_the_one_it_lies_under_is(client_of, make_account, role, address, marked):
    page = client_of(make_account(role)).get(address).get_data(as_text=True)
    menu = page[page.index('id="navigation"') : page.index("</nav>", page.index('id="navigation"'))]
    assert LINK.findall(menu) == [marked]


@pytest.mark.parametrize(("organisation", "offered"), [("Mission locale de Test", True), (None, False)])
def test_reassignment_is_in_the_menu_of_those_who_have_an_organisation(client_of, make_account, organisation, offered):
    page = client_of(make_account(Role.SUPERVISOR, organisation=organisation, region="11")).get("/supervisor/").text
    assert ('href="/supervisor/reassign"' in page) is offered


def test_every_page_said_to_lie_under_another_is_one(app):
    for audience, items in furniture._menus.items():
        for endpoint, _label, *under in items:
            assert {endpoint, *(f"{audience}.{page}" for page in under)} <= set(app.view_functions)
