"""The worked example of domain.md §2 and the hard cases of §6.6, lived through real moves, each in an organisation.

So that the figures of an organisation are those of one case, in whatever table says them.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from parcours_app.models import Account
from parcours_app.services.once import Written
from tests.frozen import FrozenClock
from tests.walks import Walk
from workflows.engine import Role

DECEMBER = date(2021, 12, 30)
TITLE = {"rncp": "RNCP38417"}
BLOCS = {**TITLE, "blocs": ["B1", "B2", "B3", "B4"]}


class Office:
    """An organisation with its counsellor and its supervisor."""

    def __init__(self, name: str, make_account: Callable[..., Account], clock: FrozenClock) -> None:
        self.name, self.clock, self._people = name, clock, 0
        place = {"organisation": name, "region": "53"}
        mail = "".join(letter for letter in name.lower() if letter.isascii() and letter.isalnum())
        self.counsellor = make_account(Role.COUNSELLOR, email=f"{mail}@example.org", **place)
        self.supervisor = make_account(Role.SUPERVISOR, email=f"chef.{mail}@example.org", **place)

    def person(self, opened: str = "2022-01-03") -> Walk:
        self._people += 1
        about = {"family_name": f"{self.name} {self._people}", "birth_date": f"{1980 + self._people % 20}-05-17"}
        return Walk(self.counsellor, self.clock, **about).open(opened)

    def prepared(self, opened: str = "2022-01-03") -> Walk:
        """Somebody who needs a refresher, oriented in four weeks."""
        return oriented(self.person(opened), opened, refresher=True)

    def ready(self, opened: str = "2022-01-03") -> Walk:
        """Somebody who needs none."""
        return oriented(self.person(opened), opened, refresher=False)


def oriented(walk: Walk, opened: str, *, refresher: bool) -> Walk:
    month = opened[:8]
    return walk.orient(f"{month}10", f"{month}28", refresher=refresher)


def train(walk: Walk, kind: str, prescribed: str, start: str, end: str, **data: Any) -> Walk:
    """A training followed to its planned end."""
    return walk.prescribe(kind, prescribed, start, end, **data).start(kind, start).complete(kind, end)


def worked_example(office: Office) -> None:
    for n in range(20):
        start, end = ("2022-11-02", "2023-05-31") if n >= 18 else ("2022-03-01", "2022-06-30")
        walk = office.prepared().prescribe("refresher", "2022-02-07", start, end)
        if n < 3:
            walk.end("no_show", "refresher", start)
            continue
        walk.start("refresher", start)
        if n < 12:
            walk.complete("refresher", "2022-06-30")
        elif n < 15:
            walk.end("drop_out", "refresher", "2022-04-01", motive="personal")
        elif n == 15:
            walk.end("interrupt", "refresher", "2022-04-15", motive="employment")
        elif n < 18:
            walk.move("pause", "2022-06-01", category="justified_absence", until="2022-11-30")


def straight_to_qualification(office: Office) -> None:
    train(office.ready(), "qualification", "2022-01-24", "2022-02-14", "2022-06-30", **TITLE)


def two_refreshers(office: Office) -> None:
    walk = office.prepared("2021-01-04")
    train(walk, "refresher", "2021-01-25", "2021-02-15", "2021-04-16")
    train(walk, "refresher", "2021-04-12", "2021-04-26", "2021-06-25")
    walk.prescribe("qualification", "2021-07-05", "2021-09-06", "2022-12-16", **TITLE)
    walk.start("qualification", "2021-09-06")


def support_ends_first(office: Office) -> None:
    walk = office.ready()
    walk.move("start_support", "2022-02-01", level="reinforced", referent=office.counsellor.email)
    walk.prescribe("qualification", "2022-02-01", "2022-02-14", "2022-12-16").start("qualification", "2022-02-14")
    walk.move("end_support", "2022-06-01", motive="term")


def paused_over_the_end(office: Office) -> None:
    walk = office.prepared().prescribe("refresher", "2022-01-24", "2022-02-27", "2022-06-30")
    walk.start("refresher", "2022-02-27").move("pause", "2022-06-20", category="justified_absence", until="2022-07-19")
    walk.complete("refresher", "2022-07-29").prescribe("qualification", "2022-07-29", "2022-09-05", "2023-03-31")
    walk.move("pause", "2022-08-01", category="justified_absence", until="2022-08-15")
    walk.start("qualification", "2022-09-05")


def jury_after_the_exit(office: Office) -> None:
    job = {"contract": "cdi", "starts_on": "2021-07-12"}
    told = train(office.ready("2021-01-04"), "qualification", "2021-01-25", "2021-02-08", "2021-06-30", **TITLE)
    told.move("leave", "2021-07-05", motive="employment", job=job)
    told.end("record_result", "qualification", "2022-03-07", result="full")
    awaited = train(office.ready(), "qualification", "2022-01-24", "2022-02-07", "2022-06-30", **TITLE)
    awaited.move("leave", "2022-07-04", motive="employment", job={**job, "starts_on": "2022-07-11"})


def blocs_one_after_the_other(office: Office) -> None:
    walk = train(office.ready("2021-06-01"), "qualification", "2021-08-02", "2021-09-06", "2022-01-28", **BLOCS)
    walk.end("record_result", "qualification", "2022-02-15", result="partial", blocs=["B1", "B2"])
    rest = {**BLOCS, "blocs": ["B3", "B4"]}
    train(walk, "qualification", "2022-02-15", "2022-03-07", "2022-06-24", **rest)
    walk.end("record_result", "qualification", "2022-07-08", result="full")


def deaths(office: Office) -> None:
    walk = office.prepared().prescribe("refresher", "2022-01-24", "2022-02-14", "2022-06-30")
    walk.start("refresher", "2022-02-14").move("leave", "2022-05-02", motive="death")
    job = {"contract": "cdi", "starts_on": "2022-03-07"}
    office.ready().move("leave", "2022-03-01", motive="employment", job=job).move("leave", "2022-04-04", motive="death")


def handed_over(office: Office, receiver: Office) -> None:
    """A request expires: this one is sent and answered in its time."""
    office.clock.set("2022-03-21")
    walk = office.prepared().prescribe("refresher", "2022-01-24", "2022-02-14", "2022-06-30")
    walk.start("refresher", "2022-02-14").move("request_handover", "2022-03-21", to_organisation=receiver.name)
    office.clock.set("2022-04-04")
    walk.move("accept_handover", "2022-04-04", by=receiver.counsellor)
    office.clock.set("2022-07-01")
    walk.move("complete", "2022-06-30", by=receiver.counsellor, episode=walk.episodes["refresher"])


def moved_to_the_year_before(office: Office) -> Callable[[], Walk]:
    """The start was written on the first days of January; what comes back corrects it to the last ones of December."""
    walk = office.prepared("2021-11-02").prescribe("refresher", "2021-12-06", "2021-12-30", "2022-03-31")
    started = walk.start("refresher", "2022-01-03").last
    walk.complete("refresher", "2022-03-31")
    return lambda: walk.correct(id_of(started), by=office.supervisor, effective_on=DECEMBER)


def id_of(written: Written | None) -> str:
    assert written is not None
    return written.entry.id


def known_twice(office: Office) -> None:
    stays = train(office.prepared(), "refresher", "2022-01-24", "2022-02-14", "2022-04-15")
    goes = train(office.prepared(), "refresher", "2022-01-24", "2022-02-14", "2022-03-31")
    goes.move("merge", "2022-05-02", by=office.supervisor, into_case=stays.case_id)


def never_came(office: Office) -> None:
    office.prepared().prescribe("refresher", "2022-01-24", "2022-02-14", "2022-04-15").end(
        "no_show", "refresher", "2022-02-14"
    )


def dropout_taken_back(office: Office) -> None:
    walk = office.prepared().prescribe("refresher", "2022-01-24", "2022-02-14", "2022-06-30")
    dropped = walk.start("refresher", "2022-02-14").end("drop_out", "refresher", "2022-03-14", motive="personal").last
    walk.correct(id_of(dropped), by=office.supervisor, void=True)
    walk.complete("refresher", "2022-06-30")


def provider_gone(office: Office) -> None:
    walk = office.prepared().prescribe("refresher", "2022-01-24", "2022-02-14", "2022-06-30")
    walk.start("refresher", "2022-02-14").end("interrupt", "refresher", "2022-03-31", motive="provider_failure")
    train(walk, "refresher", "2022-04-04", "2022-04-11", "2022-07-29", provider="Afpa")


def five_months_then_eight(office: Office) -> None:
    job = {"contract": "cdd", "starts_on": "2022-02-07", "ends_on": "2022-07-06"}
    walk = office.ready().move("leave", "2022-02-01", motive="employment", job=job)
    renewed = {"contract": "cdd", "starts_on": "2022-07-07", "ends_on": "2022-10-06"}
    walk.move("check_employment", "2022-08-01", at_months="6", employed="yes", job=renewed)


def six_months_exactly(office: Office) -> None:
    job = {"contract": "cdd", "starts_on": "2022-04-01", "ends_on": "2022-09-30"}
    office.ready().move("leave", "2022-03-28", motive="employment", job=job)
