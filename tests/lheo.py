"""LHEO files written for tests: a training with an action and its sessions, in either version of the language."""

from typing import Any
from xml.sax.saxutils import escape

NAMESPACES = {"2.2": "http://www.lheo.org/2.2", "2.3": "http://lheo.gouv.fr/2.3", "none": ""}
SIRET = "19290076900014"


def element(name: str, content: object, *, raw: bool = False, **attributes: str) -> str:
    """An element, or nothing for None."""
    if content is None:
        return ""
    marks = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{marks}>{content if raw else escape(str(content))}</{name}>"


def session(
    number: str | None = "S1",
    start: str | None = "20260907",
    end: str | None = "20261218",
    *,
    state: str | None = None,
    extras: dict[str, object] | None = None,
) -> str:
    """One session; its dates as LHEO writes them."""
    period = element("debut", start) + element("fin", end)
    more = "".join(element("extra", value, info=name) for name, value in (extras or {}).items())
    body = element("periode", period, raw=True) + element("etat-recrutement", state)
    body += element("extras", more, raw=True, info="session") if more else ""
    return element("session", body, raw=True, **({"numero": number} if number else {}))


def address(postcode: str | None, city: str) -> str:
    """An address."""
    return element("adresse", element("codepostal", postcode) + element("ville", city), raw=True)


def training(*sessions: str, number: str = "F1", action: str = "A1", **said: Any) -> str:
    """A training with one action. said: title, provider, siret, objective, rome, formacode, nsf, rncp, certifying, …"""
    domain = "".join(
        element(f"code-{name}", code)
        for name, key in (("FORMACODE", "formacode"), ("NSF", "nsf"), ("ROME", "rome"))
        for code in said.get(key, ())
    )
    place = element("coordonnees", address(said.get("postcode", "59000"), said.get("city", "Lille")), raw=True)
    body = element("domaine-formation", domain, raw=True)
    body += element("intitule-formation", said.get("title", "Agent de propreté"))
    body += element("certifiante", said.get("certifying"))
    body += element("objectif-general-formation", said.get("objective", "6"))
    if said.get("rncp"):
        body += element("certification", element("code-RNCP", said["rncp"]), raw=True)
    doing = element("lieu-de-formation", place, raw=True)
    doing += element("modalites-entrees-sorties", said.get("permanent", "0"))
    doing += element("nombre-heures-total", said.get("hours"))
    if said.get("funder"):
        for code in said["funder"].split():
            doing += element("organisme-financeur", element("code-financeur", code), raw=True)
    body += element("action", doing + "".join(sessions), raw=True, numero=action) if action else ""
    siret = element("SIRET-organisme-formation", element("SIRET", said.get("siret", SIRET)), raw=True)
    provider = siret + element("nom-organisme", said.get("provider", "Greta du Nord"))
    body += element("organisme-formation-responsable", provider, raw=True)
    return element("formation", body, raw=True, numero=number)


def lheo(*trainings: str, version: str = "2.2") -> bytes:
    """A whole file."""
    namespace = f' xmlns="{NAMESPACES[version]}"' if NAMESPACES[version] else ""
    body = f"<lheo{namespace}><offres>{''.join(trainings)}</offres></lheo>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}'.encode()
