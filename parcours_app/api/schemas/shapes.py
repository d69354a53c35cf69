"""The kinds of shape others are made of: a request that drops unknown keys, strict values, a page of a list."""

from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from parcours_app.writers import SHAPES

LONGEST_ID = 64
LONGEST_TEXT = 2000
LARGEST_PAGE = 200


class Asked(Schema):
    """What a program sends; keys nobody knows are dropped, so none can reach a column by its name."""

    class Meta:
        """Drop what is unknown."""

        unknown = EXCLUDE


class FileAsked(Asked):
    """In what shape a table is wanted; `Accept` says it too."""

    format = fields.String(validate=validate.OneOf(("json", *SHAPES)))


class PeriodAsked(FileAsked):
    """The period of the cohorts, the day, the day it was known on. Supervisors read whole calendar years."""

    since = fields.Date(data_key="from", metadata={"description": "First day; for supervisors, a 1 January."})
    until = fields.Date(
        data_key="to", metadata={"description": "Last day; for supervisors, a 31 December, or the day asked."}
    )
    on = fields.Date()
    known = fields.Date()


class Listed(fields.String):
    """Names with commas between them; an address may also give the field once for each."""


class Yes(fields.Boolean):
    """A JSON boolean and nothing that looks like one."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bool:
        del attr, data, kwargs
        if not isinstance(value, bool):
            raise ValidationError("not a boolean")
        return value


class PageAsked(Asked):
    """Which page of a list: where it begins (`next` of the page before), how many items."""

    cursor = fields.String(validate=validate.Length(max=400))
    limit = fields.Integer(load_default=50, validate=validate.Range(1, LARGEST_PAGE))


def day(**options: Any) -> fields.Date:
    """A civil day."""
    return fields.Date(allow_none=True, **options)


def text(longest: int = LONGEST_ID, **options: Any) -> fields.String:
    """A text that may be null."""
    return fields.String(allow_none=True, validate=validate.Length(max=longest), **options)
