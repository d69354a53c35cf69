"""The terms of an orientation: notified, with a referent, its needs argued."""

from __future__ import annotations

from workflows.engine import Guard, sentence
from workflows.episode import Kind
from workflows.guards.reading import HISTORY, day

NOT_ORIENTED = Guard(
    "not_oriented",
    sentence("The orientation is already completed."),
    sentence("To orient the person anew, record a redirection (move “redirect”)."),
    lambda s, _a: not s.completed(Kind.ORIENTATION),
)
DECISION_NOTIFIED = Guard(
    "decision_notified",
    sentence("The orientation decision must be notified before orientation begins (R.5411-8-1)."),
    sentence(
        "Give the day of the decision, then the day of its notification, on or before the day orientation begins."
    ),
    lambda _s, a: (day(a, "decision_on") or a.on) <= (day(a, "notified_on") or a.on) <= a.on,
    override_by=HISTORY,
    needs=("decision_on", "notified_on"),
)
REFERENT_NAMED = Guard(
    "referent_named",
    sentence("A referent with an account must be named."),
    sentence("Choose the referent in the list of accounts."),
    lambda _s, a: a.world is None or a.data.get("referent") in a.world.accounts,
    override_by=HISTORY,
    needs=("referent",),
    world=True,
)
REFRESHER_SKIP_ARGUED = Guard(
    "refresher_skip_argued",
    sentence("Going without a refresher is a choice that must be argued."),
    sentence("Write in one sentence why no refresher is needed; your name is kept with it."),
    lambda _s, a: a.data["needs"]["refresher"] or bool(a.data.get("reason")),
    override_by=HISTORY,
    needs=("needs",),
)
REFRESHER_DOMAINS = Guard(
    "refresher_domains",
    sentence("A refresher is needed but no domain is named (D.6113-30)."),
    sentence("Tick at least one domain: French, calculation, digital, team, autonomy, learning or safety."),
    lambda _s, a: not a.data["needs"]["refresher"] or bool(a.data["needs"]["domains"]),
    needs=("needs",),
)
