"""What people on the pathway are told, in words one reads easily. Data: no name, no place, no reason.

Facts: on (ISO day), at (HH:MM), step (kind of step).
"""

from collections.abc import Mapping
from datetime import timedelta

from parcours_app.services.notice_kind import Family, Kind
from workflows.engine import sentence

HOME = "beneficiary.pathway"
A_DAY = timedelta(days=1)

PERSON_KINDS: Mapping[str, Kind] = {
    "appointment_made": Kind(
        label=sentence("appointment fixed"),
        subject=sentence("You have an appointment"),
        paragraphs=(
            sentence("You have an appointment on %(on)s at %(at)s."),
            sentence("The place is on your page. If you cannot come, telephone the person who follows you."),
        ),
        page=HOME,
        sms=sentence("You have an appointment on %(on)s at %(at)s. If you cannot come, telephone us."),
    ),
    "appointment_moved": Kind(
        label=sentence("appointment moved"),
        subject=sentence("Your appointment changes"),
        paragraphs=(
            sentence("Your appointment changes. It is now on %(on)s at %(at)s."),
            sentence("The place is on your page. If you cannot come, telephone the person who follows you."),
        ),
        page=HOME,
        sms=sentence("Your appointment changes: it is now on %(on)s at %(at)s."),
    ),
    "appointment_cancelled": Kind(
        label=sentence("appointment cancelled"),
        subject=sentence("Your appointment is cancelled"),
        paragraphs=(
            sentence("Your appointment on %(on)s at %(at)s is cancelled. Do not come."),
            sentence("The person who follows you will suggest another day."),
        ),
        page=HOME,
        sms=sentence("Your appointment on %(on)s at %(at)s is cancelled. Do not come."),
    ),
    "appointment_tomorrow": Kind(
        label=sentence("reminder of an appointment"),
        subject=sentence("Reminder: your appointment"),
        paragraphs=(
            sentence("Do not forget: you have an appointment on %(on)s at %(at)s."),
            sentence("The place is on your page. If you cannot come, telephone the person who follows you."),
        ),
        page=HOME,
        family=Family.REMINDER,
        sms=sentence("Do not forget: you have an appointment on %(on)s at %(at)s."),
        useful=A_DAY,
    ),
    "booking_made": Kind(
        label=sentence("place booked"),
        subject=sentence("A place is booked for you"),
        paragraphs=(
            sentence("A place is booked for you. Your training starts on %(on)s."),
            sentence("The details are on your page."),
        ),
        page=HOME,
    ),
    "booking_waiting": Kind(
        label=sentence("on the waiting list"),
        subject=sentence("You are on a waiting list"),
        paragraphs=(
            sentence("The training that starts on %(on)s is full. You are on the waiting list."),
            sentence("We will write to you when a place is free."),
        ),
        page=HOME,
    ),
    "seat_found": Kind(
        label=sentence("a place is free"),
        subject=sentence("There is a place for you"),
        paragraphs=(
            sentence("A place is free: it is booked for you. Your training starts on %(on)s."),
            sentence("If you can no longer come, telephone the person who follows you."),
        ),
        page=HOME,
        sms=sentence("A place is free: it is booked for you. Your training starts on %(on)s."),
    ),
    "booking_moved": Kind(
        label=sentence("training moved"),
        subject=sentence("The dates of your training change"),
        paragraphs=(
            sentence("The dates of your training change. It now starts on %(on)s."),
            sentence("If this is a problem for you, telephone the person who follows you."),
        ),
        page=HOME,
        sms=sentence("The dates of your training change: it now starts on %(on)s."),
    ),
    "booking_cancelled": Kind(
        label=sentence("training cancelled"),
        subject=sentence("Your training does not take place"),
        paragraphs=(
            sentence("The training that was to start on %(on)s does not take place. Do not go there."),
            sentence("It is not your fault. The person who follows you is looking for another training with you."),
        ),
        page=HOME,
        sms=sentence("The training that was to start on %(on)s does not take place. Do not go there."),
    ),
    "step_starts": Kind(
        label=sentence("reminder of a training"),
        subject=sentence("Reminder: your training starts soon"),
        paragraphs=(
            sentence("Your training starts on %(on)s."),
            sentence("The place is on your page. If you cannot go, telephone the person who follows you."),
        ),
        page=HOME,
        family=Family.REMINDER,
        sms=sentence("Do not forget: your training starts on %(on)s."),
        useful=timedelta(days=3),
    ),
    "referent_changed": Kind(
        label=sentence("another person follows the pathway"),
        subject=sentence("Another person follows you"),
        paragraphs=(
            sentence("From now on another person follows you."),
            sentence("Their name is on your page. Your pathway goes on as before."),
        ),
        page=HOME,
    ),
    "question_answered": Kind(
        label=sentence("answer to a question"),
        subject=sentence("We have answered your question"),
        paragraphs=(sentence("You asked a question. The answer is on your page."),),
        page=HOME,
    ),
}
