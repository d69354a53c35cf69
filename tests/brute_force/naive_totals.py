"""The totals, computed again the slow and simple way: every entry read with plain SQL, every case replayed by hand.

A second author's reading of the definitions. It imports nothing of the application, so that both cannot be wrong in the
same place, and it is read from top to bottom: no table of moves, no cache, no deltas.
"""

import json
from collections import Counter, defaultdict
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import text

PARIS = ZoneInfo("Europe/Paris")
# Moves that change nothing counted here: whom, where and when is planned, paused, supported or explained.
NEUTRAL = {
    "admit",
    "assign",
    "end_support",
    "pause",
    "redirect",
    "reschedule",
    "resume",
    "settle_seam",
    "start_support",
}
QUERY = """
SELECT c.person_id, e.case_id, e.seq, e.id, e.move, e.effective_on, e.recorded_at, e.data, e.supersedes, e.void
FROM entries e JOIN cases c ON c.id = e.case_id ORDER BY e.case_id, e.seq
"""


def read_entries(connection):
    """Everybody's cases: {person: {case: [entry, …]}}, as plain dictionaries."""
    people = defaultdict(lambda: defaultdict(list))
    for row in connection.execute(text(QUERY)).mappings():
        people[row["person_id"]][row["case_id"]].append(as_entry(row))
    return people


def as_entry(row):
    entry = dict(row)
    entry["data"] = json.loads(row["data"]) if isinstance(row["data"], str) else row["data"]
    entry["effective_on"] = as_day(row["effective_on"])
    entry["recorded_on"] = as_civil_day(row["recorded_at"])
    return entry


def as_day(value):
    return value if isinstance(value, date) else date.fromisoformat(value)


def as_civil_day(value):
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo("UTC"))
    return moment.astimezone(PARIS).date()


def standing_entries(entries, on, known):
    """The last version known of each entry, without those void, in the order things happened."""
    root, latest = {}, {}
    for entry in entries:
        if entry["recorded_on"] > known:
            continue
        first = root[entry["supersedes"]] if entry["supersedes"] else entry["seq"]
        root[entry["id"]] = first
        latest[first] = entry
    kept = [(e["effective_on"], first, e) for first, e in latest.items() if not e["void"] and e["effective_on"] <= on]
    return [entry for _day, _first, entry in sorted(kept, key=lambda item: item[:2])]


def replayed(entries):
    """Where a case stands after its entries; None when it does not count."""
    case = None
    for entry in entries:
        move, data, day = entry["move"], entry["data"], entry["effective_on"]
        if move == "open":
            case = {
                "opened_on": day,
                "stage": "referred",
                "region": data.get("region") or "unlocated",
                "public": (data.get("publics") or {}).get("counted_as", "other"),
                "pact": data.get("pact"),
                "sex": data.get("sex") or "unknown",
                "age": band(data.get("age")),
                "level": told((data.get("level") or {}).get("reached")),
                "qpv": "yes" if "qpv" in (data.get("situations") or ()) else "no",
                "rqth": "yes" if "rqth" in (data.get("situations") or ()) else "no",
                "provider": None,
                "funder": None,
                "organisation": data.get("organisation"),
                "asked": None,
                "episodes": {},
                "counts": True,
            }
            continue
        if case is None:
            raise AssertionError(f"the first entry is {move}")
        apply(case, move, data, day)
    return case if case and case["counts"] else None


def told(value):
    return "unknown" if value is None else str(value)


def band(age):
    if age is None:
        return "unknown"
    if age >= 51:
        return "over_50"
    return "26_to_50" if age >= 26 else "under_26"


