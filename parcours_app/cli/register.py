"""`parcours register`: every definition of the register in both languages, as Markdown; it makes docs/indicators.md."""

from collections.abc import Iterator

import click

from parcours_app.cli.terminal import in_application
from parcours_app.extensions import french
from parcours_app.queries.register_words import about
from workflows.indicators import VERSIONS, Indicator

HEAD = """# The register of indicators

Every figure under *Réussite et coutures* is one of these, and so is what the API, the files and `parcours indicators`
tell. A changed definition is a new version beside the old one. This page is what `parcours register` prints.
"""


@click.command()
@in_application
def register() -> None:
    """Print the definition of every indicator, in English and in French, as Markdown."""
    click.echo(HEAD)
    for indicator in VERSIONS.values():
        click.echo("\n".join(_told(indicator)))


def _told(indicator: Indicator) -> Iterator[str]:
    """The section of one version: its names, then each sentence in both languages, side by side."""
    english, translated = about(indicator, str), about(indicator, french)
    yield f"## `{indicator.code}`, version {indicator.version}"
    yield ""
    yield f"| | {indicator.name} | {french(indicator.name)} |"
    yield "|---|---|---|"
    yield _line("definition", indicator.definition, french(indicator.definition))
    yield from (_line(word, english[word], translated[word]) for word in english)
    yield ""


def _line(word: str, *said: str) -> str:
    return "| ".join(("", f"**{word}** ", *(f"{text.replace('|', '/')} " for text in said), "")).rstrip()
