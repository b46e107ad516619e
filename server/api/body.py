"""The bytes of a request that sends a file as it is."""

from fastapi import Request

from server.api.problems import Problem


async def body_of(request: Request, most: int, what: str) -> bytes:
    """Raises a 413 as soon as it is more than `most` bytes; nothing more is read then."""
    content = bytearray()
    async for part in request.stream():
        content += part
        if len(content) > most:
            limit = str(most // 2**20)
            complaint = f"{what} is larger than {limit} MB; make it smaller"
            raise Problem(413, complaint, code="file_size", values={"most": limit})
    return bytes(content)
