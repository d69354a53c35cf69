"""`parcours simulate`: made-up people walked through real moves, the same for the same seed."""

import sys
from datetime import date

import click
from flask import current_app

from parcours_app.cli.days import DAY
from parcours_app.cli.terminal import in_application, refusals
from parcours_app.services.folding import fold
from parcours_app.services.simulated_lives import Asked
from parcours_app.services.simulation import SeedUsed
from parcours_app.services.simulation import simulate as simulated


@click.command()
@click.option("--people", required=True, type=click.IntRange(1, 5_000_000), help="How many people.")
@click.option("--seed", default=1, show_default=True, type=int, help="The same seed makes the same people.")
@click.option("--until", type=DAY, metavar="DATE", help="The last day; today by default.")
@in_application
def simulate(*, people: int, seed: int, until: date | None) -> None:
    """Simulate people on an otherwise unused database."""
    today = current_app.extensions["parcours_clock"].today()
    asked = Asked(people, seed, min(until, today) if until else today)
    with refusals(SeedUsed):
        cases = simulated(asked, lambda done: _show(done, people))
    fold(today)
    click.echo(f"people={people} cases={cases}")


def _show(done: int, people: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{done}/{people}", nl=done == people, err=True)