def apply(case, move, data, day):  # noqa: C901, PLR0912, PLR0915 - read from top to bottom, on purpose
    episodes = case["episodes"]
    if move == "begin_orientation" or (move == "redirect" and data["decision"] == "accepted"):
        for other in episodes.values():
            if move == "redirect" and other["state"] == "running":
                other["state"] = "over"
        add(case, data["episode"], "orientation", "running", started=day)
        case["stage"] = rest(case)
    elif move == "complete_orientation":
        for episode in episodes.values():
            if episode["kind"] == "orientation" and episode["state"] == "running":
                episode["state"] = "over"
        case["stage"] = rest(case)
    elif move in ("prescribe", "waitlist"):
        certifying = data["kind"] == "qualification" and bool(data.get("rncp") or data.get("blocs"))
        add(case, data["episode"], data["kind"], "booked", certifying=certifying)
        episodes[data["episode"]].update(provider=told(data.get("provider")), funder=told(data.get("funder")))
    elif move == "promote":
        episodes[data["episode"]]["state"] = "booked"
    elif move in ("decline", "refuse", "no_place", "no_show", "cancel"):
        episodes[data["episode"]]["state"] = "never"
    elif move == "start":
        episodes[data["episode"]].update(state="running", started=day)
        case["stage"] = rest(case)
    elif move in ("complete", "drop_out", "exclude", "interrupt"):
        episode = episodes[data["episode"]]
        episode["state"] = "over"
        episode["awaits"] = move == "complete" and episode["certifying"]
        case["stage"] = rest(case)
    elif move == "record_result":
        episodes[data["episode"]]["awaits"] = False
        if case["stage"] == "awaiting_result":
            case["stage"] = rest(case)
    elif move == "request_handover":
        case["asked"] = data["to_organisation"]
    elif move == "accept_handover":
        case["lender"] = case["organisation"]
        case["organisation"], case["asked"] = case["asked"], None
    elif move == "give_back":
        case["organisation"] = case["lender"]
    elif move == "decline_handover":
        case["asked"] = None
    elif move == "leave":
        for episode in episodes.values():
            if episode["state"] == "running" and data["motive"] in ("employment", "death"):
                episode["state"] = "over"
            elif episode["state"] == "booked":
                episode["state"] = "never"
        case["stage"] = "closed" if data["motive"] == "death" else "follow_up"
    elif move == "check_employment":
        if data["at_months"] == 12:
            case["stage"] = "closed"
    elif move == "reopen":
        case["stage"] = "between"
    elif move in ("merge", "void"):
        case["stage"], case["counts"] = "closed", False
    elif move not in NEUTRAL:
        raise AssertionError(f"a move nobody told: {move}")


def add(case, key, kind, state, *, started=None, certifying=False):
    n = len(case["episodes"])
    case["episodes"][key] = {
        "n": n,
        "kind": kind,
        "state": state,
        "started": started,
        "certifying": certifying,
        "awaits": False,
    }


def rest(case):
    running = [e for e in case["episodes"].values() if e["state"] == "running"]
    if running:
        return max(running, key=lambda e: (e["started"], e["n"]))["kind"]
    return "awaiting_result" if any(e["awaits"] for e in case["episodes"].values()) else "between"


def situation(people, on, known):
    """Everybody's cases that count on day `on`, as known on `known`: [[case, …], …]."""
    found = []
    for cases in people.values():
        standing = [replayed(standing_entries(cases[key], on, known)) for key in sorted(cases)]
        found.append([case for case in standing if case])
    return [standing for standing in found if standing]


def totals(everybody, by):
    """{(dimension values…): (persons, entries, trained)} of a situation."""
    counted = Counter()
    for standing in everybody:
        latest = standing[0]
        for case in standing[1:]:
            if case["opened_on"] > latest["opened_on"]:
                latest = case
        entries = [(case, episode) for case in standing for episode in trainings(case)]
        first = min(entries, key=lambda entry: entry[1]["started"], default=(latest, None))[0]
        key = cell({**latest, "public": first["public"]}, latest["opened_on"].year, by)
        counted[key, "persons"] += 1
        counted[key, "trained"] += bool(entries)
        for case, episode in entries:
            about = {**case, "provider": episode["provider"], "funder": episode["funder"]}
            counted[cell(about, episode["started"].year, by), "entries"] += 1
    keys = {key for key, _measure in counted}
    table = {key: tuple(counted[key, m] for m in ("persons", "entries", "trained")) for key in keys}
    return {key: counts for key, counts in table.items() if any(counts)}


def trainings(case):
    return [e for e in case["episodes"].values() if e["started"] and e["kind"] in ("refresher", "qualification")]


def cell(case, year, by):
    values = {**case, "year": year}
    return tuple(values[name] for name in by)
