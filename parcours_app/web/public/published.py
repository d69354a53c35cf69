"""What must be published: accessibility, privacy, the site map. Words only; they live in the templates."""

from flask import render_template


def accessibility() -> str:
    """How far the site can be used by everyone, and how to say that something cannot."""
    return render_template("public/accessibility.html")


def privacy() -> str:
    """Which data, why, for how long, and one's rights."""
    return render_template("public/privacy.html")


def site_map() -> str:
    """Every page reachable from the menus."""
    return render_template("public/site_map.html")
