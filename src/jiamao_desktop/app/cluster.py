"""A Dask cluster that somebody keeps: the only line this program ever opens, where it is told to.

Only when an address is given is the library loaded at all. What goes over the line are the
names of folders, a day, and the figures that come back; never a passphrase or a key. The library
itself gives a task whose worker died to another one, a few times.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from jiamao_desktop.app.portfolio_parts import Planned, Spread, Task, Work, failed, lost
from jiamao_desktop.domain.errors import MachineError

_SECONDS = 15
"""To reach the cluster, and for its first worker to be there."""
_GONE_SECONDS = 60
"""Between looks whether there are workers left; a dead one comes back sooner."""
_POLL_SECONDS = 0.05


def on_cluster(
    address: str,
) -> Spread:
    """Return what has tasks worked on by a Dask cluster at an address.

    Raises:
        MachineError: ``cluster.not_installed``; what is returned: ``cluster.not_reached``,
            ``cluster.no_workers``.
    """
    distributed = _library()

    def spread(
        work: Work, tasks: Sequence[Task], tell: Callable[[Planned], None]
    ) -> Mapping[int, Planned]:
        try:
            # A client that cannot connect leaves threads behind that complain; so knock first.
            asyncio.run(_knock(distributed, address))
            client = distributed.Client(address, timeout=_SECONDS, set_as_default=False)
        except (OSError, ValueError, TypeError, RuntimeError) as error:
            raise MachineError("cluster.not_reached", address=address) from error
        with client:
            try:
                client.wait_for_workers(1, timeout=_SECONDS)
            except OSError as error:
                raise MachineError("cluster.no_workers", address=address) from error
            return _answers(distributed, client, work, tasks, tell)

    return spread


async def _knock(distributed: Any, address: str) -> None:
    """Connect to a scheduler and hang up.

    Raises:
        OSError, ValueError, TypeError, RuntimeError: There is none, or no such address.
    """
    secured = distributed.Security().get_connection_args("client")
    comm = await distributed.comm.connect(address, timeout=_SECONDS, **secured)
    await comm.close()


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
    """Have all done together; then again, one by one, those whose workers kept dying.

    A scheduler blames a worker's death on every task that waits there, so among these are some
    that have done nothing.
    """
    found: dict[int, Planned] = {}

    def keep(place: int, answer: Planned) -> None:
        found[place] = answer
        tell(answer)

    suspects = _worked(distributed, client, work, dict(enumerate(tasks)), keep)
    for place in sorted(suspects):
        if _worked(distributed, client, work, {place: tasks[place]}, keep):
            keep(place, lost(tasks[place]))
    return found


def _worked(
    distributed: Any,
    client: Any,
    work: Work,
    tasks: Mapping[int, Task],
    keep: Callable[[int, Planned], None],
) -> Sequence[int]:
    """Have tasks done; return the places of those that no worker survived."""
    futures = client.map(work, list(tasks.values()), pure=False)
    places = {future.key: place for place, future in zip(tasks, futures, strict=True)}
    suspects = []
    for future in _as_completed(distributed, client, futures):
        place = places[future.key]
        error = future.exception()
        if error is None:
            keep(place, future.result())
        elif isinstance(error, distributed.scheduler.KilledWorker):
            suspects.append(place)
        else:
            keep(place, failed(tasks[place], error))
        future.release()
    return suspects


def _as_completed(distributed: Any, client: Any, futures: Sequence[Any]) -> Iterator[Any]:
    """Yield futures as they are done, as long as there is anybody to do them.

    Raises:
        MachineError: ``cluster.no_workers`` -- all have been gone for a while.
    """
    ready = distributed.as_completed(futures, loop=client.loop)
    alive = time.monotonic()
    while not ready.is_empty():
        if ready.has_ready():
            yield next(ready)
            continue
        time.sleep(_POLL_SECONDS)
        if time.monotonic() - alive > _GONE_SECONDS:
            if not client.nthreads():
                raise MachineError("cluster.no_workers", address=client.scheduler.address)
            alive = time.monotonic()
