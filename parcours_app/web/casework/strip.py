"""The pathway strip of a case: a case file into the ready values of components/pathway_strip.html. Decides nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from flask_babel import gettext, ngettext

from parcours_app.queries.case_file import CaseFile
from parcours_app.web import wording
from parcours_app.web.casework.stitches import Stitch, after_exit, before_start, booked, still_open, to_book
from workflows.episode import AHEAD, Episode, EpisodeState, Kind
from workflows.exits import Exit, exit_type
from workflows.stage import Stage


@dataclass(frozen=True, slots=True)
class Box:
    """One step as drawn; `since` and `until` are the days it spans, for the bands that run beside it."""

    title: str
    when: str
    stage: str | None = None
    dates: str | None = None
    note: str | None = None
    url: str | None = None
    current_label: str | None = None
    seam: Stitch | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """What runs beside the steps: numbers of the first and last box, from 1."""

    kind: str
    label: str
    dates: str
    start: int
    end: int


def strip(file: CaseFile) -> tuple[list[Box], list[Band]]:
    """The boxes and the bands of a case on the day it is looked at."""
    boxes = [*_past_and_present(file), *_waiting(file), *_ahead(file), *_to_come(file), *_end(file)]
    return boxes, list(_bands(file, boxes))


def title_of(episode: Episode) -> str:
    """An episode in words: its kind, or its pact's own name for it."""
    return wording.word("kind", episode.label or episode.kind.value)


def _past_and_present(file: CaseFile) -> list[Box]:
    """Opening, episodes that started and exits that were undone, in the order they happened."""
    standing = file.standing
    dated = [(e.started_on or date.min, e.n, _episode(file, e)) for e in standing.episodes.values() if e.started]
    dated += [(left.on, len(standing.episodes) + n, _exit(left)) for n, left in enumerate(standing.past_exits)]
    referred = [_present(file, Stage.REFERRED)] if standing.stage == Stage.REFERRED else []
    return [*referred, *(box for _on, _n, box in sorted(dated, key=lambda item: item[:2]))]


def _episode(file: CaseFile, episode: Episode) -> Box:
    running = episode.state is EpisodeState.IN_PROGRESS
    planned_end = file.standing.planned_end(episode)
    return Box(
        title=title_of(episode),
        when="present" if running else "past",
        stage=episode.kind.value,
        dates=wording.period(episode.started_on, episode.ended_on),
        note=_running_note(episode, planned_end) if running else _outcome(episode),
        seam=before_start(file.seams, episode),
        since=episode.started_on,
        until=episode.ended_on or file.on,
    )


def _running_note(episode: Episode, planned_end: date | None) -> str:
    if planned_end is None or episode.planned_end is None:
        return episode.provider or ""
    shift = (planned_end - episode.planned_end).days
    end = gettext("planned end %(date)s", date=wording.short_day(planned_end))
    moved = gettext("moved by %(days)s by the pauses", days=wording.days(shift)) if shift else ""
    return ", ".join(part for part in (episode.provider, end, moved) if part)


def _outcome(episode: Episode) -> str:
    parts = [episode.provider]
    if episode.state is not EpisodeState.COMPLETED:
        parts.append(wording.word("episode_state", episode.state.value))
        parts.append(wording.word("motive", episode.motive))
    if episode.result:
        parts.append(wording.word("result", episode.result))
    elif episode.awaits_result:
        parts.append(gettext("result awaited"))
    if len(episode.segments) > 1:
        parts.append(gettext("in %(count)s organisations", count=len(episode.segments)))
    return ", ".join(part for part in parts if part)


def _present(file: CaseFile, stage: Stage) -> Box:
    since = file.standing.stage_since or file.standing.opened_on
    return Box(wording.word("stage", stage), "present", stage, wording.period(since, None), since=since, until=file.on)


def _waiting(file: CaseFile) -> Iterator[Box]:
    """The box of a case between two episodes, or waiting for a jury."""
    if file.standing.stage in (Stage.BETWEEN, Stage.AWAITING_RESULT):
        yield replace(_present(file, Stage(file.standing.stage)), seam=still_open(file.seams))


