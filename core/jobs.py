"""Running a long job that is a row (see core.models.Job)."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections, transaction
from django.utils import timezone

from core.models import LEASE, Job, JobState

RENEWED_EVERY = 5.0  # seconds


class JobCancelled(Exception):
    """The owner cancelled the job, or another worker took it over."""


class JobFailed(Exception):
    """The job cannot succeed; the message is a sentence for its owner and no retry follows."""


def enqueue(job: Job, task: Any) -> None:
    """Ring the worker for `job` once the transaction that made it is committed."""
    transaction.on_commit(lambda: ring(job, task))


def ring(job: Job, task: Any) -> None:
    """Tell the worker. A dead broker loses nothing: the beat task rings again for what waits."""
    from kombu.exceptions import OperationalError  # lazy: only who rings needs the broker's client

    try:
        task.apply_async(args=[str(job.pk)], retry=False)
    except OperationalError:
        return


_doorbells: dict[type[Job], Any] = {}


def rung_by(model: type[Job]) -> Callable[[Any], Any]:
    """Decorator of the task that works on jobs of `model`, so that the beat can ring for those that wait."""

    def remember(task: Any) -> Any:
        _doorbells[model] = task
        return task

    return remember


def doorbells() -> list[type[Job]]:
    """The kinds of jobs whose tasks are loaded."""
    return list(_doorbells)


def ring_again(model: type[Job]) -> int:
    """Ring for jobs of one kind that are queued or abandoned. Returns how many."""
    waiting = list(model._default_manager.waiting().only("pk"))  # type: ignore[attr-defined]  # JobQuerySet's
    for job in waiting:
        ring(job, _doorbells[model])
    return len(waiting)


def report_progress(
    job: Job,
    *,
    done: int | None = None,
    total: int | None = None,
    stage: str | None = None,
) -> None:
    """Write how far the job is and renew its lease; raise JobCancelled when it is no longer ours."""
    values: dict[str, Any] = {"lease_until": timezone.now() + LEASE}
    if done is not None:
        values["progress_done"] = done
    if total is not None:
        values["progress_total"] = total
    if stage is not None:
        values["stage"] = stage
    ours = type(job)._default_manager.filter(pk=job.pk, state=JobState.RUNNING, lease_token=job.lease_token)
    if not ours.update(**values):
        raise JobCancelled
    for name, value in values.items():
        setattr(job, name, value)


@contextmanager
def pulse(job: Job) -> Iterator[Callable[[int], None]]:
    """Report progress from within a long transaction, so that everybody sees it and the lease goes on.

    Gives a function that takes how much is done and raises JobCancelled, like `report_progress`, but writes through a
    connection of its own. To be entered before the transaction, which must not have written the job's row.
    """
    if connection.in_atomic_block:
        # Nobody outside the transaction sees the job at all.
        yield lambda done: report_progress(job, done=done)
        return
    own = connections.create_connection(DEFAULT_DB_ALIAS)

    def report(done: int) -> None:
        with own.cursor() as cursor:
            cursor.execute(
                f"UPDATE {job._meta.db_table} SET progress_done = %s, lease_until = %s"  # noqa: S608 - a table's name
                " WHERE id = %s AND state = %s AND lease_token = %s",
                [done, timezone.now() + LEASE, job.pk, JobState.RUNNING, job.lease_token],
            )
            if not cursor.rowcount:
                raise JobCancelled

    try:
        yield report
    finally:
        own.close()


@contextmanager
def finishing(job: Job) -> Iterator[None]:
    """Write the end of the job: done, or failed with its reason. Only the holder of the lease may."""
    ours = type(job)._default_manager.filter(pk=job.pk, state=JobState.RUNNING, lease_token=job.lease_token)
    try:
        yield
    except JobCancelled:
        return
    except JobFailed as error:
        ours.update(
            state=JobState.FAILED,
            reason=str(error),
            finished_at=timezone.now(),
            lease_until=None,
        )
        return
    except BaseException:
        # Not the job's own doing, as far as it knows: it waits again at once, and at most MAX_ATTEMPTS times.
        ours.update(state=JobState.QUEUED, lease_until=None)
        raise
    ours.update(state=JobState.DONE, finished_at=timezone.now(), lease_until=None, reason="")


def run(model: type[Job], pk: str, work: Callable[[Any], None]) -> None:
    """Claim job `pk` and do `work` on it; nothing happens when it is another worker's or over.

    After an unexpected error the row waits again; after a kill, once its lease has ended. The beat task
    rings for it, at most MAX_ATTEMPTS times; then it has failed with the reason "gave_up".
    """
    job = model._default_manager.claim(pk)  # type: ignore[attr-defined]  # every Job has JobQuerySet's manager
    if job is None:
        return
    with finishing(job), _renewing(job):
        work(job)


@contextmanager
def _renewing(job: Job) -> Iterator[None]:
    """Renew the lease beside the work, on a connection of its own: a single statement may take long."""
    over = threading.Event()
    beside = threading.Thread(target=_renew, args=(job, over), daemon=True)
    beside.start()
    try:
        yield
    finally:
        over.set()
        beside.join()


def _renew(job: Job, over: threading.Event) -> None:
    ours = type(job)._default_manager.filter(pk=job.pk, state=JobState.RUNNING, lease_token=job.lease_token)
    while not over.wait(RENEWED_EVERY):
        try:
            ours.update(lease_until=timezone.now() + LEASE)
        except DatabaseError:
            # The work notices by itself, or the next turn succeeds.
            connection.close()
    connection.close()
