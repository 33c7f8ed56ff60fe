"""What PDF/UA-1 asks of a file, as far as a program can tell: the rules of veraPDF's profile, by their clauses.

Every kind of content that our PDFs hold is looked at; of forms, sound, film and layers they have none, which is tested.
"""

import re
from collections import Counter
from functools import cache
from itertools import pairwise

import pytest

from reports import snapshot
from reports.building import make
from reports.scope import scope_of
from tests.reports.pdf_objects import Pdf, Word, tokens

GROUPS = {"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct"}
BLOCKS = {"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody"}
TABLES = {"Table", "TR", "TH", "TD", "THead", "TBody", "TFoot"}
INLINE = {"Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Figure", "Formula", "Form"}
STANDARD = GROUPS | BLOCKS | TABLES | INLINE
PAINTING = {b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"sh", b"Do", b"Tj", b"TJ", b"'", b'"', b"EI"}
TABLE = re.compile("(Caption )?((THead )?(TBody )+(TFoot )?|(TR )+)(Caption )?")
SHOWING = {b"Tj", b"TJ"}


@pytest.fixture
def pdf(made, request):
    return Pdf(made(request.param))


@pytest.fixture
def forum(rows):
    frozen = snapshot.take(scope_of("forum", "cso-1", "2565"), digits="thai")
    return Pdf(make(frozen, snapshot.digest_of(frozen), "pdf"))


EVERY = pytest.mark.parametrize("pdf", ["pdf", "brief"], indirect=True)


def kids(pdf, element):
    found = element.get("K", [])
    return [pdf.of(kid) for kid in (found if isinstance(found, list) else [found])]


def below(pdf, element):
    """The elements below one, itself first."""
    yield element
    for kid in kids(pdf, element):
        if isinstance(kid, dict) and "S" in kid:
            yield from below(pdf, kid)


def headings(pdf):
    return [element for _number, element, _parent in pdf.elements() if re.fullmatch(r"H[1-6]", element["S"])]


def marked(pdf, element):
    """(MCID, number of the page) of the content that belongs to an element itself."""
    for kid in kids(pdf, element):
        if isinstance(kid, int):
            yield kid, element["Pg"]
        elif "MCID" in kid:
            yield kid["MCID"], kid.get("Pg", element.get("Pg"))


def attributes(pdf, element):
    """What its attributes say, all owners together."""
    said = pdf.of(element.get("A", []))
    return {name: value for one in (said if isinstance(said, list) else [said]) for name, value in pdf.of(one).items()}


@cache
def shown(content):
    """(operator, operands, open marked contents) of everything that a page paints."""
    return list(_shown(content))


def _shown(content):
    stack, operands = [], []
    for token in tokens(content):
        if not isinstance(token, Word):
            operands.append(token)
            continue
        if token in {b"BMC", b"BDC"}:
            stack.append((operands[0], operands[1] if token == b"BDC" else {}))
        elif token == b"EMC":
            stack.pop()
        elif token in PAINTING | {b"Tf"}:
            yield bytes(token), operands, list(stack)
        operands = []
    assert stack == []


@EVERY
def test_it_says_that_it_is_one_and_how_it_is_called(pdf):
    """5, 7.1: header, metadata, title in the window's bar, marked, language."""
    assert re.match(rb"%PDF-1\.[0-7]\n%[\x80-\xff]{4}", pdf.content)
    about = pdf.of(pdf.catalog["Metadata"]).content.decode()
    assert re.search(r"pdfuaid:part>1<|pdfuaid:part=.1.", about)
    assert re.search(r"<dc:title>.*<rdf:li[^>]*>[^<]*ครึ่งปี[^<]*<", about, re.DOTALL)
    assert pdf.catalog["ViewerPreferences"]["DisplayDocTitle"] is True
    assert pdf.catalog["MarkInfo"] == {"Marked": True, "Suspects": False}
    assert pdf.catalog["Lang"] == b"th"
    assert "Encrypt" not in pdf.trailer


@EVERY
def test_all_that_is_painted_is_tagged_or_of_the_page_alone(pdf):
    """7.1: no content without a tag, no artifact inside tagged content nor the other way round; 7.2: its language."""
    parents = pdf.numbers(pdf.of(pdf.catalog["StructTreeRoot"])["ParentTree"])
    painted = Counter()
    for number, page in pdf.pages():
        known = pdf.of(parents[page["StructParents"]])
        for _operator, _operands, stack in shown(pdf.of(page["Contents"]).content):
            names = [name for name, _about in stack]
            marks = [about["MCID"] for _name, about in stack if isinstance(about, dict) and "MCID" in about]
            assert ("Artifact" in names) + len(marks) == 1, stack
            for mark in marks:
                element = pdf.of(known[mark])
                assert (mark, number) in marked(pdf, element), element
            painted[bool(marks)] += 1
    assert painted[True] > 100
    assert painted[False] > 0


