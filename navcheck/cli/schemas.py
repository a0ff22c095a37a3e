"""`schema`: what a file may hold, as JSON Schema for editors."""

from navcheck.cli.session import Session
from navcheck.core.messages import say
from navcheck.core.model import FORMATS
from navcheck.core.problems import NavcheckError, Problem
from navcheck.core.text import did_you_mean, quote
from navcheck.render.json_text import dump

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def print_schema(session: Session, kind: str) -> int:
    """Print one format's schema.

    Raises:
        NavcheckError: `unknown-kind`.

    """
    kinds = {name.partition("/")[0]: model for name, model in FORMATS.items()}
    if kind not in kinds:
        hint = did_you_mean(kind, kinds) or say("choose between {words}", words=", ".join(kinds))
        raise NavcheckError(Problem("unknown-kind", say("there is no schema {name}", name=quote(kind)), None, hint))
    session.data(dump({"$schema": DIALECT, **kinds[kind].model_json_schema(by_alias=True)}))
    return 0
