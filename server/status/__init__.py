"""How the house is, for whoever keeps it: each part's state and since when, what was wrong lately, figures of now, and
what `cti doctor` finds. The page is Settings, Status.

    room = StatusRoom(settings, sources, clock)
    await room.run()                   # looks every two seconds, until cancelled
    room.present()                     # GET /api/status
    await room.checks()                # GET /api/status/checks
"""

from server.status.room import Sources, StatusRoom

__all__ = ["Sources", "StatusRoom"]
