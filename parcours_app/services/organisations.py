"""Changes to organisations that exist: their name, their region. Cases keep the region frozen when they opened."""

from flask_babel import gettext
from sqlalchemy.exc import IntegrityError

from parcours_app.models import Organisation
from parcours_app.reference.regions import name as region_name
from parcours_app.services.accounts import AccountRefused
from parcours_app.services.unit import unit_of_work

LONGEST_NAME = 200


def checked_organisation(name: str, region: str) -> tuple[str, str]:
    """A name and a region fit to be kept. Raises AccountRefused with the sentence that says what to do."""
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise AccountRefused(gettext("Write the name of the organisation, 200 characters at most."))
    if region_name(region) is None:
        raise AccountRefused(gettext("Choose the region of the organisation in the list."))
    return name, region


def change_organisation(organisation_id: str, name: str, region: str) -> None:
    """Rename an organisation, or place it in another region. Raises AccountRefused."""
    name, region = checked_organisation(name, region)
    try:
        with unit_of_work() as session:
            organisation = session.get(Organisation, organisation_id)
            if organisation is None:
                raise AccountRefused(gettext("This organisation does not exist: choose one in the list."))
            organisation.name, organisation.region = name, region
    except IntegrityError as error:
        raise AccountRefused(gettext("An organisation is already called %(name)s.", name=name)) from error
