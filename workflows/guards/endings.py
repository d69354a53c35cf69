"""How an episode ends before its term, and what a jury may say of it."""

from __future__ import annotations

from workflows.engine import Attempt, Guard, Role, sentence
from workflows.guards.reading import HISTORY, SUPERVISING, named
from workflows.standing import Standing

REPAYMENT_SUPERVISED = Guard(
    "repayment_supervised",
    sentence("Dropping out without a legitimate motive makes the person repay (R.6341-47): a supervisor decides it."),
    sentence("Ask a supervisor to record this dropout, or record that the motive is legitimate and who decided it."),
    lambda _s, a: a.actor.role in SUPERVISING or (a.data.get("legitimate") or {}).get("decision") is not False,
    override_by=SUPERVISING,
)
DROPOUT_ENTERED = Guard(
    "dropout_by_a_person",
    sentence("A dropout is decided by a person, never by the software."),
    sentence("Have a counsellor or a supervisor record it."),
    lambda _s, a: a.actor.role in (Role.COUNSELLOR, Role.SUPERVISOR, Role.OPERATOR),
)
RESULT_AWAITED = Guard(
    "result_awaited",
    sentence("This episode does not aim at a certification, or its result is already recorded."),
    sentence("Check the episode; to change a recorded result, correct its entry."),
    lambda s, a: (e := named(s, a)) is not None and e.awaits_result,
)
BLOCS_NAMED = Guard(
    "blocs_named",
    sentence("A partial result must name the blocs obtained."),
    sentence("Give the codes of the blocs of competences obtained."),
    lambda _s, a: a.data["result"] != "partial" or bool(a.data.get("blocs")),
    needs=("result",),
)


def _beside_the_aim(standing: Standing, attempt: Attempt) -> list[str]:
    """The blocs given that the episode does not aim at; none when it aims at a title whose blocs are not listed."""
    episode = named(standing, attempt)
    aimed = episode.blocs if episode else ()
    return [bloc for bloc in attempt.data.get("blocs") or () if aimed and bloc not in aimed]


# Judged when it is said: a result recorded before holds, and a later correction may change what was aimed at.
BLOCS_AIMED = Guard(
    "blocs_aimed",
    sentence("The episode does not aim at the bloc %(code)s."),
    sentence("Give blocs that the episode aims at, or first correct what was prescribed."),
    lambda s, a: not _beside_the_aim(s, a),
    override_by=HISTORY,
    world=True,
    evidence=lambda s, a: {"code": ", ".join(_beside_the_aim(s, a))},
    less=(sentence("The episode does not aim at these blocs."),),
)
