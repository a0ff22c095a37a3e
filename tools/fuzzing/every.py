"""All targets, by name; the planted one is the negative control."""

from tools.fuzzing import chapters, documents, numbers, objects, planted, replies, tables, texts, workbooks

TARGETS = {
    module.TARGET.name: module.TARGET
    for module in (documents, tables, objects, workbooks, replies, chapters, texts, numbers)
}
CONTROL = planted.TARGET
