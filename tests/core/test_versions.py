"""A new version tells what becomes of answers given to the old one."""

from navcheck.core.versions import compare_versions
from tests.core.one_topic import one_topic

OLD = one_topic("""
questions:
  - {id: samme, type: text}
  - {id: ord, type: text, text: {nb: Før}}
  - {id: type, type: text}
  - {id: valg, type: choice, choices: {ja: {label: {nb: Ja}}, nei: {label: {nb: Nei}}}}
  - {id: flere, type: choice, choices: {ja: {label: {nb: Ja}}}}
  - {id: gammel, type: number, unit: {nb: personer}}
  - {id: enhet, type: number, unit: {nb: personer}}
  - {id: borte, type: text}
""")
NEW = one_topic("""
questions:
  - {id: ny, type: text}
  - {id: samme, type: text}
  - {id: ord, type: text, text: {nb: Etter}}
  - {id: type, type: number}
  - {id: valg, type: choice, choices: {ja: {label: {nb: Ja}}, delvis: {label: {nb: Delvis}}}}
  - {id: flere, type: choice, choices: {ja: {label: {nb: Ja}}, kanskje: {label: {nb: Kanskje}}}}
  - {id: navn, was: [gammel], type: number, unit: {nb: personer}, text: {nb: 'gammel?'}}
  - {id: enhet, type: number, unit: {nb: prosent}}
""")


def test_each_question_has_one_fate() -> None:
    assert [(one.question, one.fate.value, one.was, one.lost) for one in compare_versions(OLD, NEW)] == [
        ("ny", "new", None, ()),
        ("samme", "kept", None, ()),
        ("ord", "reworded", None, ()),
        ("type", "needs-a-fresh-answer", None, ()),
        ("valg", "needs-a-fresh-answer", None, ("nei",)),
        ("flere", "kept", None, ()),
        ("navn", "kept", "gammel", ()),
        ("enhet", "needs-a-fresh-answer", None, ()),
        ("borte", "dropped", None, ()),
    ]


def test_against_itself_all_is_kept() -> None:
    assert {one.fate.value for one in compare_versions(OLD, OLD)} == {"kept"}


def test_an_old_question_lives_on_in_one_new_one() -> None:
    old = one_topic("questions: [{id: a, type: text}, {id: b, type: text}]")
    new = one_topic("""
    questions:
      - {id: forst, was: [a, b], type: text}
      - {id: andre, was: [b], type: text}
      - {id: a, type: text}
    """)
    assert [(one.question, one.fate.value, one.was) for one in compare_versions(old, new)] == [
        ("forst", "reworded", "b"),
        ("andre", "new", None),
        ("a", "kept", None),
    ]


def test_a_question_whose_answers_fall_short_otherwise_is_judged_otherwise() -> None:
    checked = "checks: [{id: c, about: tall, when: {tall: {equals: 0}}, severity: risk, text: {nb: Null}}]"
    rules = ["", "gaps: [{above: 0, severity: risk}]", "gaps: [{above: 1, severity: risk}]"]
    lists = [one_topic(f"questions: [{{id: tall, type: number, {rule}}}]") for rule in rules]
    lists.append(one_topic(f"questions: [{{id: tall, type: number}}]\n{checked}"))
    judged = [[one.is_judged_otherwise for one in compare_versions(lists[0], new)] for new in lists]
    assert judged == [[False], [True], [True], [True]]
    assert compare_versions(lists[1], lists[2])[0].is_judged_otherwise
    assert not compare_versions(lists[3], lists[3])[0].is_judged_otherwise
