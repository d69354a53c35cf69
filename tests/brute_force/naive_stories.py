"""What the entries of a case tell, read again the slow and simple way, for whoever counts what became of people.

A second author's reading of the rules, on top of the naive ledger's. It imports nothing of the application.
"""

from tests.brute_force import naive_ledger, naive_totals

NEVER = {
    "decline": "declined",
    "refuse": "refused",
    "no_place": "no_place",
    "no_show": "no_show",
    "cancel": "cancelled",
}
OVER = {
    "complete": "completed",
    "drop_out": "dropped_out",
    "exclude": "excluded",
    "interrupt": "interrupted",
}
BY_ITSELF = {"employment": "employment", "death": "force_majeure"}


def story(key, entries):
    """A case as the ledger reads it, with what else is counted; None when nothing is known or it was a mistake."""
    case = naive_ledger.lived(key, entries) if entries else None
    if case is None:
        return None
    data = entries[0]["data"]
    situations = data.get("situations") or ()
    case.update(
        region=data.get("region") or "unlocated",
        public=(data.get("publics") or {}).get("counted_as", "other"),
        pact=data.get("pact"),
        sex=data.get("sex") or "unknown",
        age=naive_totals.band(data.get("age")),
        level=naive_totals.told((data.get("level") or {}).get("reached")),
        qpv="yes" if "qpv" in situations else "no",
        rqth="yes" if "rqth" in situations else "no",
        organisation=data.get("organisation"),
        lender=None,
        sought=None,
        supports=[],
        departures=[],
        counts=case["merged"] is None,
    )
    for episode in case["episodes"].values():
        episode.update(state="ahead", motive=None, provider=None, funder=None, origin=None)
    for entry in entries[1:]:
        tell(case, entry["move"], entry["data"], entry["effective_on"])
    return case


def tell(case, move, data, on):  # noqa: C901, PLR0912, PLR0915 - read from top to bottom, on purpose
    episodes = case["episodes"]
    if move == "redirect" and data["decision"] == "accepted":
        cut(case, "redirection")
        run(case, episodes[data["episode"]])
    elif move == "begin_orientation":
        run(case, episodes[data["episode"]])
    elif move == "complete_orientation":
        for episode in running(case):
            if episode["kind"] == "orientation":
                episode["state"] = "completed"
    elif move in ("prescribe", "waitlist"):
        episodes[data["episode"]].update(provider=data.get("provider"), funder=data.get("funder"))
    elif move in NEVER:
        episodes[data["episode"]].update(state=NEVER[move], motive=data.get("motive"))
    elif move == "start":
        run(case, episodes[data["episode"]])
    elif move in OVER:
        episodes[data["episode"]].update(state=OVER[move], motive=data.get("motive"))
    elif move == "request_handover":
        case["sought"] = data["to_organisation"]
    elif move == "accept_handover":
        case["lender"], case["organisation"] = case["organisation"], case["sought"]
    elif move == "give_back":
        case["organisation"] = case["lender"]
    elif move == "start_support":
        case["supports"].append([on, None])
    elif move == "end_support":
        end_support(case, on)
    elif move == "leave":
        leave(case, data, on)
    elif move == "check_employment":
        job = data.get("job") if data["employed"] == "yes" else None
        case["departures"][-1]["checks"][data["at_months"]] = {"employed": data["employed"], "job": job}
        if data["at_months"] == 12:
            end_support(case, on)
    elif move == "reopen":
        case["departures"][-1]["back"] = on


def leave(case, data, on):
    """Whatever runs stops; whatever was to come will not; a death ends the support."""
    cut(case, BY_ITSELF.get(data["motive"], "exit"))
    for episode in case["episodes"].values():
        # What is prescribed later on is not in the story yet.
        if episode["state"] == "ahead" and episode["fell"] == "exit" and episode["fell_on"] == on:
            episode.update(state="cancelled", motive="exit")
    if data["motive"] == "death":
        end_support(case, on)
    case["departures"].append({"on": on, "motive": data["motive"], "job": data.get("job"), "checks": {}, "back": None})


def running(case):
    return [episode for episode in case["episodes"].values() if episode["state"] == "in_progress"]


def run(case, episode):
    episode.update(state="in_progress", origin=case["organisation"])


def cut(case, why):
    for episode in running(case):
        episode.update(state="interrupted", motive=why)


def end_support(case, on):
    for support in case["supports"]:
        if support[1] is None:
            support[1] = on
            return


def profile(case, on, episode=None):
    """What a unit of the case is broken down by, in the cohort of a day, about an episode if any."""
    found = {
        name: case[name] for name in ("region", "public", "sex", "age", "level", "qpv", "rqth", "organisation", "pact")
    }
    found.update(year=on.year, origin=case["organisation"], provider=None, funder=None, kind=None)
    if episode is not None:
        found.update(
            origin=episode["origin"] if episode["started"] else case["organisation"],
            provider=episode["provider"] or "unknown",
            funder=episode["funder"] or "unknown",
            kind=episode["kind"],
        )
    return found
