"""Catalogues of Thai translations, without the system's gettext.

`python -m csoregistry.translations update`, `check` or `compile`;
`update accounts` (or `update shared`) touches only that catalogue.

The texts in code and templates are plain English; each app keeps its Thai in its own `locale/`, and core, csoregistry
and the shared templates in the one at the top. The files carry neither dates nor line numbers, so that they change
only where a text does. Compiled files are not kept; they are made at install, at `make run` and before tests.
"""

import io
import os
import re
import sys
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LANGUAGE = "th"
APPS = ("accounts", "forum", "imports", "indicators", "organisations", "places", "plans", "reports", "researchers")
SHARED = ("core", "csoregistry", "templates", "thai")

KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|(?<!%)%[sd]|\{\w*\}")

HEADER = """\
msgid ""
msgstr ""
"Language: th\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""


@dataclass(frozen=True)
class Book:
    """One catalogue: where it lies, and the folders whose texts it holds."""

    name: str
    path: Path
    folders: tuple[Path, ...]

    def read(self) -> Catalog:
        """Return what the file holds; an empty catalogue where there is no file yet."""
        if not self.path.exists():
            return Catalog(locale=LANGUAGE)
        with self.path.open("rb") as file:
            return read_po(file, locale=LANGUAGE)

    def wanted(self) -> Catalog:
        """Return the texts that code and templates hold, without translations."""
        catalog = Catalog(locale=LANGUAGE)
        for folder in self.folders:
            for path in sorted(folder.rglob("*")):
                for text, comments, context in _texts(path):
                    catalog.add(text, auto_comments=comments, context=context)
        return catalog


def books(root: Path = ROOT) -> list[Book]:
    """Return every catalogue of the checkout at `root`."""
    inside = Path("locale", LANGUAGE, "LC_MESSAGES", "django.po")
    own = [Book(app, root / app / inside, (root / app,)) for app in APPS]
    return [Book("shared", root / inside, tuple(root / name for name in SHARED)), *own]


def _texts(path: Path) -> Iterator[tuple[str | tuple[str, ...], list[str], str | None]]:
    if path.suffix == ".py" and "migrations" not in path.parts:
        source = path.read_bytes()
    elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
        # In brackets, the white space of a template is not taken for Python's indents.
        source = b"(" + templatize(path.read_text(encoding="utf-8"), origin=str(path)).encode() + b"\n)"
    else:
        return
    options = {"encoding": "utf-8"}
    for _line, text, comments, context in extract("python", io.BytesIO(source), KEYWORDS, ("Translators:",), options):
        yield text, comments, context


def _key(message: Message) -> tuple[str, str]:
    text = message.id if isinstance(message.id, str) else message.id[0]
    return message.context or "", text


def _entries(catalog: Catalog) -> dict[tuple[str, str], Message]:
    return {_key(message): message for message in catalog if message.id}


def _strings(value: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(value or ())


def update(root: Path = ROOT, *, only: Iterable[str] = ()) -> None:
    """Write each catalogue anew: new texts empty (or as another catalogue has them), gone ones dropped.

    `only` names apps, or "shared", to leave the other catalogues alone.
    """
    shelf = books(root)
    known = {key: m for book in shelf for key, m in _entries(book.read()).items() if all(_strings(m.string))}
    for book in shelf:
        if only and book.name not in only:
            continue
        wanted, kept = book.wanted(), _entries(book.read())
        for key, message in _entries(wanted).items():
            source = kept.get(key) if all(_strings(getattr(kept.get(key), "string", ""))) else known.get(key)
            if source is not None:
                strings = _strings(source.string)
                message.string = strings[:1] if message.pluralizable else strings[0]
                message.user_comments = source.user_comments
                if source.fuzzy:
                    message.flags.add("fuzzy")
        if not _entries(wanted) and not book.path.exists():
            continue
        text = io.BytesIO()
        write_po(text, wanted, width=100, no_location=True, omit_header=True, sort_output=True)
        book.path.parent.mkdir(parents=True, exist_ok=True)
        book.path.write_text(HEADER + text.getvalue().decode().strip() + "\n", encoding="utf-8")


def check(root: Path = ROOT) -> list[str]:
    """Return what is wrong with the catalogues, one sentence each; an empty list where all is well."""
    faults: list[str] = []
    first: dict[tuple[str, str], tuple[Path, tuple[str, ...]]] = {}
    for book in books(root):
        name = book.path.relative_to(root)
        wanted, kept = _entries(book.wanted()), _entries(book.read())
        faults += [f"{name}: not in the catalogue (run update): {key[1]!r}" for key in wanted.keys() - kept.keys()]
        faults += [f"{name}: no longer used (run update): {key[1]!r}" for key in kept.keys() - wanted.keys()]
        for key in kept.keys() & wanted.keys():
            message = kept[key]
            faults += [f"{name}: {fault}: {key[1]!r}" for fault in _faults(message)]
            # Django merges all catalogues into one, so a text has one translation.
            where, strings = first.setdefault(key, (name, _strings(message.string)))
            if strings != _strings(message.string):
                faults.append(f"{name}: translated otherwise than in {where}: {key[1]!r}")
    return sorted(faults)


def _faults(message: Message) -> Iterator[str]:
    strings, ids = _strings(message.string), _strings(message.id)
    if not strings or not all(strings):
        yield "without translation"
        return
    if message.fuzzy:
        yield "marked fuzzy"
    for string in strings:
        if sorted(set(PLACEHOLDER.findall(string))) != sorted(set(PLACEHOLDER.findall(ids[-1]))):
            yield "other placeholders than the English text"
        if string.startswith("\n") != ids[0].startswith("\n") or string.endswith("\n") != ids[0].endswith("\n"):
            yield "begins or ends with a line break where the English text does not, or the other way round"


def compile_all(root: Path = ROOT) -> int:
    """Compile the catalogues that are newer than their compiled files; return how many those were."""
    count = 0
    for book in books(root):
        target = book.path.with_suffix(".mo")
        if not book.path.exists() or (target.exists() and target.stat().st_mtime >= book.path.stat().st_mtime):
            continue
        # Made aside: a process that starts meanwhile must not read half a file.
        draft = target.with_name(f"{target.name}.{os.getpid()}")
        with draft.open("wb") as file:
            write_mo(file, book.read())
        draft.replace(target)
        count += 1
    return count


def main(arguments: list[str]) -> int:
    """Run one of the three commands; return the exit code."""
    # templatize warns of a translator comment that is not the line's last; it changes nothing.
    warnings.simplefilter("ignore")
    match arguments:
        case ["update", *names] if {*names} <= {"shared", *APPS}:
            update(only=names)
        case ["check"]:
            faults = check()
            sys.stdout.write("".join(f"{fault}\n" for fault in faults))
            return 1 if faults else 0
        case ["compile"]:
            compile_all()
        case _:
            sys.stderr.write(f"Say check, compile, or update (with {', '.join(('shared', *APPS))} for some).\n")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
