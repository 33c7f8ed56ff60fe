"""The national half-year report: freezing its data beside SQL by hand, its files beside bare typst and WeasyPrint.

100,000 organisations, 77 provinces and 200,000 KPI records (BENCH_REPORT_ORGANISATIONS and BENCH_KPI_RECORDS choose
other sizes). Two floors of the snapshot: the figures alone, and the figures with the lists of records that it has to
name. Seconds are those of a processor, of this process, of the database and of all that is started. The peer is
WeasyPrint, which `make bench` installs into var/peers.

Each is done several times in turn, and the quickest counts: what else the machine does only adds to it.

The files are made in a process of its own from the frozen data alone, so that their memory is nobody else's.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from bench.rows import Row
from core.collecting import seldom_collecting

PERIOD = "2567-H1"
ANNEX_ROWS = 2_000
ROUNDS = 5
# Of the peer, which is far from its bounds and takes ten times as long.
PEER_ROUNDS = 3
PEERS = Path(__file__).resolve().parents[1] / "var" / "peers"
VERSIONED = (
    "SELECT r.id, max(e.pgh_id) FROM (SELECT id FROM {table} WHERE withdrawn_at IS NULL AND {when}) r"
    " LEFT JOIN {table}event e ON e.pgh_obj_id = r.id GROUP BY r.id ORDER BY r.id"
)
ONE = ("province_id", "legal_form", "status", "level", "capacity_level")


def measure() -> Iterator[Row]:
    """Seconds of the snapshot and of each format, what all formats together take."""
    from bench.kpi import CODE, _make
    from bench.registry import registry
    from reports import snapshot
    from reports.scope import scope_of

    organisations = int(os.environ.get("BENCH_REPORT_ORGANISATIONS", "100000"))
    with registry(organisations, written=True):
        plan = _make(int(os.environ.get("BENCH_KPI_RECORDS", "200000")))
        scope = scope_of("half-year", CODE, PERIOD)
        figures, lists = _by_hand(plan, scope)
        ours, alone, both = [], [], []
        _one_process()
        # The first who reads what was just written pays for that.
        snapshot.take(scope)
        for _round in range(ROUNDS):
            ours.append(_seconds(lambda: snapshot.take(scope)))
            alone.append(_seconds(lambda: _send(figures)))
            both.append(_seconds(lambda: _send(figures + lists)))
        frozen = snapshot.take(scope)
        yield Row("snapshot, beside the figures alone", "ours", min(ours), "s")
        yield Row("snapshot, beside the figures alone", "floor", min(alone), "s")
        yield Row("snapshot, beside figures and records", "ours", min(ours), "s")
        yield Row("snapshot, beside figures and records", "floor", min(both), "s")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "frozen.json"
        file.write_text(json.dumps(frozen, ensure_ascii=False), encoding="utf-8")
        done = subprocess.run([sys.executable, "-m", "bench.report", str(file)], stdout=subprocess.PIPE, check=True)
    for row in json.loads(done.stdout):
        yield Row(**row)


def _by_hand(plan: Any, scope: Any) -> tuple[list[str], list[str]]:
    """SQL for the figures of the report, and for the lists of the records behind them."""
    from bench.kpi_sql import MEASURED, by_hand

    near = [scope.period, scope.period.previous()]
    halves = [half for half in plan.half_years if half.last_day <= scope.period.last_day]
    figures = [
        sql for one in MEASURED for sql in (by_hand("runs", one, halves), by_hand("runs", one, near, by_parts=True))
    ]
    figures.append(
        f"SELECT {', '.join(ONE)}, count(*) FROM organisations_organisation WHERE state = 'verified'"
        f" GROUP BY GROUPING SETS ({', '.join(f'({column})' for column in ONE)}, ())"
    )
    for several in ("issues", "expertise"):
        figures.append(
            f"SELECT one, count(*) FROM organisations_organisation, unnest({several}) AS one"
            " WHERE state = 'verified' GROUP BY 1"
        )
    lists = [VERSIONED.format(table=one.table, when=one.counts(period)) for one in MEASURED for period in near]
    lists.append(
        f"SELECT o.id, max(e.pgh_id), {', '.join(f'o.{column}' for column in ONE)}, o.issues, o.expertise, o.code"
        " FROM organisations_organisation o LEFT JOIN organisations_organisationevent e ON e.pgh_obj_id = o.id"
        " WHERE o.state = 'verified' GROUP BY o.id ORDER BY o.id"
    )
    return figures, lists


def _send(statements: list[str]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)
            cursor.fetchall()


def _one_process() -> None:
    """Have the database do a statement in one process, so that its time can be read there."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")


