"""A Dask cluster that somebody keeps: the only line this program ever opens, where it is told to.

Only when an address is given is the library loaded at all. What goes over the line are the
names of folders, a day, and the figures that come back; never a passphrase or a key. The library
itself gives a task whose worker died to another one, a few times.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from jiamao_desktop.app.portfolio_parts import Planned, Spread, Task, Work, failed, lost
from jiamao_desktop.domain.errors import MachineError

_SECONDS = 10
"""To reach the cluster."""


def on_cluster(
    address: str,
) -> Spread:
    """Return what has tasks worked on by a Dask cluster at an address.

    Raises:
        MachineError: ``cluster.not_installed``.
    """
    distributed = _library()

    def spread(
        work: Work, tasks: Sequence[Task], tell: Callable[[Planned], None]
    ) -> Mapping[int, Planned]:
        try:
            client = distributed.Client(address, timeout=_SECONDS, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:
            raise MachineError("cluster.not_reached", address=address) from error
        with client:
            return _answers(distributed, client, work, tasks, tell)

    return spread


def _library() -> Any:
    try:
        import distributed  # noqa: PLC0415 -- an extra, and slow to load; only for who has a cluster
    except ImportError as error:
        raise MachineError("cluster.not_installed") from error
    return distributed


def _answers(
    distributed: Any,
    client: Any,
    work: Work,
    tasks: Sequence[Task],
    tell: Callable[[Planned], None],
) -> Mapping[int, Planned]:
    waiting = client.map(work, tasks, pure=False)
    places = {future.key: place for place, future in enumerate(waiting)}
    found: dict[int, Planned] = {}
    for future in distributed.as_completed(waiting, loop=client.loop):
        place = places[future.key]
        error = future.exception()
        if error is None:
            answer = future.result()
        elif isinstance(error, distributed.scheduler.KilledWorker):
            answer = lost(tasks[place])
        else:
            answer = failed(tasks[place], error)
        future.release()
        found[place] = answer
        tell(answer)
    return found
