"""The seam ledger of a person, computed again the slow and simple way from her entries, case by case, day by day.

A second author's reading of the rules (docs/decisions.md, Seams). It imports nothing of the application.
"""

from datetime import date, timedelta

DAY = timedelta(days=1)
FAR = date.max
FELL = {
    "decline": "declined",
    "refuse": "refused",
    "no_place": "no_place",
    "no_show": "no_show",
    "cancel": "cancelled",
}
ENDINGS = ("complete", "drop_out", "exclude", "interrupt")


def as_day(value):
    return date.fromisoformat(value) if value else None


def lived(key, entries):
    """What a case tells: its episodes, and what bears on the gaps between them; None when opened by mistake."""
    case = {
        "key": key,
        "opened": entries[0]["effective_on"],
        "episodes": {},
        "pauses": [],
        "exits": [],
        "gone": False,
        "closed": False,
        "merged": None,
        "void": False,
        "handed": False,
        "referent": entries[0]["data"].get("referent"),
        "asked": None,
        "said": {},
        "ranks": 0,
    }
    for entry in entries[1:]:
        tell(case, entry["move"], entry["data"], entry["effective_on"])
    return None if case["void"] else case


def tell(case, move, data, on):  # noqa: C901, PLR0912, PLR0915 - read from top to bottom, on purpose
    episodes = case["episodes"]
    running = [e for e in episodes.values() if e["started"] and not e["ended"]]
    if move == "begin_orientation":
        case["referent"] = data.get("referent") or case["referent"]
        add(case, data, "orientation", as_day(data.get("decision_on")) or on)
        begin(case, episodes[data["episode"]], on)
    elif move == "complete_orientation":
        for episode in running:
            if episode["kind"] == "orientation":
                finish(case, episode, on, "completed")
    elif move == "redirect" and data["decision"] == "accepted":
        for episode in running:
            finish(case, episode, on, "interrupted")
        add(case, data, "orientation", on)
        begin(case, episodes[data["episode"]], on)
    elif move in ("prescribe", "waitlist"):
        add(case, data, data["kind"], as_day(data.get("prescribed_on")) or on)
        episodes[data["episode"]]["waiting"] = move == "waitlist"
        if data.get("seat"):
            episodes[data["episode"]]["accepted"] = on
            episodes[data["episode"]]["yes"] = True
    elif move == "promote":
        episode = episodes[data["episode"]]
        episode.update(waiting=False, yes=bool(data.get("seat")), accepted=on if data.get("seat") else None)
    elif move == "reschedule":
        episode = episodes[data["episode"]]
        episode.update(planned_start=as_day(data.get("planned_start")), planned_end=as_day(data.get("planned_end")))
    elif move == "admit":
        episode = episodes[data["episode"]]
        episode.update(yes=True, waiting=False, accepted=episode["accepted"] or on)
    elif move in FELL:
        episodes[data["episode"]].update(fell=FELL[move], fell_on=on)
    elif move == "start":
        begin(case, episodes[data["episode"]], on)
    elif move in ENDINGS:
        finish(case, episodes[data["episode"]], on, "completed" if move == "complete" else "cut")
    elif move == "record_result":
        episodes[data["episode"]].update(result=data["result"], obtained=set(data.get("blocs") or ()))
    elif move == "pause":
        case["pauses"].append([on, as_day(data.get("until")) or on])
    elif move == "resume":
        resume(case, on)
    elif move == "request_handover":
        case["asked"] = data.get("to_counsellor")
    elif move == "accept_handover":
        case["handed"], case["referent"] = True, case["asked"] or data.get("referent")
    elif move == "give_back" or (move == "assign" and not data.get("until")):
        case["referent"] = data.get("referent")
    elif move == "settle_seam":
        before = case["said"].get(data["after"], (None, False))
        case["said"][data["after"]] = (data.get("cause") or before[0], bool(data.get("not_a_gap")))
    elif move == "leave":
        for episode in running:
            finish(case, episode, on, "interrupted")
        for episode in episodes.values():
            if not episode["started"] and not episode["fell"]:
                episode.update(fell="exit", fell_on=on)
        resume(case, on)
        case["exits"].append(on)
        case["gone"], case["closed"] = True, data["motive"] == "death"
    elif move == "check_employment":
        case["closed"] = case["closed"] or data["at_months"] == 12
    elif move == "reopen":
        case["gone"] = case["closed"] = False
    elif move == "merge":
        case["merged"], case["closed"] = data["into_case"], True
    elif move == "void":
        case["void"] = True


