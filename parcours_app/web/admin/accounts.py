"""Accounts: the list, a new one, one of them. A password made here is shown once and kept by nobody."""

from typing import Any

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from parcours_app.models import Account
from parcours_app.models.accounts import ACCOUNT_ROLES
from parcours_app.queries import administration as ask
from parcours_app.queries.administration import AccountFilters
from parcours_app.services import account_changes, accounts, passwords
from parcours_app.services.account_changes import AccountChange
from parcours_app.services.accounts import AccountRefused
from parcours_app.web import wording
from parcours_app.web.admin.account_forms import AccountForm, shown_email
from parcours_app.web.admin.tokens import token_rows
from workflows.engine import Role


def show() -> ResponseReturnValue:
    """The list, filtered by the address."""
    filters = AccountFilters(*(request.args.get(name, "").strip() for name in ("q", "role", "state", "after")))
    found = ask.accounts_page(filters)
    kept: dict[str, Any] = {"q": filters.q or None, "role": filters.role or None, "state": filters.state or None}
    return render_template(
        "admin/accounts.html",
        count=wording.number(found.count),
        filters=filters,
        roles=[(role.value, wording.word("role", role.value)) for role in ACCOUNT_ROLES],
        rows=[_row(line) for line in found.lines],
        first_url=url_for("admin.accounts", **kept) if filters.after else None,
        next_url=url_for("admin.accounts", **kept, after=found.after) if found.after else None,
    )


def _row(line: Any) -> list[Any]:
    followed = line.role is Role.BENEFICIARY
    return [
        {"text": shown_email(line.email, line.role), "url": url_for("admin.account", account_id=line.id)},
        gettext("(not shown)") if followed else line.display_name,
        wording.word("role", line.role.value),
        line.organisation or gettext("none (organisation)"),
        wording.region(line.region) if line.region else gettext("no region"),
        gettext("open") if line.active else gettext("closed"),
    ]


def new() -> ResponseReturnValue:
    """The form of a new account, and the password shown once."""
    form = AccountForm.of(request.form) if request.method == "POST" else AccountForm()
    if request.method == "GET":
        return _form(form)
    password = passwords.new_password()
    keeper, clock = current_app.extensions["parcours_passwords"], current_app.extensions["parcours_clock"]
    try:
        person = account_changes.person_of_case(form.case_number) if form.role == Role.BENEFICIARY else None
        made = accounts.create_account(form.wanted(person), keeper.hash(password), clock.now())
    except AccountRefused as refused:
        return _form(form, str(refused)), 422
    return _password(made, password, gettext("The account is created"))


def account(account_id: str) -> ResponseReturnValue:
    """One account: what it is, its tokens, what may be done with it."""
    return _account(_found(account_id))


def change(account_id: str) -> ResponseReturnValue:
    """Another name, role, organisation or region."""
    found, form = _found(account_id), AccountForm.of(request.form)
    try:
        wanted = AccountChange(form.known_role(), form.display_name, form.organisation or None, form.region or None)
        account_changes.change_account(account_id, current_user.id, wanted)
    except AccountRefused as refused:
        return _account(found, form, str(refused)), 422
    flash(gettext("The account is changed."), "success")
    return redirect(url_for("admin.account", account_id=account_id))


def set_state(account_id: str) -> ResponseReturnValue:
    """Close an account, which signs it out at once, or open it again."""
    found, opens = _found(account_id), "open" in request.form
    if found.id == current_user.id:
        return _account(found, refusal=gettext("You cannot close your own account: ask another administrator.")), 422
    accounts.set_active(account_id, current_app.extensions["parcours_clock"].now(), active=opens)
    flash(gettext("The account is open again.") if opens else gettext("The account is closed."), "success")
    return redirect(url_for("admin.account", account_id=account_id))


def reset_password(account_id: str) -> ResponseReturnValue:
    """A new password, shown once; the sessions of the account end."""
    found, password = _found(account_id), passwords.new_password()
    account_changes.reset_password(account_id, current_app.extensions["parcours_passwords"].hash(password))
    return _password(found, password, gettext("The password is changed"))


def _found(account_id: str) -> Account:
    found = ask.account(account_id)
    if found is None:
        abort(404)
    return found


def _form(form: AccountForm, refusal: str = "") -> str:
    return render_template("admin/account_new.html", form=form, lists=form.lists(), refusal=refusal)


def _account(found: Account, form: AccountForm | None = None, refusal: str = "") -> str:
    form = form or AccountForm.of_account(found)
    return render_template(
        "admin/account.html",
        account=found,
        email=shown_email(found.email, found.role),
        followed=found.role is Role.BENEFICIARY,
        own=found.id == current_user.id,
        role=wording.word("role", found.role.value),
        created=wording.moment(found.created_at),
        form=form,
        lists=form.lists(),
        refusal=refusal,
        tokens=token_rows(ask.tokens_of(found.id), current_app.extensions["parcours_clock"].now()),
    )


def _password(made: Account, password: str, title: str) -> str:
    email = shown_email(made.email, made.role)
    url = url_for("admin.account", account_id=made.id)
    return render_template("admin/password.html", title=title, email=email, password=password, account_url=url)
