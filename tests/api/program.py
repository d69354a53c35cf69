"""A program that speaks to the API with a token; it checks the form of every answer, so that no test has to."""

import contextvars
from typing import Any

from flask import Flask, has_app_context
from werkzeug.test import Client, TestResponse

from parcours_app.extensions import db
from parcours_app.models import Account

PREFIX = "/api/v1"
PERSON = {
    "given_name": "Awa",
    "family_name": "Diarra",
    "birth_date": "1999-04-02",
    "postcode": "93200",
    "level": {"scheme": "rncp2019", "code": "3"},
    "situations": ["rsa"],
}


class Program:
    """Sends JSON, keeps no cookie; knows the version of the cases it read."""

    def __init__(self, app: Flask, token: str, account: Account | None = None) -> None:
        self.app, self.token, self.account = app, token, account
        self._client = Client(app, use_cookies=False)

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> TestResponse:
        """One request; its answer is checked: JSON or a problem, no cookie, never a server's failure."""
        if has_app_context():
            db.session.commit()
        sent = {"Authorization": f"Bearer {self.token}", **{k.replace("_", "-"): v for k, v in headers.items()}}
        extra = {"data": body} if isinstance(body, bytes) else {"json": body} if body is not None else {}
        if isinstance(body, bytes):
            sent.setdefault("Content-Type", "application/json")
        answer = contextvars.Context().run(self._client.open, PREFIX + path, method=method, headers=sent, **extra)
        if has_app_context():
            db.session.expire_all()
        assert answer.status_code < 500 or answer.status_code == 501, answer.text
        assert "Set-Cookie" not in answer.headers
        wanted = "application/json" if answer.status_code < 400 else "application/problem+json"
        if answer.data:
            assert answer.mimetype == wanted, answer.text
        return answer

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.send("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> TestResponse:
        return self.send("POST", path, {} if body is None else body, **headers)

    def person(self, **changes: Any) -> dict[str, Any]:
        """A person just recorded."""
        answer = self.post("/people", {**PERSON, **changes})
        assert answer.status_code == 201, answer.text
        return dict(answer.json)

    def case(
        self, opened_on: str = "2026-01-05", *, person: dict[str, Any] | None = None, **more: Any
    ) -> dict[str, Any]:
        """A case just opened for a jobseeker."""
        body = {
            "person_id": (person or self.person())["id"],
            "opened_on": opened_on,
            "eligibility": {"registered_jobseeker": True},
            **more,
        }
        answer = self.post("/cases", body)
        assert answer.status_code == 201, answer.text
        return dict(answer.json)

    def move(
        self, case: str, move: str, on: str, data: Any = None, *, version: int | None = None, **more: Any
    ) -> TestResponse:
        """One move, at the present version unless another is given."""
        headers = {key: more.pop(key) for key in list(more) if key[0].isupper()}
        read = self.version(case) if version is None else version
        body = {"move": move, "effective_on": on, "data": data or {}, **more}
        return self.post(f"/cases/{case}/moves", body, If_Match=str(read), **headers)

    def made(self, case: str, move: str, on: str, data: Any = None, **more: Any) -> dict[str, Any]:
        """One move that must be accepted: the entry."""
        answer = self.move(case, move, on, data, **more)
        assert answer.status_code == 201, answer.text
        return dict(answer.json)

    def version(self, case: str) -> int:
        return int(self.show(case)["version"])

    def show(self, case: str, query: str = "") -> dict[str, Any]:
        """The case now, or as `query` asks."""
        answer = self.get(f"/cases/{case}{query}")
        assert answer.status_code == 200, answer.text
        return dict(answer.json)

    def oriented(self, opened_on: str = "2026-01-05", **more: Any) -> dict[str, Any]:
        """A case whose orientation began on 12 January and was completed on 20 January 2026: refresher needed."""
        case = self.case(opened_on, **more)
        begun = {
            "decision_on": "2026-01-08",
            "notified_on": "2026-01-10",
            "channel": "email",
            "referent": self.account.email if self.account else "",
        }
        self.made(case["id"], "begin_orientation", "2026-01-12", begun, version=1)
        needs = {"needs": {"refresher": True, "domains": ["french"], "support": False}}
        self.made(case["id"], "complete_orientation", "2026-01-20", needs, version=2)
        return case

    def in_refresher(self, **more: Any) -> tuple[dict[str, Any], str]:
        """A case in a refresher from 2 February 2026, planned to end on 30 April; the case and the episode’s id."""
        case = self.oriented(**more)
        planned = {
            "kind": "refresher",
            "provider": "Greta",
            "planned_start": "2026-02-02",
            "planned_end": "2026-04-30",
        }
        episode = self.made(case["id"], "prescribe", "2026-01-20", planned, version=3)["data"]["episode"]
        self.made(case["id"], "start", "2026-02-02", {"episode": episode}, version=4)
        return case, episode
