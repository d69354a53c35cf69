"""What is asked of a funnel: which share, between whom, over which period, as of which days."""

from dataclasses import dataclass, replace
from typing import Any

from werkzeug.datastructures import MultiDict

from parcours_app.queries.funnels import COMPARED, SHARES
from parcours_app.queries.indicators import Asked
from parcours_app.scope import Viewer
from parcours_app.web.supervisor.success_asked import question_of

# The share that is compared unless another is asked for.
USUAL = "completion"


@dataclass(frozen=True, slots=True)
class FunnelQuestion:
    """The question as asked of the register, the names of the answers that could not be read, and the first year."""

    name: str
    asked: Asked
    wrong: tuple[str, ...]
    first: int

    @property
    def query(self) -> dict[str, Any]:
        """The same question as the parameters of an address."""
        days = {name: day.isoformat() for name, day in self.asked.days.items()}
        return {"name": self.name, "by": self.asked.by[0], **days}


def funnel_question(args: MultiDict[str, str], viewer: Viewer) -> FunnelQuestion:
    """The question of an address; what cannot be read is named, and the usual answer taken."""
    question = question_of(args, viewer)
    wrong = [name for name in question.wrong if name != "by"]
    name, by = (",".join(dict.fromkeys(args.getlist(field))) for field in ("name", "by"))
    wrong += [
        field for field, text, known in (("name", name, SHARES), ("by", by, COMPARED)) if text and text not in known
    ]
    asked = replace(question.asked, by=(by if by in COMPARED else COMPARED[0],))
    return FunnelQuestion(name if name in SHARES else USUAL, asked, tuple(wrong), question.first)
