"""Administrators say who reports for which agency. Plans themselves come from their documents."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from accounts.permissions import Right, has_right
from plans.models import Agency, AgencyMember, ReportReminderStage


class AgencyMemberInline(admin.TabularInline):
    model = AgencyMember
    extra = 0
    autocomplete_fields = ["user"]


@admin.register(Agency)
class AgencyAdmin(admin.ModelAdmin):
    list_display = ["name_th", "abbreviation", "code", "kind", "parent"]
    list_filter = ["kind"]
    list_select_related = ["parent"]
    search_fields = ["name_th", "name_en", "abbreviation", "code"]
    # What a plan's document says of an agency would be said again by the next loading.
    readonly_fields = ["code", "name_th", "name_en", "abbreviation", "kind", "parent"]
    inlines = [AgencyMemberInline]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Agency | None = None) -> bool:
        return False


@admin.register(ReportReminderStage)
class ReportReminderStageAdmin(admin.ModelAdmin):
    list_display = ["days", "audience", "is_on"]
    fields = ["days", "audience", "is_on"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return has_right(request.user, Right.MANAGE_TAXONOMIES)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return has_right(request.user, Right.MANAGE_TAXONOMIES)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """A stage is switched off, never deleted: reminders of it were sent."""
        return False

    def save_model(self, request: HttpRequest, obj: ReportReminderStage, form: Any, change: bool) -> None:
        obj.updated_by = request.user  # type: ignore[assignment]  # only signed-in administrators come here
        if not change:
            obj.created_by = request.user  # type: ignore[assignment]  # as above
        super().save_model(request, obj, form, change)