def add(case, data, kind, prescribed):
    case["episodes"][data["episode"]] = {
        "id": data["episode"],
        "n": len(case["episodes"]),
        "kind": kind,
        "case": case,
        "prescribed": prescribed,
        "planned_start": as_day(data.get("planned_start")),
        "planned_end": as_day(data.get("planned_end")),
        "parallel": bool(data.get("parallel")),
        "rncp": data.get("rncp") if kind != "orientation" else None,
        "blocs": set(data.get("blocs") or ()),
        "started": None,
        "ended": None,
        "rank": 0,
        "how": None,
        "result": None,
        "obtained": set(),
        "waiting": False,
        "yes": False,
        "accepted": None,
        "fell": None,
        "fell_on": None,
        "from_hands": None,
        "to_hands": None,
    }


def begin(case, episode, on):
    case["ranks"] += 1
    episode.update(started=on, rank=case["ranks"], from_hands=case["referent"], accepted=episode["accepted"] or on)
    if episode["kind"] == "orientation":
        episode["accepted"] = None


def finish(case, episode, on, how):
    episode.update(ended=on, how=how, to_hands=case["referent"])


def resume(case, on):
    for pause in case["pauses"]:
        if pause[0] <= on <= pause[1]:
            pause[1] = on - DAY
            return


def certifying(episode):
    return episode["kind"] == "qualification" and bool(episode["rncp"] or episode["blocs"])


def achieved(episode, elsewhere=()):
    """Nothing more is called for: the jury has not spoken, or has given the whole certification."""
    if not certifying(episode):
        return False
    if episode["how"] == "completed" and episode["result"] is None:
        return True
    if episode["rncp"] is None:
        return episode["result"] == "full"
    same = [e for e in episode["case"]["episodes"].values() if e["rank"] <= episode["rank"]]
    others = [e for case in elsewhere for e in case["episodes"].values() if e["started"]]
    same += [e for e in others if e["started"] < episode["started"]]
    same = [e for e in same if certifying(e) and e["rncp"] == episode["rncp"] and not e["fell"]]
    if not any(e["result"] for e in same):
        return False
    aimed = set().union(*(e["blocs"] for e in same))
    got = set().union(*(e["blocs"] if e["result"] == "full" else e["obtained"] for e in same))
    return (all(e["blocs"] for e in same) and got >= aimed) or any(
        e["result"] == "full" and not e["blocs"] for e in same
    )


def ledger(cases, on):
    """The lines of a person: dictionaries, gaps in order of time, then the end to come."""
    lives = sorted((c for c in cases if c), key=lambda c: (c["opened"], c["key"]))
    every = [e for c in lives for e in c["episodes"].values()]
    begun = sorted((e for e in every if e["started"]), key=lambda e: (e["started"], e["rank"]))
    paused = {day for c in lives for first, last in c["pauses"] for day in days(first, last)}
    lines = []
    for place, episode in enumerate(begun):
        before = latest(begun[:place])
        if before and joins(before, episode):
            at_once = episode["ended"] == episode["started"]
            left = left_between(lives, before["ended"], episode["started"] - DAY if at_once else episode["started"])
            lines.append(gap(lives, before, None if left else episode, left or episode["started"], paused))
    last = latest(begun)
    follows = any(not c["merged"] and (not c["closed"] or c["gone"]) for c in lives)
    if last and last["ended"] and not achieved(last) and follows:
        lines.append(gap(lives, last, None, left_between(lives, last["ended"], FAR), paused, on))
    to_come = end_to_come(lives, every) if follows else None
    return lines + ([to_come] if to_come else [])


