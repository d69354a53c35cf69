"""Where a training takes place, as an LHEO file says it: postcode, commune, and from them department and region.

The codes of region in the files are left aside: many are those of before 2016.
"""

from dataclasses import dataclass

from lxml import etree

from parcours_app.readers.lheo import children, text
from parcours_app.readers.problems import WARNING, Problem, shown
from parcours_app.reference.regions import DEPARTMENTS, department_of, department_of_commune
from workflows.engine import sentence

LONGEST_COMMUNE = 100
# Where the address may be, the training place first: an offer given at home is placed where its provider is.
_ADDRESSES = (
    ("action", ("lieu-de-formation", "coordonnees", "adresse")),
    ("action", ("lieu-de-formation", "adresse")),
    ("action", ("session", "adresse-inscription", "adresse")),
    ("formation", ("organisme-formation-responsable", "coordonnees-organisme", "coordonnees", "adresse")),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in France; each part is None when the file does not say it."""

    postcode: str | None = None
    commune: str | None = None
    department: str | None = None
    region: str | None = None


def place(formation: etree._Element, action: etree._Element, problems: list[Problem]) -> Place:
    """The place of an action; one that leads to no department is kept with a warning."""
    sources = {"formation": formation, "action": action}
    found = (address for source, path in _ADDRESSES for address in children(sources[source], *path))
    read = [_read(address) for address in found]
    located = next((one for one in read if one.region), None)
    if located:
        return located
    known = read[0] if read else Place()
    words = sentence("The place of this training is unknown (“%(value)s”): no search by region will find it.")
    problems.append(Problem("lieu-de-formation", WARNING, words, {"value": shown(known.postcode or "")}))
    return known


def _read(address: etree._Element) -> Place:
    postcode = text(address, "codepostal").replace(" ", "")
    department = department_of(postcode) or department_of_commune(text(address, "code-INSEE-commune"))
    return Place(
        postcode=postcode[:10] or None,
        commune=text(address, "ville")[:LONGEST_COMMUNE] or None,
        department=department,
        region=DEPARTMENTS[department].region if department else None,
    )
