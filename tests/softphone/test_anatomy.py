"""The private parts of the libraries that the gateway relies on are tested at start."""

import pytest
from aioice import ice
from aiortc.rtcdtlstransport import RTCDtlsTransport

from softphone.gateway import anatomy


async def test_the_pinned_libraries_have_all_parts() -> None:
    anatomy.check()


@pytest.mark.parametrize(
    ("owner", "name"), [(ice.StunProtocol, "send_stun"), (RTCDtlsTransport, "_send_rtp"), (ice, "get_host_addresses")]
)
async def test_a_missing_part_is_named_with_the_versions(
    monkeypatch: pytest.MonkeyPatch, owner: object, name: str
) -> None:
    monkeypatch.delattr(owner, name)
    with pytest.raises(anatomy.WrongParts, match=rf"{name}.*aiortc==1\.16\.0 aioice==0\.13\.0 pylibsrtp==1\.0\.0"):
        anatomy.check()
