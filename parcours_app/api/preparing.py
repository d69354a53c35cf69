"""Figures that a caller cannot wait for: asked of the worker, and answered 202 until they are there."""

from typing import TypeVar

from parcours_app.api.caller import viewer
from parcours_app.api.problems import Preparing
from parcours_app.queries.prepared import Prepared
from parcours_app.services.figures import want

A = TypeVar("A")


def at_hand(found: Prepared[A]) -> A:
    """The answer; a calculation is asked for where one is missing or too old. Raises Preparing."""
    if found.wanted:
        want(viewer(), **found.question)
    if found.answer is None:
        raise Preparing
    return found.answer
