"""Names of the months, as printed and as people type them."""

import re

LONG = {
    "th": (
        "มกราคม",
        "กุมภาพันธ์",
        "มีนาคม",
        "เมษายน",
        "พฤษภาคม",
        "มิถุนายน",
        "กรกฎาคม",
        "สิงหาคม",
        "กันยายน",
        "ตุลาคม",
        "พฤศจิกายน",
        "ธันวาคม",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
SHORT = {
    "th": (
        "ม.ค.",
        "ก.พ.",
        "มี.ค.",
        "เม.ย.",
        "พ.ค.",
        "มิ.ย.",
        "ก.ค.",
        "ส.ค.",
        "ก.ย.",
        "ต.ค.",
        "พ.ย.",
        "ธ.ค.",
    ),
    "en": (
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "May",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Oct",
        "Nov",
        "Dec",
    ),
}
# Spoken short forms and frequent slips; dots and case do not matter.
_ALSO = {
    1: ("มกรา", "มกราค"),
    2: ("กุมภา", "กุมภาพันธ", "กุมภาพัน"),
    3: ("มีนา", "มินาคม"),
    4: ("เมษา", "เมษ"),
    5: ("พฤษภา", "พฤกษภาคม", "พฤศภาคม"),
    6: ("มิถุนา", "มิถุนายม", "มิย"),
    7: ("กรกฎา", "กรกฏาคม", "กรกฏา", "กรกดาคม"),
    8: ("สิงหา",),
    9: ("กันยา", "sept"),
    10: ("ตุลา",),
    11: ("พฤศจิกา", "พฤษจิกายน", "พฤศจิ", "พฤศจิกายม"),
    12: ("ธันวา",),
}

NUMBER_OF_MONTH: dict[str, int] = {
    name.replace(".", "").lower(): number
    for number in range(1, 13)
    for name in (
        *(names[language][number - 1] for names in (LONG, SHORT) for language in ("th", "en")),
        *_ALSO[number],
    )
}


def _with_dots(name: str) -> str:
    """มีค also where written มี.ค. or มี ค. (an abbreviation), a longer name only as it is."""
    if len(name) > 4:
        return name
    return re.sub(r"(?<=.)(?=[\u0e01-\u0e2e])", r"\\.?\\s?", name)


# One alternation for all of them, the longest first; a dot may follow. Matches lower-case text.
MONTH_PATTERN = "|".join(_with_dots(name) for name in sorted(NUMBER_OF_MONTH, key=lambda name: (-len(name), name)))


def month_number(name: str) -> int:
    """1–12 of a name that MONTH_PATTERN matched."""
    return NUMBER_OF_MONTH[re.sub(r"[.\s]", "", name)]
