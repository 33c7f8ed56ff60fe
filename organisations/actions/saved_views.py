"""Lists' addresses kept under a name."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Right, has_right
from organisations.choices import Sharing
from organisations.models import SavedView


def sharings(user: Any) -> list[Sharing]:
    """With whom this person may share a view."""
    found = [Sharing.ME]
    if user.province_codes:
        found.append(Sharing.PROVINCE)
    if has_right(user, Right.VERIFY_ORGANISATIONS):
        found += [Sharing.STAFF, Sharing.ALL]
    return found


@transaction.atomic
def save_view(*, page: str, name: str, query: str, sharing: Sharing = Sharing.ME, by: Any) -> SavedView:
    """Keep an address under a name; one's own view of that name is replaced. Raises ValidationError."""
    _check_sharing(sharing, by)
    view, _new = SavedView.objects.update_or_create(
        owner=by, page=page, name=name, defaults={"query": query, **_shared(sharing, by)}
    )
    return view


@transaction.atomic
def change_view(*, view: SavedView, name: str, sharing: Sharing, by: Any) -> SavedView:
    """Another name, or shared with others. Raises PermissionDenied for another's view, ValidationError."""
    row = _mine(view, by)
    _check_sharing(sharing, by)
    if SavedView.objects.filter(owner=by, page=row.page, name=name).exclude(pk=row.pk).exists():
        raise ValidationError({"name": _("You have a saved view of this name already. Choose another name.")})
    row.name = name
    for field, value in _shared(sharing, by).items():
        setattr(row, field, value)
    row.save()
    return row


@transaction.atomic
def delete_view(*, view: SavedView, by: Any) -> None:
    """Forget a view. Raises PermissionDenied for another's."""
    _mine(view, by).delete()


def _mine(view: SavedView, by: Any) -> SavedView:
    row = SavedView.objects.select_for_update().get(pk=view.pk)
    if row.owner_id != by.pk:
        raise PermissionDenied(_("Only the person who saved this view may change it."))
    return row


def _check_sharing(sharing: Sharing, by: Any) -> None:
    if sharing not in sharings(by):
        raise ValidationError({"sharing": _("You cannot share a view with these people. Choose again.")})


def _shared(sharing: Sharing, by: Any) -> dict[str, Any]:
    return {"sharing": sharing, "provinces": sorted(by.province_codes) if sharing == Sharing.PROVINCE else []}
