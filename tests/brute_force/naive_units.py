"""What each indicator counts, person by person: a second author's reading of the definitions of the register.

A unit is {on: the day of its cohort, state: yes, no, open, paused or early, detail, about: what it is broken down by}.
It imports nothing of the application, and is read from top to bottom.
"""

from datetime import date, timedelta

from tests.brute_force.naive_ledger import DAY, achieved, certifying, ledger, shifted
from tests.brute_force.naive_stories import NEVER, profile

LASTING = ("cdi", "creation", "public")


def unit(case, on, state, detail="", episode=None, **more):
    return {"on": on, "state": state, "detail": detail, "about": profile(case, on, episode), **more}


def units_of(stories, on):
    """Every unit of one person on a day, by family; stories: her cases in order of their keys."""
    counted = [case for case in stories if case and case["counts"]]
    found = {
        "entries": [],
        "outcomes": [],
        "prescriptions": [],
        "certifications": [],
        "oriented": [],
        "accompanied": [],
        "onward": [],
        "pathway": whole_pathway(counted),
        "access": [],
        "held_3": [],
        "held_6": [],
        "held_12": [],
        "P102": [],
        "IAE": [],
        "returns": [],
        "gaps": [],
        "ends": [],
    }
    for case in counted:
        for episode in case["episodes"].values():
            if episode["kind"] != "orientation":
                training(found, case, episode, on, [other for other in counted if other is not case])
        orientation(found, case, on)
        preparations(found, case, on)
    for case in counted:
        exits(found, case, counted, on)
    gaps(found, stories, on)
    return found


def training(found, case, episode, on, elsewhere):
    state, started = episode["state"], episode["started"]
    if started:
        about = {"case": case, "on": started, "episode": episode}
        found["entries"].append(unit(**about, state="yes", detail=state, until=episode["ended"]))
        verdict, detail = outcome(case, episode, on)
        found["outcomes"].append(unit(**about, state=verdict, detail=detail))
        if state == "completed" and certifying(episode):
            verdict, detail = jury(episode, elsewhere)
            found["certifications"].append(unit(**about, state=verdict, detail=detail))
    lost = state in NEVER.values()
    if state == "cancelled" and episode["motive"] != "exit":
        return
    verdict = "yes" if lost else "no" if started else "open"
    found["prescriptions"].append(unit(case, episode["prescribed"], verdict, state if lost else "", episode))


def outcome(case, episode, on):
    running, planned = episode["state"] == "in_progress", shifted(episode)
    if running and any(first <= on <= last for first, last in case["pauses"]):
        return "paused", ""
    if planned is None:
        return ("open" if running else "early"), ""
    if (on - planned).days <= 60:
        return "early", ""
    if running:
        return "open", ""
    if episode["state"] == "completed":
        return "yes", ""
    return "no", f"{episode['state']}:{episode['motive']}"


def jury(episode, elsewhere):
    """Full, by itself or with the blocs obtained before; a part of it, or nothing; awaited or absent are apart."""
    result = episode["result"]
    if result is None or result == "absent":
        return "open", result or "pending"
    if result in ("full", "partial") and achieved(episode, elsewhere):
        return "yes", "full"
    return "no", "none" if result == "none" else "partial"


def whole_pathway(counted):
    """One unit for the person: an orientation and a qualification completed, else gone without, else on the way."""
    if not counted:
        return []
    latest = counted[0]
    for case in counted[1:]:
        if case["opened"] > latest["opened"]:
            latest = case
    kinds = {e["kind"] for case in counted for e in case["episodes"].values() if e["state"] == "completed"}
    state = "yes" if {"orientation", "qualification"} <= kinds else "no" if has_left(latest) else "open"
    return [unit(latest, min(case["opened"] for case in counted), state)]


def has_left(case):
    return case["gone"] or case["closed"]


def orientation(found, case, on):
    """Oriented in less than 45 days, once; accompanied in less than 30 days, after each orientation completed."""
    ends = sorted(
        e["ended"] for e in case["episodes"].values() if e["kind"] == "orientation" and e["state"] == "completed"
    )
    found["oriented"].append(unit(case, case["opened"], *delay(case["opened"], ends[0] if ends else None, 45, on)))
    for end in ends:
        starts = [e["started"] for e in case["episodes"].values() if e["started"] and e["kind"] != "orientation"]
        starts += [begun for begun, _ended in case["supports"]]
        helped = any(begun <= end and (ended is None or end <= ended) for begun, ended in case["supports"])
        then = min((day for day in starts if day >= end), default=None)
        found["accompanied"].append(unit(case, end, *delay(end, end if helped else then, 30, on)))


def delay(since, reached, days, on):
    if (on - since).days < days:
        return ("early",)
    return ("yes",) if reached and (reached - since).days < days else ("no",)


def preparations(found, case, on):
    """The last refresher of a row that ended, judged six months later: a qualification followed, or none."""
    begun = sorted(
        (e for e in case["episodes"].values() if e["kind"] != "orientation" and e["started"] and not e["parallel"]),
        key=lambda e: (e["started"], e["rank"]),
    )
    for place, episode in enumerate(begun):
        then = begun[place + 1] if place + 1 < len(begun) else None
        if episode["kind"] != "refresher" or not episode["ended"] or (then and then["kind"] == "refresher"):
            continue
        limit = months_later(episode["ended"], 6)
        followed = then is not None and then["started"] <= limit
        state = "early" if on < limit else "yes" if followed else "no"
        detail = "certifying" if state == "yes" and certifying(then) else ""
        found["onward"].append(unit(case, episode["ended"], state, detail, episode))


