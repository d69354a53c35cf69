"""`parcours account` and `parcours token`: who may sign in, and API tokens. Secrets are printed once."""

import sys

import click
from flask import current_app

from parcours_app.cli.terminal import in_application, refusals
from parcours_app.models.accounts import ACCOUNT_ROLES
from parcours_app.services import accounts, passwords
from workflows.engine import Role


@click.group()
def account() -> None:
    """Accounts."""


@account.command()
@click.option("--role", required=True, type=click.Choice([role.value for role in ACCOUNT_ROLES]))
@click.option("--email", required=True, help="The address to sign in with.")
@click.option("--name", default="", help="The name shown on the pages; the address without its domain by default.")
@click.option("--organisation", help="The organisation's name; created under --region when unknown.")
@click.option("--region", help="The region's code.")
@click.option("--person", "person_id", help="For a beneficiary: the person's id.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of making one.")
@in_application
def create(
    *,
    role: str,
    email: str,
    name: str,
    organisation: str | None,
    region: str | None,
    person_id: str | None,
    password_stdin: bool,
) -> None:
    """Create an account; a password made here is printed once."""
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else passwords.new_password()
    wanted = accounts.NewAccount(Role(role), email, name, organisation, region, person_id)
    keeper, clock = current_app.extensions["parcours_passwords"], current_app.extensions["parcours_clock"]
    with refusals(accounts.AccountRefused, passwords.PasswordRefused):
        made = accounts.create_account(wanted, keeper.hash(password), clock.now())
    click.echo(f"account: {made.id}")
    if not password_stdin:
        click.echo(f"password: {password}")


@click.group()
def token() -> None:
    """API tokens."""


@token.command("create")
@click.option("--email", required=True, help="The account the token acts as.")
@in_application
def create_token(*, email: str) -> None:
    """Print a new token, alone on the last line; it cannot be read again."""
    with refusals(accounts.AccountRefused):
        click.echo(accounts.create_token(email, current_app.extensions["parcours_clock"].now()))
