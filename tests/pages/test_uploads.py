"""An upload stays in memory."""

import asyncio
from collections.abc import AsyncGenerator
from tempfile import SpooledTemporaryFile

from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartParser

from tests.pages.journey import opened

SIZE = 3 * 1024 * 1024


async def _body() -> AsyncGenerator[bytes, None]:
    yield b'--edge\r\nContent-Disposition: form-data; name="f"; filename="x.csv"\r\n\r\n'
    for _ in range(SIZE // 65536):
        yield b"a" * 65536
    yield b"\r\n--edge--\r\n"


def test_a_long_upload_is_never_written_to_a_temporary_file():
    opened()
    headers = Headers({"content-type": "multipart/form-data; boundary=edge"})
    form = asyncio.run(MultiPartParser(headers, _body()).parse())
    upload = form["f"]
    assert isinstance(upload, UploadFile)
    assert upload.size == SIZE
    assert isinstance(upload.file, SpooledTemporaryFile)
    assert not upload.file._rolled  # type: ignore[attr-defined]
