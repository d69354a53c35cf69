"""`parcours diagram`: the pathway as it is coded. Mermaid needs nothing more; SVG asks the program graphviz-pure."""

import subprocess
import sys
from pathlib import Path
from shutil import which

import click

from parcours_app.queries.diagram import dot, mermaid
from parcours_app.queries.pathway import PathwayCard, UnknownPact, pathway_card

PROGRAM = "graphviz-pure"


@click.command()
@click.option("--pact", help="The code of a regional pact; the national pathway by default.")
@click.option("--format", "shape", type=click.Choice(["mermaid", "svg"]), default="mermaid", show_default=True)
def diagram(pact: str | None, shape: str) -> None:
    """Print the pathway's diagram."""
    try:
        card = pathway_card(pact)
    except UnknownPact as unknown:
        raise click.UsageError(f"There is no pact {unknown.code}: choose {', '.join(unknown.known)}.") from unknown
    click.echo(mermaid(card) if shape == "mermaid" else _svg(card), nl=False)


def _svg(card: PathwayCard) -> str:
    beside = Path(sys.executable).with_name(PROGRAM)
    program = str(beside) if beside.is_file() else which(PROGRAM)
    if program is None:
        raise click.ClickException(
            f"SVG needs the program {PROGRAM}: install it with `pip install {PROGRAM}`, or use --format mermaid."
        )
    done = subprocess.run([program, "-Tsvg"], input=dot(card), capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise click.ClickException(f"{PROGRAM} could not draw the diagram: {done.stderr.strip()[:200]}")
    return done.stdout
