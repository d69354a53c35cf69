"""Who may enter: dated, versioned rule sets, tested on the day the case opens and frozen with it (domain.md §1.1).

Three rules say three different things of the baccalaureate and are kept apart: level at most bac, level below bac,
bac not obtained. A pact may only narrow the national rule. A verdict is flagged later, never silently changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from workflows.calendar import age_on
from workflows.engine import Reason, sentence

BAC = 4
YOUTH_FROM, YOUTH_TO, YOUTH_TO_RQTH = 16, 25, 29
ATTRIBUTION_TO = 29
REMEDY = sentence("Check these facts with the person; if they are right, another programme fits better.")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the person on the day the case opens.

    level: level reached on the 2019 scale (0 none, 3 to 8), None when unknown; diploma: obtained at that level or not.
    """

    birth_date: date | None
    level: int | None
    diploma: bool | None = None
    situations: frozenset[str] = frozenset()
    registered_jobseeker: bool = False
    neet: bool = False
    neet_proof_on: date | None = None
    employed: bool = False
    in_school: bool = False
    in_training: bool = False

    def age(self, on: date) -> int | None:
        """Completed years on a day, None when the birth date is unknown."""
        return None if self.birth_date is None else age_on(self.birth_date, on)

    @property
    def really_neet(self) -> bool:
        """Said NEET, and nothing recorded says otherwise: no job, no study, no training."""
        return self.neet and not (self.employed or self.in_school or self.in_training)


Rule = Callable[[Facts, date], bool]


def at_most_bac(facts: Facts, _on: date) -> bool:
    """Level reached at most the baccalaureate (L.6122-1 II before 2024), whether or not the diploma was obtained."""
    return facts.level is not None and facts.level <= BAC


def below_bac(facts: Facts, _on: date) -> bool:
    """Level reached strictly below the baccalaureate (regional practice 2019-2022)."""
    return facts.level is not None and facts.level < BAC


def bac_not_obtained(facts: Facts, on: date) -> bool:
    """Level below the baccalaureate, or that level reached without the diploma."""
    return below_bac(facts, on) or (facts.level == BAC and facts.diploma is False)


def young_neet(facts: Facts, on: date) -> bool:
    """16 to 25 completed years, 29 for a disabled worker, without job, study or training (R.5131-13, R.5131-15)."""
    age = facts.age(on)
    oldest = YOUTH_TO_RQTH if "rqth" in facts.situations else YOUTH_TO
    return facts.really_neet and age is not None and YOUTH_FROM <= age <= oldest


def low_skilled_jobseeker(facts: Facts, on: date) -> bool:
    """Registered jobseeker with a level reached at most the baccalaureate."""
    return facts.registered_jobseeker and at_most_bac(facts, on)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """A dated rule: valid from its first to its last day; `otherwise` is the sentence when it is not met.

    reads: the facts it rests on besides registration; only those are said to be missing.
    """

    code: str
    version: int
    since: date
    until: date
    rule: Rule | None
    otherwise: str = ""
    reads: tuple[str, ...] = ()


RULE_SETS = (
    RuleSet("before_2018", 1, date.min, date(2017, 12, 31), None),
    RuleSet(
        "pic_2018",
        1,
        date(2018, 1, 1),
        date(2023, 12, 31),
        lambda f, on: low_skilled_jobseeker(f, on) or young_neet(f, on),
        sentence(
            "On %(on)s the programme is for jobseekers whose level is at most the baccalaureate "
            "and for people aged 16 to 25 (29 with a recognised disability) without job, study or training."
        ),
        ("birth_date", "level", "neet"),
    ),
    RuleSet(
        "law_2024",
        1,
        date(2024, 1, 1),
        date.max,
        lambda f, _on: f.registered_jobseeker,
        sentence("On %(on)s the programme is for registered jobseekers."),
    ),
)
NO_RULE = sentence("Before 2018 the programme did not exist: only an import of history may open a case on %(on)s.")


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a pact adds to the national rule: a person eligible nationally must also meet it."""

    rule: Rule
    otherwise: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer on a day: rule set and version, eligible or not, the reasons when not, the publics."""

    rule_set: str
    version: int
    eligible: bool
    reasons: tuple[Reason, ...] = ()
    publics: Mapping[str, bool | str] = field(default_factory=dict)

    def frozen(self) -> dict[str, object]:
        """What the `open` entry keeps of it."""
        return {"rule_set": self.rule_set, "version": self.version, "eligible": self.eligible}


def rule_set_on(on: date) -> RuleSet:
    """The rule set in force on a day."""
    return next(rules for rules in RULE_SETS if rules.since <= on <= rules.until)


def publics(facts: Facts, on: date) -> dict[str, bool | str]:
    """Both publics, and the one the person counts in: young and far from work if 16 to 29 with a NEET proof (§6.5)."""
    age = facts.age(on)
    young = facts.really_neet and age is not None and YOUTH_FROM <= age <= ATTRIBUTION_TO
    skilled = low_skilled_jobseeker(facts, on)
    proven = young and facts.neet_proof_on is not None
    counted = "jeune_eloigne" if proven else "de_peu_qualifie" if skilled else "other"
    return {"de_peu_qualifie": skilled, "jeune_eloigne": young, "counted_as": counted}


def _refusal(explanation: str, rules: RuleSet, on: date) -> Reason:
    return Reason("eligible", explanation, REMEDY, evidence={"on": on.isoformat(), "rule_set": rules.code})


def verdict(facts: Facts, on: date, narrowing: Narrowing | None = None) -> Verdict:
    """Whether the person may enter on day `on`, under the rule set of that day and a pact's narrowing."""
    rules = rule_set_on(on)
    reasons = []
    if rules.rule is None:
        reasons.append(_refusal(NO_RULE, rules, on))
    elif not rules.rule(facts, on):
        reasons.append(_refusal(rules.otherwise, rules, on))
        reasons += [
            _refusal(text, rules, on) for fact, missing, text in MISSING if fact in rules.reads and missing(facts)
        ]
    elif narrowing is not None and not narrowing.rule(facts, on):
        reasons.append(_refusal(narrowing.otherwise, rules, on))
    return Verdict(rules.code, rules.version, not reasons, tuple(reasons), publics(facts, on))


MISSING: tuple[tuple[str, Callable[[Facts], bool], str], ...] = (
    ("birth_date", lambda f: f.birth_date is None, sentence("The birth date is missing.")),
    ("level", lambda f: f.level is None, sentence("The level of education is missing.")),
    (
        "neet",
        lambda f: f.neet and not f.really_neet,
        sentence("The person is said to be without job, study or training, yet a job, study or training is recorded."),
    ),
)
