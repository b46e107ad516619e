"""One thread that moves all packets of a process. Every media socket and SRTP session belongs to this thread alone.

Others hand it functions with `call`. So nothing is locked, and no socket is closed while it is being read.
"""

import logging
import os
import select
import threading
import time
from collections import deque
from collections.abc import Callable

logger = logging.getLogger(__name__)

Ready = Callable[[], None]
AT_ONCE = 64  # sockets of one look; the system's list for them is made anew for each look, so it is short
REST = 0.001  # s
THICK, FULL = 2, 32  # sockets of one look: from so many on it rests after it, until so many


class Pump:
    """Where packets come thick it rests for a moment after each look, so that the next one finds several of them: to
    wake up costs more than to move a packet. A packet is later by that moment at most. A single talk is never kept
    waiting, and where more has come than a look in time would find, the thread is late already and does not rest."""

    def __init__(self, rest: Callable[[float], None] = time.sleep) -> None:
        self._rest = rest
        self._epoll = select.epoll()
        self._wake = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)
        self._calls: deque[Callable[[], None]] = deque()
        self._ready: dict[int, Ready] = {self._wake: self._run_calls}
        self._epoll.register(self._wake, select.EPOLLIN)
        self._running = True
        self._thread = threading.Thread(target=self._run, name="pump", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Waits until the thread has done what it was handed before."""
        self.call(self._end)
        self._thread.join()
        self._epoll.close()
        os.close(self._wake)

    def call(self, act: Callable[[], None]) -> None:
        """Let the pump's thread do this soon. From any thread; in order."""
        self._calls.append(act)
        os.eventfd_write(self._wake, 1)

    def watch(self, fd: int, ready: Ready) -> None:
        """Call `ready` in the pump's thread whenever the socket has a packet. Only from the pump's thread."""
        self._ready[fd] = ready
        self._epoll.register(fd, select.EPOLLIN)

    def forget(self, fd: int) -> None:
        """Only from the pump's thread, and before the socket is closed."""
        if self._ready.pop(fd, None) is not None:
            self._epoll.unregister(fd)

    def _run(self) -> None:
        """In one function, for it runs for every packet."""
        poll, find = self._epoll.poll, self._ready.get
        while self._running:
            found = poll(-1, AT_ONCE)
            for fd, _ in found:
                ready = find(fd)
                if ready is None:  # forgotten by an earlier one of this round
                    continue
                try:
                    ready()
                except OSError:
                    pass  # nothing to read after all, or nobody there (ICMP): packets may be lost, that is UDP
                except Exception:
                    logger.exception("a packet could not be moved")
            if THICK <= len(found) < FULL:
                self._rest(REST)

    def _run_calls(self) -> None:
        os.eventfd_read(self._wake)
        while self._calls:
            act = self._calls.popleft()
            try:
                act()
            except Exception:
                logger.exception("the pump could not do what it was handed")

    def _end(self) -> None:
        self._running = False
