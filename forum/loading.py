"""Reads a forum document (YAML) into rows; twice gives the same, follow-ups are kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from django.db import models, transaction
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from forum.models import Forum, Proposal, ProposalAgency, ProposalProject
from plans.models import Agency, Node

TEXTS = (
    "name_th", "name_en", "theme_th", "theme_en", "participants", "held_th", "held_en", "basis_th", "basis_en",
    "purpose_th", "purpose_en", "summary_th", "summary_en", "source_th", "source_en",
)  # fmt: skip


M = TypeVar("M", bound=models.Model)


class ForumDocumentError(ValueError):
    """The document cannot be loaded; the message names what and where."""


@transaction.atomic
def load_forum(path: Path) -> Forum:
    """Load the document at `path` whole, or raise ForumDocumentError and change nothing.

    Agencies and projects that the document names join a proposal; those that staff added stay.
    """
    try:
        document = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, YAMLError) as error:
        raise ForumDocumentError(f"{path.name}: {error}") from error
    if not isinstance(document, dict) or not isinstance(document.get("year"), int):
        raise ForumDocumentError(f"{path.name}: 'year' is missing: not a forum document")
    for agency in document.get("agencies", []):
        _write(
            Agency,
            {"code": agency["code"]},
            {key: agency.get(key, "") for key in ("name_th", "name_en", "abbreviation")},
        )
    printed = [part["printed"] for part in document.get("organisers", []) + document.get("co_organisers", [])]
    values = {key: document[key] for key in TEXTS if key in document}
    forum = _write(Forum, {"year": document["year"]}, {**values, "organisers": printed})
    for entry in document.get("proposals", []):
        _load_proposal(forum, entry, document.get("plan", ""), path)
    return forum


def _load_proposal(forum: Forum, entry: dict[str, Any], plan: str, path: Path) -> None:
    where = f"{path.name}: proposal {entry['number']}"
    proposal = _write(
        Proposal, {"forum": forum, "number": entry["number"]}, {"text_th": entry["th"], "text_en": entry.get("en", "")}
    )
    for part in entry.get("agencies", []):
        agency = Agency.objects.filter(code=part["agency"]).first()
        if agency is None:
            raise ForumDocumentError(f"{where}: unknown agency '{part['agency']}'")
        ProposalAgency.objects.get_or_create(proposal=proposal, agency=agency)
    for number in entry.get("projects", []):
        node = Node.objects.filter(plan__code=plan, number=str(number)).first()
        if node is None:
            raise ForumDocumentError(f"{where}: plan '{plan}' has no project {number}")
        ProposalProject.objects.get_or_create(proposal=proposal, node=node)


def _write(model: type[M], key: dict[str, Any], values: dict[str, Any]) -> M:
    """The row of `key` with `values`; written only where something differs, so that history stays quiet."""
    row = model._default_manager.filter(**key).first() or model(**key)
    if row.pk is None or any(getattr(row, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
    return row
