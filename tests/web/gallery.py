"""Sample values for the gallery of components: the longest names, the empty, the wrong; for tests only."""

from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

ROOT = Path(__file__).resolve().parents[2]
LONGEST_NAME = "Marie-Philippine-Éléonore de La Rochefoucauld-Montbéliard-Saint-Hippolyte"

STAGES = [
    ("referred", "À orienter"),
    ("orientation", "En orientation"),
    ("between", "Entre deux étapes"),
    ("refresher", "En remise à niveau"),
    ("qualification", "En qualification"),
    ("awaiting_result", "En attente d’un résultat"),
    ("follow_up", "En suivi après la sortie"),
    ("closed", "Terminé"),
]
SEAMS = [
    ("seamless", "Sans couture"),
    ("overlap", "Chevauchement"),
    ("booked", "Suite réservée"),
    ("to_book", "Couture à faire"),
    ("open", "En cours : 12 jours"),
    ("gap", "21 jours"),
    ("none", "Pas de suite"),
]
BOXES = [
    {
        "title": "Orientation",
        "when": "past",
        "stage": "orientation",
        "dates": "3 – 28 nov. 2025",
        "note": "Mission locale",
    },
    {
        "title": "Remise à niveau – français et calcul",
        "when": "past",
        "stage": "refresher",
        "dates": "28 nov. 2025 – 30 janv. 2026",
        "note": "Greta du Haut-Doubs",
        "seam": {"state": "seamless", "days": 0, "net_days": 0},
    },
    {
        "title": "Qualification – agente magasinière",
        "when": "present",
        "stage": "qualification",
        "dates": "depuis le 20 févr. 2026",
        "note": "fin prévue le 12 juin",
        "url": "#box",
        "seam": {"state": "gap", "days": 21, "net_days": 14, "url": "#seam", "note": "pas de place"},
    },
    {"title": "Résultat du titre", "when": "ahead", "stage": "awaiting_result", "seam": {"state": "booked", "days": 7}},
    {"title": "Nouvelle remise à niveau", "when": "optional", "stage": "refresher", "seam": {"state": "to_book"}},
    {"title": "Emploi", "when": "ahead", "stage": "follow_up", "seam": {"state": "open", "days": 112}},
]
BANDS = [
    {
        "kind": "support",
        "label": "Accompagnement renforcé",
        "dates": "depuis le 5 déc. 2025, Mme Delacroix",
        "start": 2,
        "end": 4,
    },
    {"kind": "pause", "label": "Suspension", "dates": "6 – 12 févr. 2026", "start": 3, "end": 3},
]
ENTRIES = [
    {
        "title": "Qualification commencée",
        "occurred": "20 févr. 2026",
        "recorded": "24 févr. 2026",
        "actor": "Amélie Wattrelos, conseillère",
        "detail": "Greta du Haut-Doubs, 420 heures",
        "icon": "check",
        "tone": "ok",
        "id": "entry-9",
        "corrects": {"url": "#entry-8", "label": "Corrige une ligne"},
        "links": [{"url": "#fix", "label": "Corriger"}],
    },
    {
        "title": "Qualification commencée",
        "occurred": "23 févr. 2026",
        "recorded": "23 févr. 2026",
        "actor": "Amélie Wattrelos",
        "id": "entry-8",
        "superseded": True,
        "superseded_by": {"url": "#entry-9", "label": "Voir la correction"},
    },
    {"title": "Remise à niveau abandonnée", "occurred": "30 janv. 2026", "icon": "cross", "tone": "stop"},
]
GUARDS = [
    {"state": "met", "title": "L’orientation est terminée"},
    {
        "state": "unmet",
        "title": "Une place est confirmée",
        "explanation": "Aucun organisme n’a encore accepté la prescription.",
        "remedy": "Enregistrer l’admission",
        "remedy_url": "#admit",
    },
    {
        "state": "overridable",
        "title": "La remise à niveau est terminée",
        "explanation": "Le diagnostic la demandait.",
        "remedy": "Attendre la fin, ou expliquer pourquoi elle n’est plus utile.",
        "override_by": "conseiller, conseillère",
    },
    {"state": "unknown", "title": "La personne est toujours inscrite", "remedy": "Le lui demander."},
]
COLUMNS = [
    {"label": "Nom", "sort_url": "#by-name", "sorted": "ascending"},
    {"label": "Phase"},
    {"label": "Étape suivante", "sort_url": "#by-next"},
    {"label": "Dernier contact", "sort_url": "#by-contact"},
    {"label": "Jours", "numeric": True},
    {"label": "Actions", "hidden": True},
]
FILTERS = [
    {"name": "q", "kind": "search", "label": "Nom ou numéro", "value": "Délac"},
    {
        "name": "stage",
        "kind": "select",
        "label": "Phase",
        "value": "refresher",
        "choices": [("", "Toutes"), ("refresher", "Remise à niveau")],
    },
    {"name": "until", "kind": "date", "label": "Fin prévue avant le", "value": ""},
]
NAVIGATION = [
    {"label": "Ma journée", "url": "/counsellor/", "current": False, "count": 16},
    {"label": "File active", "url": "/counsellor/cases", "current": True},
    {"label": "Import", "url": "/counsellor/imports"},
]