def days(first, last):
    while first <= last:
        yield first
        first += DAY


def latest(episodes):
    found = None
    for episode in episodes:
        if found is None or ((episode["ended"] or FAR), episode["rank"]) > ((found["ended"] or FAR), found["rank"]):
            found = episode
    return found


def joins(before, episode):
    if not before["ended"] or episode["parallel"] or achieved(before):
        return False
    return (episode["ended"] or FAR) > before["ended"] or episode["started"] >= before["ended"]


def left_between(lives, end, start):
    return min((day for c in lives for day in c["exits"] if end <= day <= start), default=None)


def gap(lives, before, episode, until, paused, on=None):
    """One gap: closed by an episode, by an exit, or open (neither: counted to `on`)."""
    end = before["ended"]
    last = until or on
    net = sum(1 for day in days(end + DAY, last if episode is None else last - DAY) if day in paused)
    cause = failure(lives, end, until if episode else FAR)
    if episode is None and until:
        cause = "exit"
    said, not_a_gap = next((c["said"][before["id"]] for c in lives if before["id"] in c["said"]), (None, False))
    line = {
        "after": before["id"],
        "before": episode["id"] if episode else None,
        "case": home(lives, before["case"]),
        "since": end,
        "until": until,
        "days": (last - end).days,
        "net_days": (last - end).days - net,
        "cause": cause if cause == "exit" else said or cause,
        "not_a_gap": not_a_gap,
        "ahead": False,
        "accepted": until is None and anybody_said_yes(lives),
    }
    line["seamless"] = None if not_a_gap else sewn(lives, before, episode, line)
    return line


def sewn(lives, before, episode, line):
    """True, False, or None for an open gap that may still be seamless."""
    fits = line["net_days"] <= 30
    if episode:
        hands = before["to_hands"] == episode["from_hands"] or any(c["handed"] for c in lives)
        return fits and episode["prescribed"] <= before["ended"] and hands
    if line["until"]:
        return False
    ahead = [e for c in lives for e in c["episodes"].values() if not (e["started"] or e["fell"] or e["waiting"])]
    return None if fits and any(e["prescribed"] <= before["ended"] for e in ahead) else False


def failure(lives, end, until):
    found, n = None, -1
    for case in lives:
        for episode in case["episodes"].values():
            start = episode["planned_start"]
            if episode["fell"] not in (None, "exit") and start and end <= start <= until and episode["n"] > n:
                found, n = episode["fell"], episode["n"]
    return found


def anybody_said_yes(lives):
    return any(
        e["yes"] and not e["parallel"] and not e["started"] and not e["fell"]
        for c in lives
        for e in c["episodes"].values()
    )


def end_to_come(lives, every):
    running = [e for e in every if e["started"] and not e["ended"] and not e["parallel"]]
    if not running:
        return None
    planned = {id(e): shifted(e) or FAR for e in running}
    last = max(running, key=lambda e: (planned[id(e)], e["rank"]))
    if planned[id(last)] == FAR or last["kind"] == "qualification":
        return None
    return {
        "after": last["id"],
        "before": None,
        "case": home(lives, last["case"]),
        "since": planned[id(last)],
        "until": None,
        "days": 0,
        "net_days": 0,
        "cause": None,
        "not_a_gap": False,
        "ahead": True,
        "accepted": anybody_said_yes(lives),
        "seamless": None,
    }


def shifted(episode):
    end = episode["planned_end"]
    if end is None:
        return None
    for first, last in sorted(episode["case"]["pauses"]):
        for day in days(max(first, episode["started"]), last):
            if day <= end and day <= (episode["ended"] or day):
                end += DAY
    return end


def home(lives, case):
    keys = {c["key"]: c for c in lives}
    seen = set()
    while case["merged"] in keys and case["key"] not in seen:
        seen.add(case["key"])
        case = keys[case["merged"]]
    return case["key"]
