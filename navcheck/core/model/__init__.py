"""Every file format, as validated values: what is asked, who is asked, what was answered, what the county wrote."""

from navcheck.core.model.checklist import (
    JOINS,
    Check,
    Checklist,
    Choice,
    Comparison,
    Condition,
    GapRule,
    NumberRule,
    Question,
    Scale,
    Topic,
    When,
)
from navcheck.core.model.column_map import ColumnMap
from navcheck.core.model.desk import Coding, Comments, Confirmed, Plan, Reading
from navcheck.core.model.fields import Model
from navcheck.core.model.response import Answer, Asked, ChecklistName, Evidence, Origin, Receipt, Response
from navcheck.core.model.survey import ChecklistCopy, County, Office, Survey

FORMATS: dict[str, type[Model]] = {
    "checklist/1": Checklist,
    "county/1": County,
    "survey/1": Survey,
    "response/1": Response,
    "coding/1": Coding,
    "plan/1": Plan,
    "comments/1": Comments,
    "confirmed/1": Confirmed,
    "map/1": ColumnMap,
}

__all__ = [
    "FORMATS",
    "JOINS",
    "Answer",
    "Asked",
    "Check",
    "Checklist",
    "ChecklistCopy",
    "ChecklistName",
    "Choice",
    "Coding",
    "ColumnMap",
    "Comments",
    "Comparison",
    "Condition",
    "Confirmed",
    "County",
    "Evidence",
    "GapRule",
    "Model",
    "NumberRule",
    "Office",
    "Origin",
    "Plan",
    "Question",
    "Reading",
    "Receipt",
    "Response",
    "Scale",
    "Survey",
    "Topic",
    "When",
]
