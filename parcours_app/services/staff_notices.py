"""What those who work here are told: the number of the case at most, the rest is on the page. Data.

Facts: case (its number, added by itself), on and until (ISO days), count, days.
"""

from collections.abc import Mapping
from datetime import timedelta

from parcours_app.services.digest_piles import PILES
from parcours_app.services.notice_kind import Family, Kind
from workflows.engine import sentence

CASE, HANDOVERS, DAY = "counsellor.case", "counsellor.handovers", "counsellor.day"

STAFF_KINDS: Mapping[str, Kind] = {
    "handover_requested": Kind(
        label=sentence("handover to accept"),
        subject=sentence("A handover is waiting for your answer"),
        paragraphs=(
            sentence("Case %(case)s is handed over to you. Until you accept, the sender stays responsible."),
            sentence("Accept it, or decline it with a reason and another way forward."),
        ),
        page=HANDOVERS,
    ),
    "handover_reminder": Kind(
        label=sentence("reminder of a handover"),
        subject=sentence("Reminder: a handover is waiting for your answer"),
        paragraphs=(
            sentence("The handover of case %(case)s has been waiting for %(days)s days."),
            sentence("Without an answer it expires on %(until)s, and the sender stays responsible."),
        ),
        page=HANDOVERS,
        family=Family.REMINDER,
    ),
    "handover_accepted": Kind(
        label=sentence("handover accepted"),
        subject=sentence("A handover is accepted"),
        paragraphs=(sentence("The handover of case %(case)s is accepted: you are no longer responsible for it."),),
        page=HANDOVERS,
    ),
    "handover_declined": Kind(
        label=sentence("handover declined"),
        subject=sentence("A handover is declined"),
        paragraphs=(
            sentence("The handover of case %(case)s is declined: you stay responsible for it."),
            sentence("The reason and the way forward suggested are on the page of the case."),
        ),
        page=CASE,
    ),
    "handover_expired": Kind(
        label=sentence("handover expired"),
        subject=sentence("A handover has expired"),
        paragraphs=(
            sentence("The handover of case %(case)s had no answer: you stay responsible for it."),
            sentence("Send it again, or choose another organisation."),
        ),
        page=CASE,
    ),
    "handover_withdrawn": Kind(
        label=sentence("handover withdrawn"),
        subject=sentence("A handover is withdrawn"),
        paragraphs=(sentence("The request to take over case %(case)s is withdrawn: you have nothing to answer."),),
        page=HANDOVERS,
    ),
    "case_given_back": Kind(
        label=sentence("case given back"),
        subject=sentence("A case comes back to you"),
        paragraphs=(
            sentence(
                "The handover of case %(case)s was for a time, which is over: your organisation follows it again."
            ),
        ),
        page=CASE,
    ),
    "loan_over": Kind(
        label=sentence("end of a handover for a time"),
        subject=sentence("A handover for a time is over"),
        paragraphs=(sentence("Case %(case)s has gone back to the organisation that lent it to you."),),
        page=HANDOVERS,
    ),
    "case_assigned": Kind(
        label=sentence("case assigned"),
        subject=sentence("A case is assigned to you"),
        paragraphs=(sentence("From now on you follow case %(case)s."),),
        page=CASE,
    ),
    "cases_assigned": Kind(
        label=sentence("cases assigned"),
        subject=sentence("Cases are assigned to you"),
        paragraphs=(sentence("From now on you follow %(count)s more cases. They are in your caseload."),),
        page=DAY,
    ),
    "cases_handed_on": Kind(
        label=sentence("cases handed on"),
        subject=sentence("People you follow change hands"),
        paragraphs=(
            sentence("From now on a colleague follows %(count)s of your cases."),
            sentence("You may still read them."),
        ),
        page=DAY,
    ),
    "cases_lent": Kind(
        label=sentence("cases entrusted for a time"),
        subject=sentence("A colleague replaces you"),
        paragraphs=(
            sentence("A colleague follows %(count)s of your cases until %(until)s."),
            sentence("After that day they come back to you by themselves."),
        ),
        page=DAY,
    ),
    "stand_in_begins": Kind(
        label=sentence("beginning of a replacement"),
        subject=sentence("You replace a colleague"),
        paragraphs=(
            sentence("You follow %(count)s cases of a colleague until %(until)s."),
            sentence("After that day they go back by themselves."),
        ),
        page=DAY,
    ),
    "stand_in_ended": Kind(
        label=sentence("end of a replacement"),
        subject=sentence("A replacement has ended"),
        paragraphs=(sentence("A replacement has ended: %(count)s cases are yours again."),),
        page=DAY,
    ),
    "session_moved": Kind(
        label=sentence("session moved"),
        subject=sentence("A session changes its dates"),
        paragraphs=(
            sentence("The session booked for case %(case)s now starts on %(on)s."),
            sentence("The gap before it changes with it: check that it still suits."),
        ),
        page=CASE,
    ),
    "session_cancelled": Kind(
        label=sentence("session cancelled"),
        subject=sentence("A session is cancelled"),
        paragraphs=(
            sentence("The session booked for case %(case)s, which was to start on %(on)s, is cancelled."),
            sentence("Nothing follows any more: book another session."),
        ),
        page=CASE,
    ),
    "waiting_list_seat": Kind(
        label=sentence("place found on a waiting list"),
        subject=sentence("A place is free for someone on a waiting list"),
        paragraphs=(
            sentence("A place is free on the session of %(on)s that case %(case)s waits for: it is yours to give."),
        ),
        page=CASE,
    ),
    "next_step_to_book": Kind(
        label=sentence("next step to book"),
        subject=sentence("A step ends soon and nothing follows"),
        paragraphs=(
            sentence("The step under way of case %(case)s ends on %(on)s and nothing accepted follows it."),
            sentence("Book the next step now, so that nobody waits."),
        ),
        page=CASE,
        family=Family.REMINDER,
    ),
    "question_asked": Kind(
        label=sentence("question to answer"),
        subject=sentence("A person asks you a question"),
        paragraphs=(sentence("The person of case %(case)s asks a question, or says that something is not right."),),
        page=CASE,
    ),
    "check_due": Kind(
        label=sentence("news of a job to ask for"),
        subject=sentence("News of a job is to be asked for"),
        paragraphs=(
            sentence("The person of case %(case)s left %(months)s months ago: ask whether they have a job."),
            sentence("“Not known” is an answer too, counted apart."),
        ),
        page=CASE,
        family=Family.REMINDER,
    ),
    "weekly_digest": Kind(
        label=sentence("digest of the week"),
        subject=sentence("Your week"),
        paragraphs=(sentence("Here is what awaits you this week."),),
        page=DAY,
        family=Family.DIGEST,
        useful=timedelta(days=2),
        lines=PILES,
    ),
}
