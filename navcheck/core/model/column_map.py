"""What a county says once of a table that others head their own way."""

from collections.abc import Mapping
from typing import Literal

from navcheck.core.model.fields import Model, Text


class ColumnMap(Model):
    """Which column is which question, and which words are which office.

    A column is a question's id, `id__kommentar` and the like, `id.choice`, `office`, `role`, `shares`, or `-` for one
    that is passed over.
    """

    navcheck: Literal["map/1"]
    columns: Mapping[Text, Text] = {}
    offices: Mapping[Text, Text] = {}
