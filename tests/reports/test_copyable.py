"""Thai text of a PDF is found, copied and read aloud as it was written, by poppler and by pdfium.

words_th.txt holds 1,500 words drawn from the list of PyThaiNLP (public domain, CC0).
"""

import json
import re
import subprocess
import zlib
from pathlib import Path

import fontpkg_sarabun
import pypdfium2
import pytest
import typst

from reports.builders.copyable import with_letters

WORDS = Path(__file__).with_name("words_th.txt").read_text(encoding="utf-8").split()
# Marks that Sarabun moves, ำ with and without tones, marks over letters with tails, and signs that are not Thai.
HARD = ["ครึ่งปี", "ฟื้นฟู", "ปั๊ม", "เป้าหมาย", "น้ำ", "ซ้ำซ้อน", "คำ", "ป้ำ", "ญุ", "ฎุ", "ก็", "ทั้งนี้", "สิทธิ์"]
HARD += ["ฤๅษี", "office", "1,250,000.50", "๘๑,๐๐๐", "(๒๕๖๕)", "กกก", "กั้กั้"]
STYLES = ["size: 16pt", 'size: 14pt, weight: "bold"', "size: 32pt", 'size: 11pt, fill: rgb("#4d5666")']
SOURCE = """#set document(title: "x")
#set text(font: "Sarabun", lang: "th", {style})
#for word in json(bytes(sys.inputs.words)) [#word\\ ]
"""


def _typeset(words, style, tmp_path):
    source = tmp_path / "words.typ"
    source.write_text(SOURCE.format(style=style), encoding="utf-8")
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(Path(fontpkg_sarabun.__file__).parent / "files")],
    )
    inputs = {"words": json.dumps(words, ensure_ascii=False)}
    return typst.compile(str(source), font_paths=fonts, format="pdf", pdf_standards=["ua-1"], sys_inputs=inputs)


def _lines(pdf, tmp_path):
    """The lines that each reader finds."""
    file = tmp_path / "words.pdf"
    file.write_bytes(pdf)
    found = {}
    for mode in ("-raw", "-layout", "-nopgbrk"):
        done = subprocess.run(["pdftotext", mode, str(file), "-"], capture_output=True, check=True)
        found[f"poppler {mode}"] = done.stdout.decode().split()
    document = pypdfium2.PdfDocument(pdf)
    found["pdfium"] = [line for page in document for line in page.get_textpage().get_text_range().split()]
    document.close()
    return found


def test_at_least_995_of_a_thousand_dictionary_words_are_read_exactly(tmp_path):
    pdf = with_letters(_typeset(WORDS, STYLES[0], tmp_path))
    for reader, lines in _lines(pdf, tmp_path).items():
        wrong = sorted(set(WORDS) - set(lines))
        assert len(wrong) <= len(WORDS) * 0.005, (reader, wrong)


@pytest.mark.parametrize("style", STYLES)
def test_hard_words_are_read_exactly_in_every_style(style, tmp_path):
    pdf = with_letters(_typeset(HARD, style, tmp_path))
    assert {reader: lines for reader, lines in _lines(pdf, tmp_path).items() if lines != HARD} == {}


def test_words_are_read_exactly_in_files_of_many_signs(tmp_path):
    """From the 128th glyph on typst writes the numbers of glyphs otherwise."""
    signs = [chr(code) for code in (*range(0x21, 0x7F), *range(0xC0, 0x100)) if chr(code) not in "()"]
    first = ["".join(signs[at : at + 20]) for at in range(0, len(signs), 20)]
    pdf = with_letters(_typeset([*first, *HARD, *WORDS[::15]], STYLES[0], tmp_path))
    assert re.search(rb"\[?<[0-9A-F]{4,}>\]?T", b"".join(_streams(pdf)))
    wanted = [*first, *HARD, *WORDS[::15]]
    assert {reader: lines for reader, lines in _lines(pdf, tmp_path).items() if lines != wanted} == {}


def test_each_glyph_says_its_own_letters_to_readers_without_actual_text(tmp_path):
    pdf = with_letters(_typeset(["กั้น", "ลิ้น", "น้ำ"], STYLES[0], tmp_path))
    table = _char_map(pdf)
    assert sorted(table) == sorted(["ก", "ั", "้", "น", "ล", "ิ", "ํ้", "า"])


def test_nothing_moves_on_the_page(tmp_path):
    plain = _typeset([*HARD, *WORDS[::25]], STYLES[0], tmp_path)
    images = []
    for content in (plain, with_letters(plain)):
        document = pypdfium2.PdfDocument(content)
        images.append([bytes(page.render(scale=2).buffer) for page in document])
        document.close()
    differing = [sum(abs(a - b) > 64 for a, b in zip(*pair, strict=True)) for pair in zip(*images, strict=True)]
    assert max(differing) == 0


def test_the_same_file_gives_the_same_bytes(tmp_path):
    plain = _typeset(HARD, STYLES[0], tmp_path)
    assert with_letters(plain) == with_letters(plain)


def _streams(pdf):
    for found in re.finditer(rb"/FlateDecode[^\n]*>>\nstream\n(.*?)\nendstream", pdf, re.DOTALL):
        yield zlib.decompress(found[1])


def _char_map(pdf):
    for found in re.finditer(rb"/Type/CMap[^\n]*>>\nstream\n(.*?)\nendstream", pdf, re.DOTALL):
        lines = re.findall(rb"<(?!0000)[0-9A-F]{4}> <([0-9A-F]+)>", zlib.decompress(found[1]))
        return [bytes.fromhex(text.decode()).decode("utf-16-be") for text in lines]
    return []
