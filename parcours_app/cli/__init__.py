"""The command line, `parcours`: a table of commands, loaded when asked for. Errors are one sentence on stderr.

A new command is one line in COMMANDS and one module beside this one.
"""

import os
from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType

import click
from sqlalchemy.exc import DBAPIError

from parcours_app.extensions import database_is_away, is_unmigrated
from parcours_app.settings import Settings, SettingsRefused

# Name: "module:object"; the object is a click command in parcours_app/cli/<module>.py.
COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "demo": "demo:demo",
        "serve": "serve:serve",
        "worker": "worker:worker",
        "db": "db:db",
        "simulate": "simulate:simulate",
        "import": "imports:imports",
        "totals": "totals:totals_of_programme",
        "seams": "seams:seams",
        "indicators": "indicators:indicators_of_programme",
        "register": "register:register",
        "cohorts": "cohorts:cohorts",
        "funnel": "cohorts:funnel_of_share",
        "opendata": "opendata:opendata",
        "reconcile": "reconcile:reconcile",
        "journal": "journal:journal",
        "publication": "publications:publications",
        "diagram": "diagram:diagram",
        "account": "accounts:account",
        "token": "accounts:token",
        "retention": "retention:retention",
    }
)

FAILURE = 1
USAGE = 2
INTERRUPTED = 130


class Table(click.Group):
    """The group that finds its commands in COMMANDS."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Only what can be used now."""
        del ctx
        return [name for name, place in COMMANDS.items() if _exists(place)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command; a command of later work says so and exits with 2."""
        del ctx
        place = COMMANDS.get(cmd_name)
        if place is None:
            return None
        if not _exists(place):
            raise click.UsageError(f"parcours {cmd_name}: not available yet")
        module, _, name = place.partition(":")
        command: click.Command = getattr(import_module(f"{__name__}.{module}"), name)
        return command


@click.group(cls=Table, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="parcours", prog_name="parcours")
def parcours() -> None:
    """Follow each person's training pathway, from one step to the next, without a gap."""


def run(load: Callable[[], Settings], arguments: list[str] | None = None) -> int:
    """Run one command with the settings that `load` gives; return its exit code: 0, 1 failure, 2 usage, or its own.

    PARCOURS_TRACEBACK=1 lets an unexpected error show its trace, for whoever repairs it.
    """
    try:
        return int(parcours.main(args=arguments, prog_name="parcours", standalone_mode=False, obj=load) or 0)
    except (click.exceptions.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except click.exceptions.NoArgsIsHelpError as asked:
        click.echo(asked.format_message())
        return USAGE
    except click.ClickException as refused:
        return _say(refused.format_message(), refused.exit_code)
    except SettingsRefused as refused:
        return _say(str(refused), FAILURE)
    except Exception as error:
        if os.environ.get("PARCOURS_TRACEBACK"):
            raise
        return _say(_sentence(error), FAILURE)


def _sentence(error: Exception) -> str:
    if database_is_away(error):
        return "The database does not answer: check PARCOURS_DATABASE_URL and that the server is running."
    if isinstance(error, DBAPIError) and is_unmigrated(error):
        return "The database is not migrated: run `parcours db upgrade`."
    if isinstance(error, OSError):
        return f"{error.strerror or error}: {error.filename or 'check the file and its rights'}."
    return f"Unexpected error ({type(error).__name__}): run again with PARCOURS_TRACEBACK=1 and report what is printed."


def _say(words: str, code: int) -> int:
    click.echo(" ".join(words.split()), err=True)
    return code


def _exists(place: str) -> bool:
    return find_spec(f"{__name__}.{place.partition(':')[0]}") is not None
