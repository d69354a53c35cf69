"""What commands share: the application around them, and refusals said in one sentence. Runs no command."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

import click

from parcours_app import create_silent_app

P = ParamSpec("P")
R = TypeVar("R")


def in_application(command: Callable[P, R]) -> Callable[P, R]:
    """Run the command inside the application's context, in the installation's language."""

    @wraps(command)
    def within(*arguments: P.args, **options: P.kwargs) -> R:
        context = click.get_current_context()
        context.with_resource(create_silent_app(context.obj()).app_context())
        return command(*arguments, **options)

    return within


@contextmanager
def refusals(*kinds: type[Exception]) -> Iterator[None]:
    """Turn these refusals into the sentence they carry, exit code 1."""
    try:
        yield
    except kinds as refused:
        raise click.ClickException(str(refused)) from refused
