"""Migrations that render one model per operation, not all that hang together with it.

Between two operations Django builds the classes of the changed model anew, and of every model that can be reached from
it. Here everything reaches everything (each history row knows who made it), so an empty database took half a minute,
nearly all of it classes that nothing had changed. Where an operation only adds, or changes a column that nothing refers
to, the others' classes still fit, and `LeanState` leaves them. Any other operation, and RunPython, gets all classes
built from the recorded state, which Django does too after what it calls delayed rendering.

docs/adr/0010-lean-migrations.md tells how this was held against Django's own.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ModelState, ProjectState
from django.db.models import Field


class LeanState(ProjectState):
    """Django's record of all models at one migration, sparing with classes."""

    # Whether the operation at hand only adds a model or a field.
    _adds = False
    # The record as it was before the operation at hand, which the operation reads too.
    _before: ProjectState | None = None

    def clone(self) -> ProjectState:
        copy = super().clone()
        copy.__class__ = LeanState
        self._before = copy
        return copy

    def add_model(self, model_state: ModelState) -> None:
        self._adds = True
        try:
            super().add_model(model_state)
        finally:
            self._adds = False

    def add_field(self, app_label: str, model_name: str, name: str, field: Field, preserve_default: bool) -> None:
        self._adds = True
        try:
            super().add_field(app_label, model_name, name, field, preserve_default)
        finally:
            self._adds = False

    def reload_model(self, app_label: str, model_name: str, delay: bool = False) -> None:
        """Build the class of one model anew; `delay` is Django's word for "nothing refers to what was changed"."""
        self.reload_models({(app_label, model_name)}, delay=delay)

    def reload_models(self, models: Iterable[tuple[str, str]], delay: bool = True) -> None:
        models = set(models)
        if "apps" not in self.__dict__:  # looking at the attribute would build it
            return
        if (delay or self._adds) and not self._has_heirs(models):
            self.is_delayed = True
            self._reload(models)  # type: ignore[attr-defined]  # the stubs leave it out
            return
        for state in (self, self._before):
            if state is not None:
                state.__dict__.pop("apps", None)

    def _has_heirs(self, models: set[tuple[str, str]]) -> bool:
        """Tell whether a model inherits from one of `models`, so that its class changes with it."""
        names = {f"{app}.{model}" for app, model in models}
        return any(
            isinstance(base, str) and base.lower() in names for state in self.models.values() for base in state.bases
        )


class LeanExecutor(MigrationExecutor):
    """Django's executor over a LeanState."""

    def _create_project_state(self, with_applied_migrations: bool = False) -> ProjectState:
        state: ProjectState = super()._create_project_state(with_applied_migrations)  # type: ignore[misc]  # as above
        state.__class__ = LeanState
        return state
