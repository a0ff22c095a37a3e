"""What a script would hold instead: every response of many surveys, read with CSafeLoader, as pydantic models."""

import datetime as dt
import sys
from pathlib import Path

import yaml
from pydantic import BaseModel


class Evidence(BaseModel):
    title: str | None = None
    date: dt.date | None = None
    proof: str


class Answer(BaseModel):
    value: str | list[str] | None = None
    instead: str | None = None
    comment: str | None = None
    evidence: list[Evidence] = []


class Receipt(BaseModel):
    date: dt.date
    role: str | None = None
    recorded_by: str


class Response(BaseModel):
    navcheck: str
    survey: str
    office: str
    checklist: dict[str, str]
    revision: int
    number: int
    received: Receipt
    minutes: int | None = None
    shares: bool | None = None
    answers: dict[str, Answer]


held = [
    Response.model_validate(yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader))
    for path in sorted(Path(sys.argv[1]).glob("*/received/*.yaml"))
]
print(len(held))
