"""The supervisor: one TaskGroup in which every service runs, is restarted, and is ended in order."""

from __future__ import annotations

import asyncio
import logging
import random
import signal
import threading
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from alttprbot.config_types import StartupPolicy
from alttprbot.exceptions import SahasrahBotException
from alttprbot.metrics import Metrics
from alttprbot.supervision import Check, Health, Readiness, Service, ServiceError, State
from alttprbot.util.clock import Clock
from alttprbot.work import WorkTracker

logger = logging.getLogger(__name__)

FIRST_BACKOFF = 1.0
LONGEST_BACKOFF = 60.0
STABLE_AFTER = 60.0
CANCEL_PATIENCE = 10.0
INSISTED_PATIENCE = 1.0
LAG_INTERVAL = 1.0


class ServiceEndedError(ServiceError):
    """A service returned although nobody asked it to."""


def explain(service: str, error: BaseException) -> str:
    """Why `service` failed, in one line for the operator."""
    while isinstance(error, BaseExceptionGroup) and len(error.exceptions) == 1:
        error = error.exceptions[0]
    return str(error) or type(error).__name__


@dataclass(slots=True)
class _Child:
    """One service and what is known about it."""

    service: Service
    policy: StartupPolicy
    since: datetime
    health: Health
    ever_ready: bool = False
    task: asyncio.Task[None] | None = None
    settled: asyncio.Event = field(default_factory=asyncio.Event)


