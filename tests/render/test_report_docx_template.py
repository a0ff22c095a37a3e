"""The county's own document as a base: its looks are taken over, and nothing that reaches out of it."""

from collections.abc import Callable, Iterator
from io import BytesIO

import docx
import pytest
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from navcheck.render.forms.zipping import read_zip, write_zip
from navcheck.render.report.docx.writer import NotADocument, write_docx
from tests.one_document import document
from tests.render.read_docx import HOSTILE, PNG, TYPES, parts, skeleton, text_in, texts


def template(change: Callable[[Word], None] = lambda _: None) -> bytes:
    word = docx.Document()
    word.add_paragraph("Teksten i malen")
    word.styles["Heading 1"].font.name = "Georgia"
    section = word.sections[0]
    section.left_margin = section.right_margin = docx.shared.Mm(30)
    section.header.paragraphs[0].text = "Statsforvalterens logo"
    section.header.paragraphs[0].add_run().add_picture(BytesIO(PNG))
    section.footer.paragraphs[0].text = "Postboks 504, 4804 Arendal"
    change(word)
    target = BytesIO()
    word.save(target)
    return target.getvalue()


def test_the_county_s_styles_pages_head_and_foot_are_used_and_its_text_is_not() -> None:
    raw = write_docx(document(banner="Utkast"), template())
    word = docx.Document(BytesIO(raw))
    assert word.styles["Heading 1"].font.name == "Georgia"
    assert {one.style.name for one in word.paragraphs if one.style and one.text in {"Hovedfunn", "Svarene"}} == {
        "Heading 1",
        "Caption",
    } - {"Caption"}
    assert "Teksten i malen" not in texts(word)
    assert "Hovedfunn" in texts(word)
    for one in word.sections:
        assert one.left_margin is not None
        assert round(one.left_margin.mm) == 30
        assert [each.text for each in one.header.paragraphs] == ["Statsforvalterens logo", "Utkast"]
        assert [each.text for each in one.footer.paragraphs] == ["Postboks 504, 4804 Arendal"]
    pictures = [one.target_part.blob for one in word.sections[0].header.part.rels.values()]
    assert pictures == [PNG]
    assert [one.orientation for one in word.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]
    assert "Notice" in {one.style.name for one in word.paragraphs if one.style}


def test_with_the_county_s_document_the_bytes_are_the_same_each_time_and_hostile_texts_stay_texts() -> None:
    base = template()
    raw = write_docx(document(banner="Utkast"), base)
    assert raw == write_docx(document(banner="Utkast"), base)
    assert skeleton(write_docx(document(lambda text: HOSTILE + text, banner=HOSTILE), base)) == skeleton(raw)


def test_first_and_even_pages_that_differ_have_the_banner_too() -> None:
    def change(word: Word) -> None:
        word.settings.odd_and_even_pages_header_footer = True
        word.sections[0].different_first_page_header_footer = True
        word.sections[0].first_page_header.paragraphs[0].text = "Forside"

    word = docx.Document(BytesIO(write_docx(document(banner="Utkast"), template(change))))
    one, other = word.sections
    assert [each.text for each in one.first_page_header.paragraphs] == ["Forside", "Utkast"]
    assert [each.text for each in one.even_page_header.paragraphs] == ["Utkast"]
    assert (one.different_first_page_header_footer, other.different_first_page_header_footer) == (True, False)
    assert word.settings.odd_and_even_pages_header_footer


def test_styles_are_found_by_their_names_in_a_document_from_a_norwegian_word() -> None:
    members = read_zip(template())
    styles = members["word/styles.xml"]
    members["word/styles.xml"] = styles.replace(b'"Heading1"', b'"Overskrift1"')
    word = docx.Document(BytesIO(write_docx(document(), write_zip(members))))
    ids = [
        one.find(f".//{qn('w:pStyle')}").get(qn("w:val"))
        for one in word.element.body.iter(qn("w:p"))
        if text_in(one) == "Hovedfunn"
    ]
    assert ids == ["Overskrift1"]


def outward() -> bytes:
    """Return a document that reaches out in every way we know of, and names a person."""

    def change(word: Word) -> None:
        header = word.sections[0].header
        header.part.relate_to("https://spor.example.no/logo.png", f"{qn('r:x')[1:-2]}/image", is_external=True)
        header.part.relate_to("https://spor.example.no/", f"{qn('r:x')[1:-2]}/hyperlink", is_external=True)
        linked, click = (name for name, one in header.part.rels.items() if one.is_external)
        for blip in header.part.element.iter(qn("a:blip")):
            blip.set(qn("r:link"), linked)
        header.part.element.append(docx.oxml.parse_xml(FIELDS.format(click=click)))
        word.settings.element.append(docx.oxml.parse_xml(ATTACHED))
        word.part.relate_to("file:///C:/Users/kari/mal.dotm", f"{qn('r:x')[1:-2]}/attachedTemplate", is_external=True)
        word.core_properties.author = "Kari Saksbehandler"

    return template(change)


SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LINKS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
ATTACHED = f'<w:attachedTemplate {SPACE} {LINKS} r:id="rId99"/>'
CHANGED = 'w:author="Kari" w:date="2026-01-01T00:00:00Z"'
FIELDS = f"""<w:p {SPACE} {LINKS} w:rsidR="00B47730">
<w:hyperlink r:id="{{click}}"><w:r><w:t>lenke</w:t></w:r></w:hyperlink>
<w:fldSimple w:instr='INCLUDEPICTURE "https://spor.example.no/a.png"'><w:r><w:t>bilde</w:t></w:r></w:fldSimple>
<w:r><w:fldChar w:fldCharType="begin"/></w:r>
<w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO c cmd</w:instrText></w:r>
<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>svar</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>
<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>
<w:r><w:fldChar w:fldCharType="end"/></w:r>
<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a" w:storeItemID="1"/></w:sdtPr>
<w:sdtContent><w:r><w:t>felt</w:t></w:r></w:sdtContent></w:sdt>
<w:ins w:id="1" {CHANGED}><w:r><w:t>ny</w:t></w:r></w:ins>
<w:del w:id="2" {CHANGED}><w:r><w:delText>gammel</w:delText></w:r></w:del></w:p>"""


def test_nothing_of_the_county_s_document_reaches_outside_or_names_who_wrote_it() -> None:
    raw = write_docx(document(), outward())
    whole = " ".join(parts(raw).values())
    for trace in (
        "spor.example.no",
        "attachedTemplate",
        "Kari",
        "kari",
        "gammel",
        "INCLUDEPICTURE",
        "DDEAUTO",
        "AUTO c cmd",
        "rsid",
        "sdt",
    ):
        assert trace not in whole, trace
    word = docx.Document(BytesIO(raw))
    header = word.sections[0].header
    assert text_in(header.part.element) == "Statsforvalterens logolenkebildesvarfeltny"
    assert [one.text for one in header.part.element.iter(qn("w:instrText"))] == [" PAGE "]
    externals = [one.target_ref for each in (word.part, header.part) for one in each.rels.values() if one.is_external]
    assert externals == ["https://lovdata.no/lov/2009-12-18-131/%C2%A729"]


def test_a_template_of_word_s_own_kind_is_taken_too() -> None:
    members = read_zip(template())
    members[TYPES] = members[TYPES].replace(b"document.main+xml", b"template.main+xml")
    raw = write_docx(document(), write_zip(members))
    assert docx.Document(BytesIO(raw)).styles["Heading 1"].font.name == "Georgia"
    assert b"template.main" not in read_zip(raw)[TYPES]


def unusable() -> Iterator[tuple[bytes, str]]:
    members = read_zip(template())
    yield b"", "no Word document"
    yield b"Dette er tekst", "no Word document"
    yield b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old kind"
    yield write_zip({"a.txt": b"a"}), "no Word document"
    yield template()[:2000], "damaged"
    yield write_zip({**members, "word/document.xml": b"<w:document"}), "damaged"
    yield write_zip({name: raw for name, raw in members.items() if name != "word/document.xml"}), "damaged"
    yield write_zip({**members, "word/theme/theme1.xml": b"<a"}), "damaged"
    macros = members[TYPES].replace(
        b"vnd.openxmlformats-officedocument.wordprocessingml.document.main", b"vnd.ms-word.document.macroEnabled.main"
    )
    yield write_zip({**members, TYPES: macros}), "macros"
    yield write_zip({**members, "word/vbaProject.bin": b"x"}), "macros"
    doctype = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    yield write_zip({**members, "word/theme/theme1.xml": doctype}), "entities"
    yield write_zip({**members, "word/theme/theme1.xml": doctype.decode().encode("utf-16")}), "entities"
    yield write_zip({**members, "word/media/x.bin": b"\0" * 101 * 1024 * 1024}), "too large"
    yield write_zip({**members, **{f"word/media/{n}.bin": b"" for n in range(2001)}}), "too large"


@pytest.mark.parametrize(
    ("raw", "why"), [pytest.param(raw, why, id=f"{n}-{why}") for n, (raw, why) in enumerate(unusable())]
)
def test_what_is_no_word_document_or_may_do_harm_is_refused(raw: bytes, why: str) -> None:
    with pytest.raises(NotADocument) as caught:
        write_docx(document(), raw)
    assert why in str(caught.value)
    assert why in str(caught.value.message)