GRID = [{"y": 284, "label": "0 %"}, {"y": 154, "label": "50 %"}, {"y": 24, "label": "100 %"}]
CURVE = {
    "title": "Ce que devient la cohorte",
    "words": "Après 90 jours, sur 577 personnes : encore en parcours : 70 %.",
    "top": 24,
    "height": 260,
    "last": 90,
    "mature_x": "66.67",
    "jumps": True,
    "grid": GRID,
    "ticks": [
        {"x": "33.33", "day": "30", "followed": "523", "anchor": "middle"},
        {"x": "100.00", "day": "90", "followed": "403", "anchor": "end"},
    ],
    "lines": [
        {
            "kind": kind,
            "path": f"0,{start} 90,{end}",
            "dots": [{"x": "0.00", "y": 24 + 2.6 * start}, {"x": "100.00", "y": 24 + 2.6 * end}],
            "band": "0,0 90,40 90,20",
            "label": f"{name} : 70 %",
            "label_y": y,
        }
        for kind, start, end, name, y in (
            ("inside", 0, 30, "Encore en parcours", 102.0),
            ("first", 100, 85, "Partis vers un emploi", 245.0),
            ("second", 100, 80, "Partis pour une autre raison", 232.0),
        )
    ],
}
FUNNEL = {
    "title": "Les taux selon le nombre d’unités",
    "words": "Sur 2 organismes, 1 hors des limites à 95 % autour du taux d’ensemble, 60 %.",
    "top": 24,
    "height": 260,
    "last": 100,
    "grid": GRID,
    "ticks": [{"x": "50", "label": "50", "anchor": "middle"}, {"x": "100", "label": "100", "anchor": "end"}],
    "overall": {"y": 128.0, "label": "Ensemble : 60 %"},
    "limits": [{"kind": "alert", "path": "10,0 100,30"}, {"kind": "warning", "path": "10,10 100,35"}],
    "points": [
        {"x": "90.00", "y": 130.0, "kind": "within", "label": ""},
        {"x": "70.00", "y": 240.0, "kind": "outside", "label": "2"},
    ],
}


def environment() -> Environment:
    """The components as the application loads them, with words in their own language."""
    folders = [FileSystemLoader(ROOT / "templates"), FileSystemLoader(Path(__file__).parent)]
    env = Environment(
        loader=ChoiceLoader(folders), autoescape=True, undefined=StrictUndefined, extensions=["jinja2.ext.i18n"]
    )
    env.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    env.globals["csrf_token"] = lambda: "token"
    env.globals["url_for"] = lambda endpoint, filename: f"/{endpoint}/{filename}"
    return env


def values(env: Environment) -> dict[str, Any]:
    """What the gallery shows."""
    badges: Any = env.get_template("components/stage_badge.html").module
    seam_badges: Any = env.get_template("components/seam_badge.html").module
    rows = [
        [
            {"text": LONGEST_NAME, "url": "#p1", "note": "né le 3 mai 1998"},
            badges.stage_badge("refresher", "En remise à niveau"),
            {"text": "aucune", "badge": seam_badges.seam_badge("to_book", "Couture à faire")},
            "12 mars 2026",
            37,
            {"text": "Faire avancer", "url": "#m1"},
        ],
        [
            {"text": "Ly Na", "url": "#p2"},
            badges.stage_badge("between", "Entre deux étapes"),
            {"text": "", "badge": seam_badges.seam_badge("open", "En cours : 112 jours")},
            "—",
            112,
            {"text": "Faire avancer", "url": "#m2"},
        ],
        [
            {"text": "Jean-Baptiste N’Guyen", "url": "#p3"},
            badges.stage_badge("qualification", "En qualification"),
            {"text": "Résultat, le 19 juin", "badge": seam_badges.seam_badge("booked", "Suite réservée")},
            "2 mars 2026",
            4,
            {"text": "Faire avancer", "url": "#m3"},
        ],
    ]
    return {
        "longest_name": LONGEST_NAME,
        "stages": STAGES,
        "seams": SEAMS,
        "boxes": BOXES,
        "bands": BANDS,
        "entries": ENTRIES,
        "guards": GUARDS,
        "columns": COLUMNS,
        "rows": rows,
        "curve": CURVE,
        "funnel": FUNNEL,
        "filters": FILTERS,
        "navigation": NAVIGATION,
        "account_label": "Amélie Wattrelos-Vandenbussche",
        "language_links": [
            {"label": "Français", "url": "?lang=fr", "lang": "fr", "current": True},
            {"label": "English", "url": "?lang=en", "lang": "en"},
        ],
        "environment_label": "Données de démonstration",
        "audience": "counsellor",
        "home_url": "/counsellor/",
        "sign_out_url": "/logout",
    }
