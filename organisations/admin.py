"""Administrators keep the taxonomies here; organisations are looked at, and changed through their own pages."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from accounts.permissions import Right, has_right
from organisations.models import Organisation, ReminderStage, Term


@admin.register(Term)
class TermAdmin(admin.ModelAdmin):
    list_display = ("name_th", "name_en", "taxonomy", "code", "position", "retired_at")
    list_filter = ("taxonomy", ("retired_at", admin.EmptyFieldListFilter))
    search_fields = ("name_th", "name_en", "code")
    ordering = ("taxonomy", "position")
    fields = ("taxonomy", "code", "name_th", "name_en", "synonyms", "sdgs", "position", "retired_at")

    def get_readonly_fields(self, request: HttpRequest, obj: Term | None = None) -> tuple[str, ...]:
        """A code is kept for ever, and so is its list."""
        return ("taxonomy", "code") if obj else ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return has_right(request.user, Right.MANAGE_TAXONOMIES)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return has_right(request.user, Right.MANAGE_TAXONOMIES)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """A term is retired, never deleted: old records keep it."""
        return False

    def save_model(self, request: HttpRequest, obj: Term, form: Any, change: bool) -> None:
        obj.updated_by = request.user  # type: ignore[assignment]  # only signed-in administrators come here
        if not change:
            obj.created_by = request.user  # type: ignore[assignment]  # as above
        super().save_model(request, obj, form, change)


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin):
    list_display = ("name_th", "code", "province", "state", "status", "updated_at")
    list_filter = ("state", "status")
    list_select_related = ("province",)
    search_fields = ("code", "name_th", "name_en")
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(ReminderStage)
class ReminderStageAdmin(admin.ModelAdmin):
    list_display = ("days", "is_on")
    fields = ("days", "is_on")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return has_right(request.user, Right.MANAGE_TAXONOMIES)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return has_right(request.user, Right.MANAGE_TAXONOMIES)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """A stage is switched off, never deleted: reminders of it were sent."""
        return False

    def save_model(self, request: HttpRequest, obj: ReminderStage, form: Any, change: bool) -> None:
        obj.updated_by = request.user  # type: ignore[assignment]  # only signed-in administrators come here
        if not change:
            obj.created_by = request.user  # type: ignore[assignment]  # as above
        super().save_model(request, obj, form, change)
