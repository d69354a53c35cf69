"""The small words of an LHEO offer: numbers, dates, codes, hours, funders, and the extras that say places.

LHEO itself carries no number of places for a session, and no cancellation: both are read from `extras` when a publisher
writes them there, under the names listed here.
"""

import re
from collections.abc import Mapping
from datetime import date

from lxml import etree

from parcours_app.readers.lheo import children, text
from parcours_app.readers.names import search_name
from parcours_app.readers.problems import ERROR, WARNING, Problem, shown
from workflows.engine import sentence

# (Element, nomenclature) of the codes of a training's domain.
DOMAINS = (("code-ROME", "rome"), ("code-FORMACODE", "formacode"), ("code-NSF", "nsf"))
_SHAPES: Mapping[str, re.Pattern[str]] = {
    "rome": re.compile(r"[A-N]\d{4}", re.ASCII),
    "formacode": re.compile(r"\d{5}", re.ASCII),
    "nsf": re.compile(r"\d{3}[a-z]?", re.ASCII | re.IGNORECASE),
}
# LHEO dict-etat-recrutement.
RECRUITMENT: Mapping[str, str] = {"1": "open", "2": "closed", "3": "suspended"}
# LHEO dict-financeurs, the same in 2.2 and 2.3, on the funders of the pathway. Every other one (0, 3, 5, 6, 8, 9, 10,
# 14, 15: European funds, firms, ACSÉ, other authorities, the person) is “other”; 1, an obsolete code, says nothing.
FUNDERS: Mapping[str, str] = {
    "2": "region",
    "4": "france_travail",
    "7": "agefiph",
    "11": "state",
    "12": "state",
    "13": "state",
    "16": "opco",
    "17": "opco",
}
OBSOLETE = "1"
PLACES = frozenset({"places", "nombre places", "nb places", "nbplaces", "nombre de places", "capacite", "effectif max"})
CANCELLED = frozenset({"annulee", "annule", "annulation", "session annulee"})
STATES = frozenset({"etat", "statut", "etat session", "statut session"})
_YES = frozenset({"1", "oui", "true", "vrai"})
_UNKNOWN_DAYS = frozenset({"", "00000000", "99999999"})
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})", re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_TITLE = re.compile(r"(?:RNCP|RS)?\s*(\d{1,10})", re.IGNORECASE | re.ASCII)
_MOST_PLACES, _MOST_HOURS = 10_000, 99_999


def numbered(element: etree._Element, otherwise: str) -> str:
    """The number its publisher gives an element; another way to tell it apart when there is none."""
    return (element.get("numero") or "").strip() or otherwise


def day(written: str, column: str, problems: list[Problem]) -> date | None:
    """A day written AAAAMMJJ; None for the codes that say unknown, and with an error for an impossible one."""
    if written in _UNKNOWN_DAYS:
        return None
    found = _DAY.fullmatch(written)
    try:
        read = date(*map(int, found.groups())) if found else None
    except ValueError:
        read = None
    if read is None or not _FIRST_YEAR <= read.year <= _LAST_YEAR:
        words = sentence("“%(value)s” is not a possible date: LHEO writes 20260331 for 31 March 2026.")
        problems.append(Problem(column, ERROR, words, {"value": shown(written)}))
        return None
    return read


def codes(formation: etree._Element) -> tuple[tuple[str, str], ...]:
    """The codes of the training's domain, well formed, each once: (nomenclature, code)."""
    found = (
        (scheme, text(element).upper() if scheme == "rome" else text(element))
        for name, scheme in DOMAINS
        for element in children(formation, "domaine-formation", name)
    )
    return tuple(dict.fromkeys((scheme, code) for scheme, code in found if _SHAPES[scheme].fullmatch(code)))


def certification(formation: etree._Element) -> tuple[str | None, bool]:
    """The title aimed at (RNCP12345 or RS1234), and whether the training certifies anything."""
    for name, prefix in (("code-RNCP", "RNCP"), ("code-RS", "RS")):
        for element in children(formation, "certification", name):
            number = _TITLE.fullmatch(text(element))
            if number:
                return f"{prefix}{number[1]}", True
    return None, text(formation, "certifiante") == "1"


def hours(action: etree._Element, problems: list[Problem]) -> int | None:
    """How many hours in all; the sum of both places when the total is not given."""
    total = text(action, "nombre-heures-total")
    parts = [text(action, name) for name in ("nombre-heures-centre", "nombre-heures-entreprise")]
    written = [total] if total else [part for part in parts if part]
    if not all(part.isdecimal() and part.isascii() and len(part) < len(str(_MOST_HOURS)) for part in written):
        words = sentence("“%(value)s” is not a number of hours: it is left out.")
        problems.append(Problem("nombre-heures-total", WARNING, words, {"value": shown(" + ".join(written))}))
        return None
    return sum(map(int, written)) or None


def funder(action: etree._Element) -> str | None:
    """Who pays, in the words of the pathway: the first one named that has one, else “other”; None when nobody is named.

    Codes read in the published schema (github.com/lheo/lheo-schema, definition/lheo-gml.xml, dict-financeurs).
    """
    named = [text(payer, "code-financeur") for payer in children(action, "organisme-financeur")]
    known = [code for code in named if code not in ("", OBSOLETE)]
    return next((FUNDERS[code] for code in known if code in FUNDERS), "other") if known else None


def recruitment(session: etree._Element) -> str:
    """Whether the session takes people; open when it does not say."""
    return RECRUITMENT.get(text(session, "etat-recrutement"), "open")


def places(session: etree._Element, problems: list[Problem]) -> int | None:
    """How many places an extra gives the session; None when none does."""
    written = next((value for name, value in _extras(session) if name in PLACES), "")
    if not written:
        return None
    if written.isdecimal() and written.isascii() and len(written) < len(str(_MOST_PLACES)):
        return int(written)
    words = sentence("“%(value)s” is not a number of places: it stays unknown.")
    problems.append(Problem("extras", WARNING, words, {"value": shown(written)}))
    return None


def is_cancelled(session: etree._Element) -> bool:
    """Whether an extra says that the session will not take place."""
    return any(
        (name in CANCELLED and search_name(value) in _YES)
        or (name in STATES and search_name(value).startswith("annul"))
        for name, value in _extras(session)
    )


def _extras(session: etree._Element) -> list[tuple[str, str]]:
    """The extras of a session: the name made comparable, and the text."""
    return [(search_name(extra.get("info") or ""), text(extra)) for extra in children(session, "extras", "extra")]
