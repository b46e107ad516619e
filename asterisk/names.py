"""What our things are called inside Asterisk. Ids are chosen by us, so that doing a thing twice is harmless.

A caller's channel keeps the id that Asterisk gave it; that id is the call's id.
Rule: no id of a channel that we choose begins another one. Asterisk makes none whose whole id is the beginning of one
that there is: it takes both for the same.
"""

LEG, MIX, CON = "leg-", "mix-", "con-"
OLD_ROOM = "hold-"  # bridges in which servers of before let callers wait
ROOM = "wait-"  # bridges in which music is made once for many, see `asterisk.rooms`
END = "~"  # of a leg's id, in no login: `kim` begins `kim2`
MESSAGE = "message-"
NOTE = "note-"  # before a call, in the name of a lane
CANARY = "cordboard-canary"  # dialled by synthetic calls, see softphone.canary; the switch echoes them
OUT = "out-"  # the ids of calls that we make ourselves begin like that
EXT = "ext-"  # … and those of lines to somebody outside about a call, whose id follows (`cti.forward`)


def leg_of(agent: str) -> str:
    """The channel that is the agent's open line."""
    return f"{LEG}{agent}{END}"


def mix_of(call: str) -> str:
    """The bridge where the caller and the agent hear each other."""
    return MIX + call


def con_of(call: str) -> str:
    """The bridge where two agents talk about this call."""
    return CON + call


def is_old_room(bridge: str) -> bool:
    """One that an older server made for those who wait, and that nobody needs any more."""
    return bridge.startswith(OLD_ROOM)


def room_of(number: str, music: str) -> str:
    """A bridge in which those wait who hear this class of music. number: without a hyphen, never used twice."""
    return f"{ROOM}{number}-{music}"


def music_of_room(bridge: str) -> str:
    """The class of its music, or "" when the bridge is no room to wait in."""
    return bridge.removeprefix(ROOM).partition("-")[2] if bridge.startswith(ROOM) else ""


def is_out_of_room(path: str) -> bool:
    """The path of a request that takes a caller out of a room to wait in."""
    return path.startswith(f"/bridges/{ROOM}") and path.endswith("/removeChannel")


def is_into(room: str, request: str) -> bool:
    """Method and path of a request that brings a caller into this room."""
    return request.endswith(f"/bridges/{room}/addChannel")


def asking_of(agent: str) -> str:
    """The playback that asks for a key at the agent's phone."""
    return f"{leg_of(agent)}:ask"


def playback_of(call: str, playback: str) -> str:
    return f"{call}:{playback}"


def message_name(message: str) -> str:
    """The recording of what a caller says into a route."""
    return MESSAGE + message


def message_of(recording: str) -> str:
    """The message, or "" when the recording is something else."""
    return recording.removeprefix(MESSAGE) if recording.startswith(MESSAGE) else ""


def agent_of_leg(channel: str) -> str:
    """The agent, or "" when the channel is no agent's line."""
    return channel.removeprefix(LEG).removesuffix(END) if channel.startswith(LEG) else ""


def call_of_mix(bridge: str) -> str:
    """The call, or "" when the bridge is nobody's talk."""
    return bridge.removeprefix(MIX) if bridge.startswith(MIX) else ""


def call_of_con(bridge: str) -> str:
    """The call, or "" when the bridge is no consultation."""
    return bridge.removeprefix(CON) if bridge.startswith(CON) else ""


def call_and_playback(id: str) -> tuple[str, str]:
    """Both parts of a playback's id; ("", "") when it is not ours."""
    call, colon, playback = id.partition(":")
    return (call, playback) if colon else ("", "")


def call_of_lane(lane: str) -> str:
    """ "" for the lane of an agent's line, and of a room."""
    return "" if lane.startswith((LEG, ROOM, OLD_ROOM)) else lane.removeprefix(NOTE)