def months_later(day, months):
    """The same day that many months later, or the last of that month."""
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def term(first, months):
    """The last day of so many calendar months that begin on a day; with the month when there is no such anniversary."""
    same = months_later(first, months)
    return same - DAY if same.day == first.day else same


def exits(found, case, counted, on):
    """Each time the person left: the job, what the checks said, the return; deaths, and what they cut short, apart."""
    died = bool(case["departures"]) and case["departures"][-1]["motive"] == "death" and case["gone"]
    for left in case["departures"]:
        backs = [left["back"]] if left["back"] else []
        backs += [c["opened"] for c in counted if c is not case and comes_after(c, case, counted)]
        back = min((day for day in backs if day >= left["on"]), default=None)
        if left["motive"] == "death" or (died and back is None):
            continue
        found["access"].append(unit(case, left["on"], access(left, jobs_of(left, 6), on)))
        for months in (3, 6, 12):
            found[f"held_{months}"].append(unit(case, left["on"], held(left, months, on)))
        for definition in ("P102", "IAE"):
            found[definition].append(unit(case, left["on"], lasting(jobs_of(left, 12), definition)))
        year = months_later(left["on"], 12)
        state = "early" if on <= year else "yes" if back and back <= year else "no"
        found["returns"].append(unit(case, left["on"], state))


def comes_after(other, case, counted):
    mine, theirs = (case["opened"], counted.index(case)), (other["opened"], counted.index(other))
    return theirs > mine


def jobs_of(left, last_check):
    """The jobs known since, (contract, first day, last day): that of the exit, as renewed, and those told at a check.

    A “yes”, up to a check, or a departure for a job, without one described: unless one of those known covers that day.
    """
    told = [parsed(left["job"])] if left["job"] else []
    checks = sorted(left["checks"].items())
    told += [parsed(check["job"]) for _months, check in checks if check["job"]]
    if left["job"]:
        told.append(renewed(told[0], told[1:]))
    yes = [months for months, check in checks if check["employed"] == "yes" and not check["job"]]
    silent = [months_later(left["on"], months) for months in yes if months <= last_check]
    if left["motive"] == "employment" and not left["job"]:
        silent.append(left["on"])
    if not all(any(covers(job, day) for job in told) for day in silent):
        told.append(("unknown", None, None))
    return told


def parsed(job):
    first, last = (date.fromisoformat(job[name]) if job.get(name) else None for name in ("starts_on", "ends_on"))
    return job["contract"], first, last


def covers(job, day):
    contract, first, last = job
    if first is None:
        return False
    return first <= day and (contract in LASTING or last is None or day <= last)


def renewed(job, later):
    """A job and those that go on from it without a day between."""
    for contract, first, last in later:
        if job[0] in LASTING or job[2] is None or first is None or first > job[2] + DAY:
            continue
        if contract in LASTING:
            job = (contract, job[1], last)
        elif last is not None and last > job[2]:
            job = (job[0], job[1], last)
    return job


def access(left, jobs, on):
    """A job of a month or more taken in the six months; nobody knows, or they are not over."""
    limit = term(left["on"], 6)
    if on <= limit:
        return "early"
    lengths = {a_month(job) for job in jobs if job[1] is None or job[1] <= limit}
    if True in lengths:
        return "yes"
    asked = left["checks"].get(6, {"employed": "unknown"})["employed"] != "unknown"
    return "no" if asked and None not in lengths else "open"


def a_month(job):
    contract, first, last = job
    if contract in LASTING:
        return True
    return None if first is None or last is None else last >= term(first, 1)


def held(left, months, on):
    if on < months_later(left["on"], months):
        return "early"
    employed = left["checks"].get(months, {"employed": "unknown"})["employed"]
    return {"yes": "yes", "no": "no", "unknown": "open"}[employed]


def lasting(jobs, definition):
    verdicts = {lasts(job, definition) for job in jobs}
    return "yes" if True in verdicts else "open" if None in verdicts else "no"


def lasts(job, definition):
    contract, first, last = job
    if contract in LASTING:
        return True
    if first is None or last is None:
        return None
    half_year = term(first, 6)
    return last >= half_year if definition == "P102" else last > half_year


def gaps(found, stories, on):
    """The lines of the person's ledger, on the case that answers for each; what is said to be no gap is left out."""
    cases = {case["key"]: case for case in stories if case}
    episodes = {key: episode for case in cases.values() for key, episode in case["episodes"].items()}
    for line in ledger(stories, on):
        case, episode = cases[line["case"]], episodes[line["after"]]
        if line["ahead"] or line["not_a_gap"] or not case["counts"]:
            continue
        followed, still = line["before"] is not None, line["until"] is None
        state = "open" if still else "yes" if line["seamless"] else "no"
        detail = "within" if line["days"] <= 30 else "within_net" if line["net_days"] <= 30 else "beyond"
        if not followed:
            detail = "" if still else "never_followed"
        days = {"days": line["days"], "net": line["net_days"]}
        found["gaps"].append(unit(case, line["since"], state, detail, episode, **days))
        at_once = line["cause"] == "exit" and line["until"] == line["since"]
        to_its_term = episode["state"] == "completed" and episode["planned_end"]
        if episode["kind"] == "refresher" and to_its_term and not at_once:
            ahead = booked_ahead(episodes.values(), episode)
            found["ends"].append(unit(case, line["since"], "yes" if ahead else "no", "", episode))


def booked_ahead(episodes, episode):
    """Whether a step that still stood at the end had been accepted fifteen days before."""
    end = episode["ended"]
    return any(
        e["accepted"]
        and e["accepted"] <= end - timedelta(days=15)
        and (not e["fell_on"] or e["fell_on"] > end)
        and (not e["ended"] or e["ended"] > end)
        for e in episodes
        if e is not episode and not e["parallel"]
    )
