"""Training offers of an LHEO file: each action of each training, and each of its sessions, as the product keeps them.

One item for every `action` and every `session`, good or rejected, so that the report accounts for all of them. Unknown
elements are ignored. Nothing here knows what is already stored.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from lxml import etree
from stdnum.fr import siret as siret_number

from parcours_app.readers.lheo import children, formations, text
from parcours_app.readers.offer_words import (
    certification,
    codes,
    day,
    funder,
    hours,
    is_cancelled,
    numbered,
    places,
    recruitment,
)
from parcours_app.readers.places import Place, place
from parcours_app.readers.problems import ERROR, WARNING, Problem, shown
from parcours_app.reference.objectives import QUALIFICATION, episode_kind
from workflows.engine import sentence

LONGEST_TITLE, LONGEST_PROVIDER, LONGEST_NUMBER = 300, 200, 100
PERMANENT = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionItem:
    """One session. number: its line; key: its number within the action; state: open, closed or suspended, as recruited.

    places: how many, None when the file does not say; starts_on and ends_on: None while unknown.
    """

    number: int
    key: str
    starts_on: date | None = None
    ends_on: date | None = None
    state: str = "open"
    cancelled: bool = False
    places: int | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def rejected(self) -> bool:
        """Whether something makes it unusable."""
        return any(problem.kind == ERROR for problem in self.problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferItem:
    """One training action. number: its line; formation and action: its numbers; codes: (nomenclature, code).

    kind: of the episode it opens, None when the file does not say. permanent: one may enter at any time.
    """

    number: int
    formation: str
    action: str
    title: str = ""
    provider: str = ""
    siret: str | None = None
    kind: str | None = None
    codes: tuple[tuple[str, str], ...] = ()
    rncp: str | None = None
    certifying: bool = False
    hours: int | None = None
    funder: str | None = None
    permanent: bool = False
    place: Place = field(default_factory=Place)
    sessions: tuple[SessionItem, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def rejected(self) -> bool:
        """Whether something makes it unusable, its sessions with it."""
        return any(problem.kind == ERROR for problem in self.problems)

    @property
    def reference(self) -> str:
        """How a report names it."""
        return f"{self.formation} / {self.action}" if self.action != self.formation else self.action


def read_offers(data: bytes) -> Iterator[OfferItem]:
    """Every action of the file, in order. Raises UnusableFile when the file as a whole cannot be read."""
    for formation in formations(data):
        actions = children(formation, "action")
        if not actions:
            yield _without_action(formation)
        for ordinal, action in enumerate(actions, 1):
            yield _offer(formation, action, ordinal)


def _without_action(formation: etree._Element) -> OfferItem:
    problem = Problem("action", ERROR, sentence("This training has no action: it cannot be booked."))
    name = numbered(formation, text(formation, "intitule-formation"))
    return OfferItem(number=_line(formation), formation=name, action=name, problems=(problem,))


def _offer(formation: etree._Element, action: etree._Element, ordinal: int) -> OfferItem:
    problems: list[Problem] = []
    title, provider = _called(formation, action, problems)
    found = codes(formation)
    rncp, certifying = certification(formation)
    return OfferItem(
        number=_line(action),
        formation=numbered(formation, title)[:LONGEST_NUMBER],
        action=numbered(action, str(ordinal))[:LONGEST_NUMBER],
        title=title[:LONGEST_TITLE],
        provider=provider[:LONGEST_PROVIDER],
        siret=_siret(formation, problems),
        kind=_kind(formation, problems, certifying=certifying),
        codes=found,
        rncp=rncp,
        certifying=certifying,
        hours=hours(action, problems),
        funder=funder(action),
        permanent=text(action, "modalites-entrees-sorties") == PERMANENT,
        place=place(formation, action, problems),
        sessions=tuple(_session(s, n, problems) for n, s in enumerate(children(action, "session"), 1)),
        problems=tuple(problems),
    )


def _called(formation: etree._Element, action: etree._Element, problems: list[Problem]) -> tuple[str, str]:
    """Its title, and who gives it: the responsible organisation, or the one that teaches. Without them, no offer."""
    title = text(formation, "intitule-formation")
    responsible = children(formation, "organisme-formation-responsable")
    names = [text(organisation, name) for organisation in responsible for name in ("nom-organisme", "raison-sociale")]
    provider = next(filter(None, [*names, text(action, "organisme-formateur", "raison-sociale-formateur")]), "")
    if not title:
        problems.append(Problem("intitule-formation", ERROR, sentence("This training has no title.")))
    if not provider:
        words = sentence("This training names no provider.")
        problems.append(Problem("organisme-formation-responsable", ERROR, words))
    return title, provider


def _siret(formation: etree._Element, problems: list[Problem]) -> str | None:
    """The provider's SIRET when its key holds; a wrong one is kept as written in no place but the warning."""
    written = text(formation, "organisme-formation-responsable", "SIRET-organisme-formation", "SIRET")
    compact = siret_number.compact(written)
    if siret_number.is_valid(compact):
        return str(compact)
    words = sentence("The SIRET “%(value)s” is not one: the provider is known by its name alone.")
    if not written:
        words = sentence("The SIRET of the provider is missing: it is known by its name alone.")
    problems.append(Problem("SIRET", WARNING, words, {"value": shown(written)} if written else {}))
    return None


def _kind(formation: etree._Element, problems: list[Problem], *, certifying: bool) -> str | None:
    """The kind of episode, from the objective (table AIS); a certifying training is a qualification."""
    objective = text(formation, "objectif-general-formation")
    kind = episode_kind(objective) if objective else None
    if kind is None and certifying:
        return QUALIFICATION
    if kind is None:
        words = sentence("The file does not say what this training is for: the kind of step is chosen when booking.")
        problems.append(Problem("objectif-general-formation", WARNING, words))
    return kind


def _session(session: etree._Element, ordinal: int, warnings: list[Problem]) -> SessionItem:
    problems: list[Problem] = []
    starts_on = day(text(session, "periode", "debut"), "debut", problems)
    ends_on = day(text(session, "periode", "fin"), "fin", problems)
    if starts_on and ends_on and ends_on < starts_on:
        problems.append(Problem("fin", ERROR, sentence("This session ends before it starts.")))
    dated = f"{starts_on or ''}_{ends_on or ''}"
    return SessionItem(
        number=_line(session),
        key=numbered(session, dated if starts_on else str(ordinal))[:LONGEST_NUMBER],
        starts_on=starts_on,
        ends_on=ends_on,
        state=recruitment(session),
        cancelled=is_cancelled(session),
        places=places(session, warnings),
        problems=tuple(problems),
    )


def _line(element: etree._Element) -> int:
    """The line of the file an element begins on."""
    return int(element.sourceline or 1)