class Supervisor:
    """Runs services until a signal, `request_stop`, or a failed start ends the process.

    `run` returns the exit code: 0 after an orderly stop, 1 when a strict service could not start, 128 + the number of
    the signal when somebody insisted. `hung` then names the services that ignored their cancellation: the caller must
    leave without waiting for them.

    The end takes at most `shutdown_timeout` seconds for work in flight, and `cancel_patience` for each service.
    `explain` turns the failure of a service into a line for the operator.
    """

    def __init__(
        self,
        services: Sequence[Service],
        *,
        work: WorkTracker,
        clock: Clock,
        metrics: Metrics,
        policies: Mapping[str, StartupPolicy] | None = None,
        startup_timeout: float = 60.0,
        shutdown_timeout: float = 200.0,
        cancel_patience: float = CANCEL_PATIENCE,
        explain: Callable[[str, BaseException], str] = explain,
    ) -> None:
        self._work = work
        self._clock = clock
        self._metrics = metrics
        self._startup_timeout = startup_timeout
        self._shutdown_timeout = shutdown_timeout
        self._cancel_patience = cancel_patience
        self._explain = explain
        self._stop = asyncio.Event()
        self._insist = asyncio.Event()
        self._exit_code = 0
        self._all_settled = asyncio.Event()
        self.hung: list[str] = []
        self._children = [
            _Child(
                service,
                (policies or {}).get(service.name, StartupPolicy.STRICT),
                clock.now(),
                Health(service.name, self._health_changed),
            )
            for service in services
        ]

    @property
    def stopping(self) -> bool:
        """Whether the end has begun."""
        return self._stop.is_set()

    def readiness(self) -> Readiness:
        """Part by part: ready, or why not. Parts that are off do not count against the whole."""
        checks = {
            child.service.name: Check(child.health.state, child.policy, child.since, child.health.detail)
            for child in self._children
        }
        needed = [check for check in checks.values() if check.policy is StartupPolicy.STRICT]
        ready = not self.stopping and all(check.state in {State.READY, State.OFF} for check in needed)
        return Readiness(ready, checks)

    async def wait_ready(self) -> Readiness:
        """Wait until every service is ready or has failed to become so."""
        await self._all_settled.wait()
        return self.readiness()

    def request_stop(self, reason: str) -> None:
        """Begin the orderly end."""
        if not self.stopping:
            logger.info("stopping", extra={"reason": reason, "in_flight": self._work.in_flight})
            self._stop.set()

    async def run(self) -> int:
        """Start everything and stay until the end."""
        with self._signals():
            try:
                async with asyncio.TaskGroup() as group:
                    lag = group.create_task(self._measure_lag(), name="loop-lag")
                    announcement = group.create_task(self._announce(), name="announce")
                    for child in self._children:
                        self._launch(group, child)
                    await self._stop.wait()
                    announcement.cancel()
                    await self._end()
                    lag.cancel()
            finally:
                self._all_settled.set()
        logger.info("stopped", extra={"exit_code": self._exit_code})
        return self._exit_code

    @contextmanager
    def _signals(self) -> Iterator[None]:
        """Only the main thread may listen to signals; elsewhere whoever runs us calls `request_stop`."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        loop = asyncio.get_running_loop()
        numbers = (signal.SIGINT, signal.SIGTERM)
        for number in numbers:
            loop.add_signal_handler(number, self._on_signal, number)
        try:
            yield
        finally:
            for number in numbers:
                loop.remove_signal_handler(number)

    def _launch(self, group: asyncio.TaskGroup, child: _Child) -> None:
        if child.service.off is not None:
            logger.info("service off", extra={"service": child.service.name, "reason": child.service.off})
            child.health.state, child.health.detail = State.OFF, child.service.off
            self._settle(child)
            return
        child.task = group.create_task(self._keep_alive(child), name=child.service.name)
        group.create_task(self._expect_ready(child), name=f"{child.service.name}-startup")

    async def _keep_alive(self, child: _Child) -> None:
        backoff = FIRST_BACKOFF
        while not self.stopping:
            began = self._clock.monotonic()
            try:
                await self._run_service(child.service, child.health)
                raise ServiceEndedError(f"{child.service.name} ended by itself")
            except asyncio.CancelledError:
                raise
            except Exception as error:  # noqa: BLE001 - the boundary of a supervised part
                self._failed(child, error)
            if self.stopping:
                return
            if self._clock.monotonic() - began > STABLE_AFTER:
                backoff = FIRST_BACKOFF
            wait = min(backoff * random.uniform(0.75, 1.25), LONGEST_BACKOFF)
            logger.info("service restarts", extra={"service": child.service.name, "seconds": round(wait, 1)})
            self._metrics.service_restarts.labels(child.service.name).inc()
            await self._clock.sleep(wait)
            backoff = min(backoff * 2, LONGEST_BACKOFF)

    def _failed(self, child: _Child, error: Exception) -> None:
        name, reason = child.service.name, self._explain(child.service.name, error)
        # Readiness is for everybody: what the system says of an address may name a host of ours.
        told = reason if isinstance(error, ServiceError | SahasrahBotException) else type(error).__name__
        child.health.failing(told)
        logger.error(
            "service failed", extra={"service": name, "reason": reason}, exc_info=None if _is_plain(error) else error
        )
        if child.policy is StartupPolicy.STRICT and not child.ever_ready:
            self._abort(f"{name} cannot start: {reason}")
        self._settle(child)

    async def _expect_ready(self, child: _Child) -> None:
        try:
            async with asyncio.timeout(self._startup_timeout):
                await child.settled.wait()
        except TimeoutError:
            self._settle(child)
            known = f": {child.health.detail}" if child.health.detail else ""
            reason = f"not ready after {self._startup_timeout:g} s{known}"
            logger.error("service slow to start", extra={"service": child.service.name, "reason": reason})
            if child.policy is StartupPolicy.STRICT:
                self._abort(f"{child.service.name} cannot start: {reason}")

    def _abort(self, message: str) -> None:
        if not self.stopping:
            logger.critical(message)
            self._exit_code = 1
            self.request_stop(message)

    def _health_changed(self, health: Health) -> None:
        child = next(child for child in self._children if child.health is health)
        child.since = self._clock.now()
        ready = health.state is State.READY
        self._metrics.service_up.labels(health.name).set(ready)
        if ready:
            if not child.ever_ready:
                logger.info("service ready", extra={"service": health.name, "detail": health.detail or None})
            child.ever_ready = True
            self._settle(child)
        elif child.ever_ready and not self.stopping:
            logger.warning("service not ready", extra={"service": health.name, "detail": health.detail})

    def _settle(self, child: _Child) -> None:
        child.settled.set()
        if all(other.settled.is_set() for other in self._children):
            self._all_settled.set()

    async def _announce(self) -> None:
        await self._all_settled.wait()
        ready = self.readiness()
        unready = [name for name, check in ready.checks.items() if check.state not in {State.READY, State.OFF}]
        if unready:
            logger.warning("platform degraded", extra={"not_ready": ",".join(unready)})
        else:
            logger.info("all services ready")

    async def _measure_lag(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + LAG_INTERVAL
            await asyncio.sleep(LAG_INTERVAL)
            self._metrics.loop_lag.set(max(0.0, loop.time() - due))
            self._metrics.work_in_flight.set(self._work.in_flight)

    def _on_signal(self, number: signal.Signals) -> None:
        if self.stopping:
            logger.warning("stopping at once", extra={"signal": number.name})
            self._exit_code = 128 + number
            self._insist.set()
        else:
            self.request_stop(number.name)

    async def _end(self) -> None:
        """Take no new work, finish what is in flight, then end the services from the last started to the first."""
        self._work.close()
        for child in self._children:
            child.settled.set()
        await self._unless_insisted("quiesce", self._quiesce_all(), self._cancel_patience)
        await self._unless_insisted("drain", self._work.drain(self._shutdown_timeout), self._shutdown_timeout)
        if self._work.in_flight:
            logger.error("work abandoned", extra={"in_flight": self._work.in_flight})
        running = [(child, child.task) for child in reversed(self._children) if child.task is not None]
        for child, task in running:
            if self._insist.is_set():
                _cancel_all(task for _, task in running)
            else:
                task.cancel()
            await asyncio.wait({task})
            child.health.state = State.STOPPED

    async def _quiesce_all(self) -> None:
        services = [child.service for child in self._children if child.task is not None]
        await asyncio.gather(*(_quiesce(service.name, service.quiesce) for service in services if service.quiesce))

    async def _run_service(self, service: Service, health: Health) -> None:
        """Run a service in a task of its own, so that one which ignores its cancellation can be left behind."""
        running = asyncio.create_task(_as_coroutine(service.run(health)), name=f"{service.name}-run")
        try:
            await asyncio.wait({running})
        except asyncio.CancelledError:
            running.cancel()
            await self._wait_unless_insisted(running, self._cancel_patience)
            if self._insist.is_set():
                await asyncio.wait({running}, timeout=INSISTED_PATIENCE)
            if not running.done():
                self.hung.append(service.name)
                logger.error("service hangs and is left behind", extra={"service": service.name})
            elif not running.cancelled() and (error := running.exception()) is not None:
                logger.error("service failed to stop cleanly", extra={"service": service.name}, exc_info=error)
            raise
        running.result()

    async def _unless_insisted(self, step: str, work: Coroutine[Any, Any, object], timeout: float) -> None:
        """Do `work` until it is done, takes too long, or somebody insists on the end."""
        task = asyncio.create_task(work)
        await self._wait_unless_insisted(task, timeout)
        if not task.done():
            logger.warning("stopping goes on without waiting", extra={"step": step})
            task.cancel()

    async def _wait_unless_insisted(self, task: asyncio.Task[Any], timeout: float) -> None:
        insist = asyncio.create_task(self._insist.wait())
        await asyncio.wait({task, insist}, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
        insist.cancel()


async def _quiesce(name: str, quiesce: Callable[[], Awaitable[None]]) -> None:
    try:
        await quiesce()
    except Exception:
        logger.exception("service did not quiesce", extra={"service": name})


def _cancel_all(tasks: Iterable[asyncio.Task[None]]) -> None:
    """Cancel each once: a second time would cut short the wait for its clean-up."""
    for task in tasks:
        if not task.cancelling():
            task.cancel()


async def _as_coroutine(running: Awaitable[None]) -> None:
    await running


def _is_plain(error: Exception) -> bool:
    """Whether the message says it all, so that no traceback is needed."""
    return isinstance(error, OSError | ServiceError | SahasrahBotException)
