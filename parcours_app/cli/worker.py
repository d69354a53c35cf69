"""`parcours worker`: sends messages and runs scheduled work until it is stopped."""

import signal

import click

from parcours_app import create_app
from parcours_app.jobs.worker import Worker, channels_of
from parcours_app.settings import Settings, require_secret_key


@click.command()
@click.option("--once", is_flag=True, help="Do what is due, then end, for a scheduler of your own.")
@click.pass_context
def worker(context: click.Context, *, once: bool) -> None:
    """Send messages and run scheduled work until Ctrl-C; one at a time works, others wait."""
    settings: Settings = context.obj()
    require_secret_key(settings)
    channels = channels_of(settings)
    app = create_app(settings)
    if not channels:
        click.echo("Warning: PARCOURS_MAIL_URL is not set, so messages stay in the outbox.", err=True)
    at_work = Worker(app, app.extensions["parcours_clock"], channels)
    for asked in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked, lambda *_: at_work.stop())
    at_work.run(once=once, waiting=lambda: click.echo("Another worker is at work: waiting for it to end.", err=True))
