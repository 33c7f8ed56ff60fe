"""Who may open the pages of imports: admins alone."""

from tests.factories.imports import RIGHT, checked, committed, csv_of

_ADMINS = {"public": 302, "*": 403, "admin": 200}
_BUTTONS = {"public": 302, "*": 403, "admin": 405}

TABLE = {
    "imports:list": _ADMINS,
    "imports:new": _ADMINS,
    "imports:template": _ADMINS,
    "imports:book_template": _ADMINS,
    "imports:dictionary": _ADMINS,
    "imports:detail": _ADMINS,
    "imports:columns": _ADMINS,
    "imports:original": _ADMINS,
    "imports:commit": _BUTTONS,
    "imports:undo": _ADMINS,
    "imports:errors": _ADMINS,
    "imports:decide": _BUTTONS,
    "imports:retry": _BUTTONS,
    "imports:cancel": _BUTTONS,
}

_made = {}


def make(cast):
    _made["pk"] = checked(csv_of([RIGHT]), by=cast["admin"]).pk
    wrong = csv_of([{**RIGHT, "จังหวัด": "แอตแลนติส"}])
    _made["wrong"] = checked(wrong, by=cast["admin"]).pk
    _made["written"] = committed(csv_of([{**RIGHT, "ชื่อองค์กร": "มูลนิธิที่นำเข้าแล้ว"}]), by=cast["admin"]).pk


def _pk(cast):
    return [_made["pk"]]


def _written(cast):
    return [_made["written"]]


def _wrong(cast):
    return [_made["wrong"]]


ARGUMENTS = {"imports:book_template": lambda cast: ["seats"], "imports:undo": _written, "imports:errors": _wrong} | {
    f"imports:{name}": _pk for name in ("detail", "columns", "original", "commit", "decide", "retry", "cancel")
}
