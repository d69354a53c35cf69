import re

import pytest

from parcours_app.queries.diagram import dot, drawing, mermaid
from parcours_app.queries.pathway import UnknownPact, pathway_card
from workflows.engine import Move
from workflows.pacts import PACTS
from workflows.pathway import MOVES
from workflows.stage import Stage


def test_every_stage_and_every_move_is_drawn():
    for draw in (mermaid, dot):
        text = draw(pathway_card())
        assert all(re.search(rf"\b{stage}\b", text) for stage in Stage)
        assert [move.name for move in MOVES if not re.search(rf"(\b|\\n){move.name}(\b|\\n)", text)] == []


def test_every_arrow_drawn_is_in_the_table_and_every_arrow_of_the_table_is_drawn():
    drawn = drawing(pathway_card())
    forks = {fork: {to for source, to, _ in drawn.arrows if source == fork} for fork in drawn.forks}
    seen = {(source, end, move) for source, to, moves in drawn.arrows for move in moves for end in forks.get(to, {to})}
    said = set(" ".join(drawn.notes).replace(":", " ").split())
    coded = {
        (str(source), str(to), move.name)
        for move in MOVES
        if move.name not in said
        for source in move.sources
        for to in move.to
        if str(source) != str(to) or len(move.to) > 2
    }
    assert seen == coded


def test_a_new_move_appears_without_touching_the_drawing():
    card = pathway_card()
    more = type(card)(card.pact, card.stages, (*card.moves, Move("leap", (Stage.REFERRED,), (Stage.CLOSED,))))
    assert "referred --> closed: leap" in mermaid(more)


@pytest.mark.parametrize("code", PACTS)
def test_a_pact_says_its_own_terms(code):
    text = mermaid(pathway_card(code))
    assert PACTS[code].name in text
    assert all(kind in text for kind in PACTS[code].kinds)


def test_an_unknown_pact_is_named_with_those_there_are():
    with pytest.raises(UnknownPact) as refused:
        pathway_card("atlantis")
    assert refused.value.code == "atlantis"
    assert set(refused.value.known) == set(PACTS)
