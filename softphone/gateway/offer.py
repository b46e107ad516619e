"""What a page may offer: one audio stream with G.711 by ICE, DTLS and multiplexed RTCP. Pure; before aiortc sees it."""

LONGEST = 32_768
_NEEDED = ("a=ice-ufrag:", "a=ice-pwd:", "a=fingerprint:", "a=rtcp-mux", "a=mid:")


class UnusableOffer(Exception):
    """The page's SDP or candidate cannot be used. The text says why."""


def readable(sdp: str) -> str:
    """The offer as aiortc shall see it, without candidates that need no trying. Raises `UnusableOffer`.

    Names ending in .local would be asked for by multicast, which takes seconds: the page finds us, so we learn its
    address from its first packet. Without end-of-candidates ICE waits for that packet.
    """
    if len(sdp) > LONGEST:
        raise UnusableOffer(f"the offer is longer than {LONGEST} characters")
    lines = [line for line in sdp.replace("\r\n", "\n").split("\n") if line]
    if not lines or lines[0] != "v=0":
        raise UnusableOffer("the offer is no session description: it does not begin with v=0")
    _check_media(lines)
    kept = [line for line in lines if not _is_dispensable(line)]
    return "\r\n".join(kept) + "\r\n"


def _check_media(lines: list[str]) -> None:
    media = [line for line in lines if line.startswith("m=")]
    if len(media) != 1 or not media[0].startswith("m=audio "):
        raise UnusableOffer(f"the offer needs exactly one audio stream and nothing else; it has {len(media)} streams")
    if "0" not in media[0].split()[3:]:
        raise UnusableOffer("the offer has no G.711 mu-law (payload type 0)")
    for needed in _NEEDED:
        if not any(line.startswith(needed) for line in lines):
            raise UnusableOffer(f"the offer has no {needed.rstrip(':')}")


def _is_dispensable(line: str) -> bool:
    if line == "a=end-of-candidates":
        return True
    return line.startswith("a=candidate:") and not is_usable_candidate(line.removeprefix("a="))


def is_usable_candidate(text: str) -> bool:
    """candidate:<foundation> <component> udp <priority> <address> <port> typ <type> …, with an IP address."""
    words = text.split()
    return len(words) >= 8 and words[2].lower() == "udp" and not words[4].endswith(".local")
