"""Turns a line of an action extract into moves, and a changed line into corrections of the entries it made."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from parcours_app.journal.loading import entries_of
from parcours_app.models import ImportedAction
from parcours_app.readers.actions import SUPPORT, ActionLine
from parcours_app.scope import Viewer
from parcours_app.services.corrections import CorrectionRequest, place_correction
from parcours_app.services.moves import HISTORICAL, MoveRequest, place
from workflows.journal import Entry, holding

Fact = tuple[str, date, Mapping[str, Any]]


def facts(line: ActionLine) -> list[Fact]:
    """The moves a line stands for, in order: (move, day, data); an end after today is a planned end, not a move."""
    first = line.effective_on
    if first is None:
        return []
    if line.kind == SUPPORT:
        start = line.started_on or first
        found: list[Fact] = [("start_support", start, {"level": line.support_level})]
        return found + ([("end_support", line.ended_on, {"motive": "term"})] if line.ended_on else [])
    found = [("prescribe", first, _prescription(line))]
    if line.started_on:
        found.append(("start", line.started_on, {}))
        if line.ended_on:
            found.append(("complete", line.ended_on, {}))
    return found


def _prescription(line: ActionLine) -> dict[str, Any]:
    data: dict[str, Any] = {"kind": line.kind, "programme": line.training or line.label, "source": "france_travail"}
    for name in ("prescribed_on", "planned_start", "planned_end"):
        day = getattr(line, name)
        if day is not None:
            data[name] = day.isoformat()
    return data


def record(session: Session, acting: Viewer, case_id: str, line: ActionLine) -> str | None:
    """Make the line's moves; the key of the episode it opened, or of the entry that started its support."""
    episode: str | None = None
    for move, day, data in facts(line):
        named = {"episode": episode} if episode and line.kind != SUPPORT else {}
        written = place(session, acting, case_id, _request(move, day, {**data, **named}))
        if episode is None:
            episode = written.entry.data.get("episode") or written.entry.id
    return episode


def _request(move: str, day: date, data: Mapping[str, Any]) -> MoveRequest:
    return MoveRequest(move, day, data, override_reason=HISTORICAL)


def brought_up_to_date(session: Session, acting: Viewer, known: ImportedAction, line: ActionLine) -> None:
    """Correct the entries a line made so that they say what it says now: changed days, new facts, facts withdrawn."""
    if known.episode is None:
        return
    wanted = {move: (day, data) for move, day, data in facts(line)}
    for move, (day, data) in wanted.items():
        present = _entry(session, known, move)
        if present is None:
            place(session, acting, known.case_id, _request(move, day, {**data, "episode": known.episode}))
        elif _differs(present, day, data):
            change = CorrectionRequest(present.id, HISTORICAL, effective_on=day, data=data or None)
            written = place_correction(session, acting, known.case_id, change)
            known.episode = written.entry.id if move == "start_support" else known.episode
    for move in ("complete", "end_support", "start"):
        present = _entry(session, known, move)
        if present is not None and move not in wanted:
            place_correction(session, acting, known.case_id, CorrectionRequest(present.id, HISTORICAL, void=True))


def _differs(present: Entry, day: date, data: Mapping[str, Any]) -> bool:
    return present.effective_on != day or any(present.data.get(name) != value for name, value in data.items())


def _entry(session: Session, known: ImportedAction, move: str) -> Entry | None:
    """The entry that holds for this line and move: by its episode, or for a support by its place after the start."""
    held = holding(entries_of(session, known.case_id))
    if move.endswith("_support"):
        return _support_entry(held, known, move)
    return next((e for e in held if e.move == move and e.data.get("episode") == known.episode), None)


def _support_entry(held: list[Entry], known: ImportedAction, move: str) -> Entry | None:
    started = [n for n, e in enumerate(held) if e.move == "start_support" and known.episode in (e.id, e.supersedes)]
    if not started:
        return None
    if move == "start_support":
        return held[started[0]]
    return next((e for e in held[started[0] :] if e.move == "end_support"), None)