@EVERY
def test_structure_is_made_of_standard_types_each_where_it_may_stand(pdf):
    """7.1, 7.2, 7.5, 7.6: types, tables, lists and tables of contents."""
    root = pdf.of(pdf.catalog["StructTreeRoot"])
    roles = {str(name): str(role) for name, role in pdf.of(root.get("RoleMap", {})).items()}
    assert set(roles) & STANDARD == set()
    may = {
        "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
        "THead": {"TR"},
        "TBody": {"TR"},
        "TFoot": {"TR"},
        "TR": {"TH", "TD"},
        "L": {"L", "LI", "Caption"},
        "LI": {"Lbl", "LBody"},
        "TOC": {"TOC", "TOCI", "Caption"},
    }
    only_in = {"TR": {"Table", "THead", "TBody", "TFoot"}, "TH": {"TR"}, "TD": {"TR"}, "LI": {"L"}, "TOCI": {"TOC"}}
    only_in |= {name: {"Table"} for name in ("THead", "TBody", "TFoot")} | {"LBody": {"LI"}}
    seen = Counter()
    for _number, element, parent in pdf.elements():
        kind = roles.get(element["S"], str(element["S"]))
        assert kind in STANDARD, kind
        within = [kid for kid in kids(pdf, element) if isinstance(kid, dict) and "S" in kid]
        inner = [roles.get(kid["S"], str(kid["S"])) for kid in within]
        assert set(inner) <= may.get(kind, STANDARD), (kind, inner)
        if kind == "Table":
            assert re.fullmatch("(Caption )?((THead )?(TBody )+(TFoot )?|(TR )+)(Caption )?", f"{' '.join(inner)} "), (
                inner
            )
        if kind in {"L", "TOC"}:
            assert "Caption" not in inner[1:]
        # What has a text of its own: 7.7 formulas, 7.9 notes; 7.4.4 headings without a level.
        assert kind not in {"Formula", "Note", "H"}
        above = roles.get(parent["S"], str(parent["S"])) if parent else ""
        assert above in only_in.get(kind, {above}), (kind, above)
        seen[kind] += 1
    assert seen["Document"] == 1
    assert min(seen["Table"], seen["TH"], seen["TD"], seen["Link"]) > 0


@EVERY
def test_headings_go_down_one_level_at_a_time(pdf):
    """7.4: the first is of level 1, and none leaves a level out."""
    levels = [int(element["S"][1]) for element in headings(pdf)]
    assert levels[0] == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


@EVERY
def test_every_cell_of_a_table_has_its_head_and_every_row_its_cells(pdf):
    """7.5: scopes of heads, ids that cells name, rows of equal length."""
    tables = [element for _number, element, _parent in pdf.elements() if element["S"] == "Table"]
    for table in tables:
        rows = [row for row in below(pdf, table) if row["S"] == "TR"]
        cells = [cell for row in rows for cell in kids(pdf, row)]
        heads = [cell for cell in cells if cell["S"] == "TH"]
        named = {cell["ID"] for cell in heads if "ID" in cell}
        assert heads
        assert {str(attributes(pdf, head).get("Scope")) for head in heads} <= {"Column", "Row", "Both"}
        assert {head for cell in cells for head in attributes(pdf, cell).get("Headers", [])} <= named
        assert all(attributes(pdf, cell).get("Headers") for cell in cells if cell["S"] == "TD")
        widths = {sum(attributes(pdf, cell).get("ColSpan", 1) for cell in kids(pdf, row)) for row in rows}
        assert len(widths) == 1, widths
    assert tables


def test_drawings_say_in_words_what_they_show(made):
    """7.3: every figure has a text, which holds a number."""
    pdf = Pdf(made("pdf"))
    figures = [element for _number, element, _parent in pdf.elements() if element["S"] == "Figure"]
    assert len(figures) > 5
    said = [figure.get("Alt", b"").decode("utf-16").strip("\ufeff") for figure in figures]
    assert [text for text in said if not re.search(r"\d|ไม่มี", text)] == []


