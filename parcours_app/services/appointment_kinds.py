"""What a counsellor is told of an appointment: what the person says of it. Data, as in staff_notices."""

from collections.abc import Mapping

from parcours_app.services.notice_kind import Kind
from parcours_app.services.staff_notices import CASE
from workflows.engine import sentence

APPOINTMENT_KINDS: Mapping[str, Kind] = {
    "appointment_unable": Kind(
        label=sentence("the person cannot come"),
        subject=sentence("A person cannot come to an appointment"),
        paragraphs=(
            sentence("The person of case %(case)s cannot come on %(on)s at %(at)s."),
            sentence("Move the appointment or cancel it: until then nothing changes."),
        ),
        page=CASE,
    ),
    "appointment_able": Kind(
        label=sentence("the person can come after all"),
        subject=sentence("A person can come to an appointment after all"),
        paragraphs=(
            sentence("The person of case %(case)s can come on %(on)s at %(at)s after all."),
            sentence("If you have not moved it, the appointment stands."),
        ),
        page=CASE,
    ),
}