def _ahead(file: CaseFile) -> Iterator[Box]:
    """What is prescribed or admitted, then what is waited for."""
    for n, episode in enumerate((*file.standing.ahead, *file.standing.waiting)):
        yield Box(
            title=title_of(episode),
            when="ahead",
            stage=episode.kind.value,
            dates=wording.period(episode.planned_start, file.standing.planned_end(episode)),
            note=", ".join(p for p in (episode.provider, wording.word("episode_state", episode.state.value)) if p),
            seam=booked(file, episode) if n == 0 and file.standing.ahead else None,
        )


def _to_come(file: CaseFile) -> Iterator[Box]:
    """The steps the pathway still foresees and that nobody has booked; the refresher only where it may be needed."""
    standing = file.standing
    if not standing.live or standing.exit:
        return
    needs = standing.needs
    stitch = to_book(standing)
    booked_beyond = _has(standing.episodes.values(), Kind.QUALIFICATION)
    wanted = needs.refresher if needs else not booked_beyond
    if wanted and not _has(standing.episodes.values(), Kind.REFRESHER):
        yield _unbooked(Kind.REFRESHER, needed=needs is not None, stitch=stitch if needs else None)
        stitch = None if needs else stitch
    if not booked_beyond:
        yield _unbooked(Kind.QUALIFICATION, needed=True, stitch=stitch)


def _has(episodes: Iterable[Episode], kind: Kind) -> bool:
    kept = (*AHEAD, EpisodeState.IN_PROGRESS, EpisodeState.COMPLETED)
    return any(e.kind is kind and e.state in kept for e in episodes)


def _unbooked(kind: Kind, *, needed: bool, stitch: Stitch | None) -> Box:
    return Box(
        title=wording.word("kind", kind.value),
        when="ahead" if needed else "optional",
        stage=kind.value,
        note=gettext("nothing booked yet") if needed else gettext("the diagnosis will say"),
        current_label=gettext("to book") if needed else None,
        seam=stitch,
    )


def _exit(left: Exit) -> Box:
    return Box(
        title=gettext("Exit: %(motive)s", motive=wording.word("motive", left.motive)),
        when="past",
        stage=Stage.CLOSED,
        dates=wording.short_day(left.on),
        note=wording.word("exit_type", exit_type(left.motive, left.job)),
        since=left.on,
        until=left.on,
    )


def _end(file: CaseFile) -> Iterator[Box]:
    """The exit and what follows it; before it, the aim."""
    standing = file.standing
    if standing.exit:
        yield replace(_exit(standing.exit), seam=after_exit(file.seams))
    if standing.stage == Stage.FOLLOW_UP:
        note = ngettext("%(num)s check of 3 done", "%(num)s checks of 3 done", len(standing.checks))
        yield replace(_present(file, Stage.FOLLOW_UP), note=note)
    elif standing.stage == Stage.CLOSED:
        yield _present(file, Stage.CLOSED)
    elif not standing.exit:
        yield Box(gettext("Lasting job"), "ahead", Stage.FOLLOW_UP, current_label=gettext("the aim"))


def _bands(file: CaseFile, boxes: list[Box]) -> Iterator[Band]:
    for support in file.standing.supports:
        until = support.ended_on or file.on
        dates = wording.period(support.started_on, support.ended_on)
        yield _band("support", wording.word("support_level", support.level), dates, (support.started_on, until), boxes)
    for pause in file.standing.pauses:
        if pause.days:
            label = gettext("Pause (%(days)s)", days=wording.days(pause.days))
            yield _band("pause", label, wording.period(pause.since, pause.until), (pause.since, pause.until), boxes)


def _band(kind: str, label: str, dates: str, span: tuple[date, date], boxes: list[Box]) -> Band:
    """A band beside the boxes it overlaps; when it lies between two boxes, beside both."""
    numbered = [(n, box.since, box.until) for n, box in enumerate(boxes, 1) if box.since and box.until]
    reached = [n for n, _since, until in numbered if until >= span[0]] or [numbered[-1][0]]
    begun = [n for n, since, _until in numbered if since <= span[1]] or [numbered[0][0]]
    return Band(kind, label, dates, min(reached[0], begun[-1]), max(reached[0], begun[-1]))
