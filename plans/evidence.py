"""Which files may stand as evidence, told by what is in them and never by their names."""

from __future__ import annotations

import uuid
import zipfile
from dataclasses import dataclass
from typing import IO, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

MAX_BYTES = 10_000_000
# Files that one report may hold.
MAX_FILES = 20
OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Kind:
    """A kind of file we keep: how it is called, served and shown."""

    extension: str
    content_type: str
    name: str


PDF = Kind("pdf", "application/pdf", "PDF")
JPEG = Kind("jpg", "image/jpeg", "JPEG")
PNG = Kind("png", "image/png", "PNG")
WORD = Kind("docx", f"{OFFICE}.wordprocessingml.document", "Word")
EXCEL = Kind("xlsx", f"{OFFICE}.spreadsheetml.sheet", "Excel")

KINDS = {kind.content_type: kind for kind in (PDF, JPEG, PNG, WORD, EXCEL)}
ACCEPT = ".pdf,.jpg,.jpeg,.png,.docx,.xlsx"


def sniff(head: bytes, content: IO[bytes]) -> Kind | None:
    """The kind of a file by its first bytes; of an Office document, by what its zip holds. None: not one we keep."""
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"PK\x03\x04"):
        return _office(content)
    return None


def _office(content: IO[bytes]) -> Kind | None:
    try:
        with zipfile.ZipFile(content) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return None
    # A document with macros runs programs on the reader's machine.
    if any(name.lower().endswith("vbaproject.bin") for name in names) or "[Content_Types].xml" not in names:
        return None
    if "word/document.xml" in names:
        return WORD
    return EXCEL if "xl/workbook.xml" in names else None


def checked(upload: UploadedFile) -> Kind:
    """The kind of an uploaded file. Raises ValidationError, saying what may be sent instead."""
    if not upload.size or upload.file is None:
        raise ValidationError(_("This file is empty. Choose another."), code="empty")
    if upload.size > MAX_BYTES:
        raise ValidationError(
            _("This file is larger than 10 MB. Make it smaller, or give a link to it."), code="too_large"
        )
    upload.seek(0)
    kind = sniff(upload.read(16), upload.file)
    upload.seek(0)
    if kind is None:
        raise ValidationError(
            _(
                "This is not a file that can be kept. "
                "Send a PDF, a JPEG or PNG picture, or a Word (.docx) or Excel (.xlsx) file."
            ),
            code="kind",
        )
    return kind


class EvidenceField(forms.FileField):
    """An evidence file, refused beside its field if it is none that can be kept."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.ClearableFileInput({"accept": ACCEPT}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if upload:
            checked(upload)
        return upload


def random_name(kind: Kind) -> str:
    """A name that says nothing and cannot be guessed: what a person typed never becomes a path."""
    return f"{uuid.uuid4().hex}.{kind.extension}"