def _seconds(work: Callable[[], object]) -> float:
    """Of a processor, here, in the database and in what is started."""
    begun = _processor_seconds() + _of_the_database()
    work()
    return _processor_seconds() + _of_the_database() - begun


def _of_the_database() -> float:
    """Processor seconds of the process that serves our connection, 0 where there is none."""
    from django.db import connection

    if connection.connection is None:
        return 0.0
    pid = connection.connection.info.backend_pid
    used = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(used[11]) + int(used[12])) / os.sysconf("SC_CLK_TCK")


def _files(frozen: dict[str, Any], folder: Path) -> Iterator[Row]:
    """Every format of frozen data, then its PDF beside the others', with a long annex too."""
    from reports.builders import pdf
    from reports.builders.layout import lay_out
    from reports.building import make
    from reports.choices import ReportFormat
    from reports.content import document
    from reports.snapshot import digest_of

    digest = digest_of(frozen)
    made_at = datetime.fromisoformat(frozen["cut_off"])
    begun = _processor_seconds()
    with _most_memory() as most:
        for form in ReportFormat:
            yield Row(f"all files: {form.value}", "ours", _seconds(partial(make, frozen, digest, form)), "s")
    yield Row("all files: seconds of one core", "ours", _processor_seconds() - begun, "s")
    yield Row("all files: most memory", "ours", most[0], "MB")
    made = document(frozen, digest)
    for name, one in (("PDF", made), (f"PDF with {ANNEX_ROWS:,} more rows", _with_annex(made))):
        order = folder / "order.json"
        order.write_text(json.dumps(_order(lay_out(one, apart=True), made_at), ensure_ascii=False), encoding="utf-8")
        pages = _pages(pdf.build(one, made_at=made_at))
        what = f"{name}, {pages} pages"
        ours, bare = [], []
        # In turn: the machine is not as fast in one minute as in the next.
        for _round in range(ROUNDS):
            ours.append(_seconds(partial(pdf.build, one, made_at=made_at)))
            bare.append(_seconds(partial(_bare, order)))
        peer = [_seconds(partial(_weasyprint, one, made_at)) for _round in range(PEER_ROUNDS)]
        yield Row(what, "ours", min(ours), "s")
        yield Row(what, "floor", min(bare), "s")
        yield Row(what, "peer", min(peer), "s")


def _with_annex(made: Any) -> Any:
    """The same with a long table in its last annex."""
    from reports.content.blocks import As, Cell, Column, Table
    from reports.content.blocks import Row as Line

    columns = (Column("รายการ", share=6), Column("จังหวัด", share=4), Column("จำนวน", As.NUMBER, share=2))
    lines = tuple(
        Line((Cell(f"องค์กรชุมชนเพื่อการพัฒนาลำดับที่ {number}"), Cell("เชียงใหม่"), Cell(number)))
        for number in range(ANNEX_ROWS)
    )
    annex = Table("รายการแนบท้าย", "แนบท้าย", columns, lines)
    last = made.chapters[-1]
    return replace(made, chapters=(*made.chapters[:-1], replace(last, blocks=(*last.blocks, annex))))


BARE = """
import json, sys, typst
order = json.load(open(sys.argv[1], encoding="utf-8"))
fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[order.pop("fonts")])
sys.stdout.buffer.write(typst.compile(**order, font_paths=fonts, format="pdf", pdf_standards=["ua-1"]))
"""


