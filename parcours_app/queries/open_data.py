"""What anybody may download: the nation's figures under public rules, with their definitions. Never writes.

Counts are masked as supervisors read them, shares rest on sixty units at least, and nothing names anybody: no
organisation, no provider, no free text.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from parcours_app.extensions import french
from parcours_app.queries.figure_sheets import indicators_sheet, programme_sheet, totals_sheet
from parcours_app.queries.indicators import Answer, Asked, since_the_first
from parcours_app.queries.masking import largest
from parcours_app.queries.programme import programme
from parcours_app.queries.register_words import about
from parcours_app.queries.shown_rates import PUBLIC_DENOMINATOR, public
from parcours_app.queries.totals import DEFINITION, totals
from parcours_app.reference.regions import REGIONS, UNLOCATED
from parcours_app.scope import Viewer
from parcours_app.writers import Sheet
from parcours_app.writers.datapackage import Package
from workflows.codes import CODES
from workflows.engine import Role, sentence
from workflows.indicators import REGISTER, Indicator

TITLE = sentence("Training pathways of the programme: figures and their definitions")
DESCRIPTION = sentence(
    "Persons, training entries and indicators of the programme on a day, as known on a day. Counts of 1 to "
    "%(largest)s are withheld, and others with them; shares rest on sixty units at least."
)
# The tables of totals, each by one dimension: nothing that names an organisation or a provider.
BREAKDOWNS = ("region", "public", "year", "stage", "sex", "age", "level", "qpv", "rqth")
PLACES = {**REGIONS, UNLOCATED: sentence("not located")}
README = """# Parcours : chiffres du programme, données ouvertes

Situation au {on}, telle que connue le {known}. Version {version}.

- `data/totals-*.csv` : personnes, entrées en formation et personnes formées, selon une dimension par fichier.
- `data/programme.csv` : personnes formées de chaque public, objectif, rythme et projection.
- `data/indicators.csv` : tous les indicateurs, pour les cohortes du {since} au {on}.
- `datapackage.json` : le sens, le type et l’unité de chaque champ, ce que chaque code veut dire (`codes`), et les
  définitions, en français et en anglais.

## Règles de diffusion
- Un nombre de 1 à {largest} n’est pas diffusé (cellule vide, `masked` à `true`), ni parfois un autre, pour qu’aucune
  soustraction ne le redonne. Zéro est diffusé, sauf dans un ensemble masqué en entier.
- Une part n’est diffusée que sur {least} unités ou plus.
- Aucun nom, aucune organisation, aucun texte libre.
- Une cellule vide sans masque veut dire que le chiffre n’est pas défini : ce n’est pas zéro.

## Licence
Licence Ouverte 2.0. Citez la source, la situation et la date de connaissance : un chiffre peut être corrigé depuis.
"""


def anybody(viewer: Viewer) -> Viewer:
    """Who reads what is published: the nation's figures, masked."""
    return Viewer(Role.SUPERVISOR, viewer.now, viewer.today)


def register_asked(on: date, known: date) -> Asked:
    """What the package asks of the register: all the cohorts."""
    return Asked(since_the_first(), on, on, known)


def open_data(viewer: Viewer, answers: Sequence[Answer], version: str) -> Package:
    """The package around the answers of the whole register to `register_asked`: its two dates are theirs."""
    asked = answers[0].asked
    on, known = asked.on, asked.known
    rules = {"least": PUBLIC_DENOMINATOR, "largest": largest()}
    said = {"on": on, "known": known, "since": asked.since, "version": version, **rules}
    return Package(
        title=_both(TITLE),
        description={language: text % said for language, text in _both(DESCRIPTION).items()},
        version=version,
        day=known,
        sheets=_sheets(anybody(viewer), answers, on, known),
        readme=README.format(**said),
        about={"on": on, "known": known, "totals": _both(DEFINITION), "indicators": _register(), "codes": _codes()},
    )


def _sheets(reader: Viewer, answers: Sequence[Answer], on: date, known: date) -> list[Sheet]:
    by_one = [replace(totals_sheet(totals(reader, on, known, (name,))), name=f"totals-{name}") for name in BREAKDOWNS]
    return [*by_one, programme_sheet(programme(reader, on, known)), indicators_sheet((), public(answers))]


def _codes() -> dict[str, dict[str, dict[str, str]]]:
    """What the codes of these tables mean."""
    told = {"region": PLACES, **{name: CODES[name] for name in BREAKDOWNS if name in CODES}}
    return {name: {code: _both(words) for code, words in meant.items()} for name, meant in told.items()}


def _register() -> list[dict[str, Any]]:
    return [_told(indicator) for indicator in REGISTER.values()]


def _told(indicator: Indicator) -> dict[str, Any]:
    told = {language: about(indicator, say) for language, say in (("en", str), ("fr", french))}
    words = {word: {language: said[word] for language, said in told.items()} for word in told["en"]}
    named = {"name": _both(indicator.name), "definition": _both(indicator.definition)}
    return {"code": indicator.code, "version": indicator.version, "measure": indicator.measure.value, **named, **words}


def _both(text: str) -> dict[str, str]:
    return {"en": text, "fr": french(text)}
