import pytest

from thai.legal_forms import says_nothing, without_legal_forms
from thai.text import search_key


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("มูลนิธิสายธาร", "สายธาร"),
        ("มลนิธิสายธาร", "สายธาร"),
        ("มูลนิธิ", ""),
        ("มูลนิธิฯ", ""),
        ("กลุมแม่บ้าน", "แม่บ้าน"),
        ("กองทุนสวัสดิการชุมชนบ้านหนอง", "บ้านหนอง"),
        ("บริษัทสวนฝันวิสาหกิจเพื่อสังคมจำกัด", "สวนฝัน"),
        ("ศูนยพัฒนาครอบครัวบ้านป่า", "บ้านป่า"),
        ("RainbowFoundation", "rainbow"),
        ("วสช.", ""),
        ("เด็ก", "เด็ก"),
    ],
)
def test_without_legal_forms(typed, kept):
    assert without_legal_forms(search_key(typed)) == kept


def test_what_says_nothing():
    assert [word for word in ("ฯลฯ", "ๆ", "เด็ก") if says_nothing(word)] == ["ฯลฯ", "ๆ"]
