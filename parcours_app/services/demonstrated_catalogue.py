"""The catalogue of a demonstration: plausible trainings by invented providers, and trades in shortage by region.

The same seed gives the same sessions. Written once: at another start, what is there is left as it is.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from sqlalchemy import select

from parcours_app.models import Offer
from parcours_app.readers.offers import OfferItem, SessionItem
from parcours_app.readers.places import Place
from parcours_app.reference.departments import BY_REGION
from parcours_app.scope import Viewer
from parcours_app.services.imported_offers import Catalogue, record
from parcours_app.services.trade_lists import NewList, write_list
from parcours_app.services.unit import unit_of_work

SOURCE = "demo"
# Title, kind, ROME, NSF, RNCP, hours.
TRAININGS = (
    ("Remise à niveau en français et calcul", "refresher", None, "110", None, 210),
    ("Préparation à la certification CléA", "refresher", None, "110", None, 280),
    ("Bases du numérique pour se former", "refresher", None, "326", None, 140),
    ("Préparation aux métiers de la logistique", "refresher", "N1103", "311", None, 245),
    ("Agent de propreté et d’hygiène", "qualification", "K2204", "343", "RNCP35551", 420),
    ("Conducteur livreur", "qualification", "N4105", "311", "RNCP34503", 455),
    ("Assistant de vie aux familles", "qualification", "K1302", "330", "RNCP37715", 600),
    ("Commis de cuisine", "qualification", "G1602", "221", "RNCP37859", 560),
    ("Employé commercial", "qualification", "D1507", "312", "RNCP37099", 490),
    ("Technicien d’assistance informatique", "qualification", "I1401", "326", "RNCP37681", 700),
    ("Ouvrier du paysage", "qualification", "A1203", "214", "RNCP38349", 630),
    ("Maçon du bâtiment ancien", "qualification", "F1703", "232", "RNCP35309", 620),
)
PROVIDERS = ("Les Ateliers du Phare", "Formation Rive Claire", "Campus des Tilleuls", "Institut Pas à Pas")
SHORTAGE = {"K1302": "Assistance auprès d’adultes", "G1602": "Personnel de cuisine", "F1703": "Maçonnerie"}


def stock_catalogue(viewer: Viewer, seed: int) -> None:
    """Fill an empty catalogue with sessions from a month ago to half a year from now, in every region."""
    draw = Random(seed)  # noqa: S311 - a demonstration, not a secret
    with unit_of_work() as session:
        if session.scalar(select(Offer.id).limit(1)) is not None:
            return
        record(session, viewer, _offers(draw, viewer.today), Catalogue(SOURCE))
        rows = "rome;label\n" + "".join(f"{rome};{label}\n" for rome, label in SHORTAGE.items())
        for region in BY_REGION:
            since = viewer.today - timedelta(days=90)
            write_list(session, viewer, NewList("shortage", region, since, "demo.csv", rows.encode()), dict(SHORTAGE))


def _offers(draw: Random, today: date) -> Iterator[OfferItem]:
    for region, departments in BY_REGION.items():
        for n, (title, kind, rome, nsf, rncp, hours) in enumerate(TRAININGS, 1):
            code, name = draw.choice(list(departments.items()))
            codes = ((("rome", rome),) if rome else ()) + (("nsf", nsf),)
            yield OfferItem(
                number=n,
                formation=f"{region}-{n}",
                action=f"{region}-{n}-1",
                title=title,
                provider=draw.choice(PROVIDERS),
                kind=kind,
                codes=codes,
                rncp=rncp,
                certifying=rncp is not None,
                hours=hours,
                funder=draw.choice(("region", "france_travail")),
                place=Place(f"{code[:2]}000" if len(code) == len("59") else f"{code}00", name, code, region),
                sessions=tuple(_sessions(draw, today, hours)),
            )


def _sessions(draw: Random, today: date, hours: int) -> Iterator[SessionItem]:
    """Two or three sessions, beginning on Mondays, of thirty hours a week; a place count now and then unknown."""
    for n in range(1, draw.randint(2, 3) + 1):
        day = today + timedelta(days=draw.randint(-30, 180))
        start = day - timedelta(days=day.weekday())
        places = draw.choice((8, 10, 12, 15, None))
        yield SessionItem(
            number=n, key=str(n), starts_on=start, ends_on=start + timedelta(weeks=hours // 30, days=4), places=places
        )