@EVERY
def test_links_are_read_where_they_stand_and_say_where_they_lead(pdf):
    """7.18: each annotation is in a Link of the structure, has a text, and is reached in its order."""
    parents = pdf.numbers(pdf.of(pdf.catalog["StructTreeRoot"])["ParentTree"])
    links = {}
    for number, page in pdf.pages():
        annotations = [pdf.of(one) for one in pdf.of(page.get("Annots", []))]
        assert page["Tabs"] == "S"
        for annotation in annotations:
            element = pdf.of(parents[annotation["StructParent"]])
            objects = [pdf.of(kid["Obj"]) for kid in kids(pdf, element) if isinstance(kid, dict) and "Obj" in kid]
            assert (annotation["Subtype"], str(element["S"])) in {("Link", "Link"), ("Link", "Reference")}
            assert annotation in objects
            assert annotation["Contents"].strip()
            assert annotation["F"] & 2 == 0
            assert [mark for each in below(pdf, element) for mark in marked(pdf, each)], "a link without words"
            links.setdefault(number, []).append(annotation)
    assert links


@EVERY
def test_fonts_are_in_the_file_and_say_the_letter_of_every_glyph(pdf):
    """7.21: embedded, with a table of letters that has each glyph shown, none of them the missing one."""
    tables = {}
    for _number, page in pdf.pages():
        for name, reference in pdf.of(pdf.of(page["Resources"])["Font"]).items():
            font = pdf.of(reference)
            (below_it,) = pdf.of(font["DescendantFonts"])
            inner = pdf.of(below_it)
            descriptor = pdf.of(inner["FontDescriptor"])
            assert (font["Subtype"], font["Encoding"], inner["CIDToGIDMap"]) == ("Type0", "Identity-H", "Identity")
            assert {"FontFile2", "FontFile3"} & descriptor.keys()
            assert re.match(r"[A-Z]{6}\+Sarabun-", font["BaseFont"])
            letters = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>", pdf.of(font["ToUnicode"]).content)
            tables[name] = {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in letters}
            assert {text for text in tables[name].values() if set(text) & {"\0", "\ufeff", "\ufffe", ""}} == set()
        for glyph, font in _glyphs(pdf, page):
            assert glyph
            assert tables[font].get(glyph), (font, glyph)


def _glyphs(pdf, page):
    font = ""
    for operator, operands, _stack in shown(pdf.of(page["Contents"]).content):
        if operator == b"Tf":
            font = operands[0]
        elif operator in SHOWING:
            texts = operands[0] if isinstance(operands[0], list) else operands
            raw = b"".join(text for text in texts if isinstance(text, bytes))
            yield from ((raw[at] << 8 | raw[at + 1], font) for at in range(0, len(raw), 2))


@EVERY
def test_bookmarks_have_names_and_lead_to_pages(pdf):
    """7.17 asks for them in long files: ours have one for each heading."""
    pages = [number for number, _page in pdf.pages()]
    found, waiting = [], [pdf.of(pdf.catalog["Outlines"])["First"]]
    while waiting:
        item = pdf.of(waiting.pop())
        found.append(item)
        waiting += [item[way] for way in ("Next", "First") if way in item]
    for item in found:
        assert item["Title"].decode("utf-16").strip("\ufeff ")
        assert pdf.of(item["Dest"])[0] in pages
    assert len(found) == len(headings(pdf))


@EVERY
def test_there_is_nothing_that_only_some_programs_can_show(pdf):
    """7.10, 7.11, 7.15 to 7.20: no layers, files, forms, scripts, sound, nor drawings that other files hold."""
    assert {"OCProperties", "AcroForm", "OpenAction", "AA", "Names", "NeedsRendering"} & pdf.catalog.keys() == set()
    held = [value for value in pdf.objects.values() if isinstance(value, dict)]
    kinds = {str(value["Subtype"]) for value in held if "Subtype" in value}
    assert kinds <= {"Type0", "CIDFontType2", "CIDFontType0", "Link", "XML", "Form", "Image"}
    assert {str(value["S"]) for value in held if value.get("Type") == "Action"} <= {"URI", "GoTo"}


def test_with_thai_numerals_too(forum):
    for rule in (
        test_all_that_is_painted_is_tagged_or_of_the_page_alone,
        test_structure_is_made_of_standard_types_each_where_it_may_stand,
        test_headings_go_down_one_level_at_a_time,
        test_every_cell_of_a_table_has_its_head_and_every_row_its_cells,
        test_links_are_read_where_they_stand_and_say_where_they_lead,
        test_fonts_are_in_the_file_and_say_the_letter_of_every_glyph,
    ):
        rule(forum)
