"""One thread that moves all packets of a process. Every media socket and SRTP session belongs to this thread alone.

Others hand it functions with `call`. So nothing is locked, and no socket is closed while it is being read.
"""

import logging
import os
import select
import threading
from collections import deque
from collections.abc import Callable

logger = logging.getLogger(__name__)

Ready = Callable[[], None]


class Pump:
    def __init__(self) -> None:
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
        while self._running:
            for fd, _ in self._epoll.poll():
                self._serve(fd)

    def _serve(self, fd: int) -> None:
        ready = self._ready.get(fd)
        if ready is None:  # forgotten by an earlier one of this round
            return
        try:
            ready()
        except OSError:
            pass  # nothing to read after all, or nobody there (ICMP): packets may be lost, that is UDP
        except Exception:
            logger.exception("a packet could not be moved")

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
