"""A page filled in by keyboard alone, as somebody does who uses no mouse."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Answers by question, as the page's file holds them.
Written = Mapping[str, Any]

FOCUSED = """(() => {
  const at = document.activeElement;
  return { tag: at.tagName, id: at.id, type: at.type, name: at.name, value: at.value, inside: at.parentElement?.id };
})()"""


class Keyboard:
    """Goes through a form's page with Tab, and answers what it comes to; `shares` is «true» or «false»."""

    def __init__(self, page: "Page", answers: Written, *, role: str = "", shares: str | None = None) -> None:
        self.page, self.answers, self.role, self.shares = page, answers, role, shares
        self.seen: list[str] = []

    def answer_all(self) -> None:
        """Press Tab until the button that saves is reached, answering on the way."""
        for _ in range(600):
            self.page.keyboard.press("Tab")
            at = self.page.evaluate(FOCUSED)
            if at["id"] == "save":
                return
            self._meet(at)
        pytest.fail("the button was not reached")

    def _meet(self, at: Written) -> None:
        part_of, _, rest = at["id"].partition("__")
        name = rest.partition("__")[0]
        answer = self.answers.get(name, {})
        evidence = answer.get("evidence", [{}])[0]
        written = {"text": answer.get("value"), "comment": answer.get("comment"), **evidence}
        if at["id"] == "role":
            self.page.keyboard.type(self.role)
        elif at["tag"] == "SUMMARY":
            self._unfold(at["inside"])
        elif at["type"] == "radio":
            by_part = {"proof": evidence.get("proof"), "shares": self.shares}
            self._choose(at, by_part.get(part_of, self._wanted(answer)))
        elif at["type"] == "checkbox":
            wanted = [answer["instead"]] if "instead" in answer else answer.get("value", [])
            self.page.keyboard.press("Space") if at["value"] in wanted else None
        elif part_of in written and at["tag"] in {"INPUT", "TEXTAREA"} and written[part_of]:
            self.page.keyboard.type(written[part_of])

    def _unfold(self, inside: str) -> None:
        part_of, _, name = inside.partition("__")
        wanted = {"more": "comment", "document": "evidence"}.get(part_of)
        is_open = self.page.evaluate("document.activeElement.parentElement.open")
        if wanted in self.answers.get(name, {}) and not is_open:
            self.page.keyboard.press("Enter")

    def _wanted(self, answer: Written) -> str | None:
        return answer.get("instead") or answer.get("value")

    def _choose(self, at: Written, wanted: str | None) -> None:
        if wanted is None or at["name"] in self.seen:
            return
        self.seen.append(at["name"])
        self.page.keyboard.press("Space")
        for _ in range(20):
            if self.page.evaluate(FOCUSED)["value"] == wanted:
                return
            self.page.keyboard.press("ArrowDown")
        pytest.fail(f"no {wanted} in {at['name']}")
