"""The pathway drawn from its own table, as Mermaid or DOT text. Invents no arrow, leaves none out, reads no case.

Moves between the same two states share an arrow. A move that may lead to three stages or more goes through a fork, and
a move possible from nearly everywhere is written in a note: as so many arrows both would hide the rest.
"""

from collections import defaultdict
from dataclasses import dataclass

from parcours_app.queries.pathway import PathwayCard
from workflows.engine import UNOPENED, Move
from workflows.labels import label
from workflows.stage import Stage

MANY_ENDS = 3
NEARLY_EVERYWHERE = len(Stage) - 1


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn: (code, label) of each stage, forks, (from, to, moves) arrows, and sentences beside them."""

    stages: tuple[tuple[str, str], ...]
    forks: tuple[str, ...]
    arrows: tuple[tuple[str, str, tuple[str, ...]], ...]
    notes: tuple[str, ...]


def drawing(card: PathwayCard) -> Drawing:
    """The pathway of a card, arranged to be read."""
    arrows: dict[tuple[str, str], list[str]] = defaultdict(list)
    forks: dict[tuple[str, ...], str] = {}
    for move in card.moves:
        if move.to and len(move.sources) < NEARLY_EVERYWHERE:
            for pair in _arrows(move, forks):
                arrows[pair].append(move.name)
    for ends, fork in forks.items():
        arrows.update({(fork, end): [] for end in ends})
    return Drawing(
        stages=tuple((str(stage), label("stage", stage)) for stage in card.stages),
        forks=tuple(forks.values()),
        arrows=tuple((*pair, tuple(moves)) for pair, moves in arrows.items()),
        notes=(*_everywhere(card), *_staying(card), *_terms(card)),
    )


def _arrows(move: Move, forks: dict[tuple[str, ...], str]) -> list[tuple[str, str]]:
    ends = tuple(str(end) for end in move.to)
    if len(ends) < MANY_ENDS:
        return [(str(source), end) for source in move.sources for end in ends if source != end]
    fork = forks.setdefault(ends, f"fork_{len(forks) + 1}")
    return [(str(source), fork) for source in move.sources]


def _everywhere(card: PathwayCard) -> list[str]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for move in card.moves:
        if move.to and len(move.sources) >= NEARLY_EVERYWHERE:
            found[_but(move), " or ".join(move.to)].append(move.name)
    return [f"{' · '.join(moves)}: from every stage{but} to {to}" for (but, to), moves in found.items()]


def _staying(card: PathwayCard) -> list[str]:
    found: dict[str, list[str]] = defaultdict(list)
    for move in card.moves:
        if not move.to:
            found[_but(move)].append(move.name)
    return [f"{' · '.join(moves)}: the stage stays, in every stage{but}" for but, moves in found.items()]


def _but(move: Move) -> str:
    """The stages a move is not possible from, as the end of a sentence."""
    missing = [str(stage) for stage in Stage if stage not in move.sources]
    return f" but {' and '.join(missing)}" if missing else ""


def _terms(card: PathwayCard) -> list[str]:
    pact = card.pact
    terms = [f"{pact.name}: a seam is seamless up to {pact.threshold} days"]
    if pact.narrowing is not None:
        terms.append(pact.narrowing.otherwise)
    return terms + [f"an episode of kind {kind} counts as {national}" for kind, national in pact.kinds.items()]


def mermaid(card: PathwayCard) -> str:
    """The state diagram as Mermaid text, ending with a new line."""
    drawn = drawing(card)
    lines = [
        "stateDiagram-v2",
        *(f'    state "{words}" as {stage}' for stage, words in drawn.stages),
        *(f"    state {fork} <<choice>>" for fork in drawn.forks),
        *(f"    {_start(source)} --> {to}{_words(moves)}" for source, to, moves in drawn.arrows),
        f"    {Stage.CLOSED} --> [*]",
        f"    note right of {Stage.CLOSED}",
        *(f"        {note}" for note in drawn.notes),
        "    end note",
    ]
    return "\n".join(lines) + "\n"


def dot(card: PathwayCard) -> str:
    """The same diagram as DOT text, for Graphviz."""
    drawn = drawing(card)
    lines = [
        "digraph pathway {",
        '  node [shape=box, style=rounded, fontname="sans-serif"];',
        '  edge [fontname="sans-serif", fontsize=10];',
        f'  {UNOPENED} [shape=point, label=""];',
        *(f"  {stage} [label={_quoted(words)}];" for stage, words in drawn.stages),
        *(f'  {fork} [shape=diamond, label=""];' for fork in drawn.forks),
        *(f"  {source} -> {to} [label={_quoted(*moves)}];" for source, to, moves in drawn.arrows),
        f"  notes [shape=note, style=solid, label={_quoted(*drawn.notes)}];",
        "}",
    ]
    return "\n".join(lines) + "\n"


def _start(state: str) -> str:
    return "[*]" if state == UNOPENED else state


def _words(moves: tuple[str, ...]) -> str:
    return f": {', '.join(moves)}" if moves else ""


def _quoted(*lines: str) -> str:
    return '"' + "\\n".join(line.replace("\\", "").replace('"', "'") for line in lines) + '"'