def _order(laid: dict[str, Any], made_at: datetime) -> dict[str, Any]:
    """What typst itself is given for the same pages."""
    import fontpkg_sarabun

    from reports.builders import shapes, typesetting
    from reports.builders.squares import put_squares
    from reports.builders.unbroken import unbroken

    put_squares(laid["chapters"])
    dated = {**laid, "year": made_at.year, "month": made_at.month, "day": made_at.day}
    drawn = {"provinces": shapes.provinces(), "water": shapes.water(), "size": shapes.size()}
    return {
        "input": str(typesetting.TEMPLATES / "report.typ"),
        "root": str(typesetting.TEMPLATES),
        "fonts": str(Path(fontpkg_sarabun.__file__).parent / "files"),
        "sys_inputs": {
            "document": json.dumps(dated, ensure_ascii=False),
            "shapes": json.dumps(drawn),
            "unbroken": json.dumps(unbroken(), ensure_ascii=False),
        },
        "timestamp": int(made_at.timestamp()),
    }


def _bare(order: Path) -> bytes:
    """The same pages as typst leaves them, in a process of its own: one that has set them before remembers them."""
    return subprocess.run([sys.executable, "-I", "-c", BARE, str(order)], stdout=subprocess.PIPE, check=True).stdout


PEER = """
import logging, sys
sys.path.append(sys.argv[1])
import weasyprint
# It tells of every page.
logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
logging.getLogger("weasyprint.progress").setLevel(logging.CRITICAL)
nothing = lambda url, *arguments, **options: {"string": b"", "mime_type": "text/plain"}
page = weasyprint.HTML(string=sys.stdin.read(), url_fetcher=nothing)
sys.stdout.buffer.write(page.write_pdf(pdf_tags=True))
"""


def _weasyprint(made: Any, made_at: datetime) -> bytes:
    """The same pages by the peer, from our HTML, as it comes and in a process of its own. `make bench` installs it."""
    from reports.builders import html

    # It cannot set a grid that goes over pages.
    text = html.build(made, made_at=made_at).decode().replace("display: grid", "display: block")
    command = [sys.executable, "-I", "-c", PEER, str(PEERS)]
    return subprocess.run(command, input=text.encode(), stdout=subprocess.PIPE, check=True).stdout


def _pages(content: bytes) -> int:
    import pypdfium2

    opened = pypdfium2.PdfDocument(content)
    try:
        return len(opened)
    finally:
        opened.close()


def _processor_seconds() -> float:
    """Of this process and of those it has started and awaited."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


@contextmanager
def _most_memory() -> Iterator[list[float]]:
    """The most megabytes that this process and those it has started hold at the same time, seen every 10 ms."""
    most, over = [0.0], threading.Event()

    def watch() -> None:
        while not over.wait(0.01):
            most[0] = max(most[0], sum(map(_resident, [str(os.getpid()), *_children()])))

    beside = threading.Thread(target=watch, daemon=True)
    beside.start()
    try:
        yield most
    finally:
        over.set()
        beside.join()


def _children() -> list[str]:
    """Processes that were started, once they are more than another name for this one: until then its memory is ours."""
    mine = Path("/proc/self/cmdline").read_bytes()
    found = [pid for task in Path("/proc/self/task").glob("*/children") for pid in task.read_text().split()]
    return [pid for pid in found if _command(pid) != mine]


def _command(pid: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def _resident(pid: str) -> float:
    """Megabytes; none of a process that has ended meanwhile."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2


def main(file: str) -> None:
    """Measure the files of the frozen data in `file`; the rows go to the standard output as JSON."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "csoregistry.settings")
    import django

    django.setup()
    frozen = json.loads(Path(file).read_text(encoding="utf-8"))
    # As the worker does.
    with seldom_collecting():
        rows = [vars(row) for row in _files(frozen, Path(file).parent)]
    sys.stdout.write(json.dumps(rows, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1])
