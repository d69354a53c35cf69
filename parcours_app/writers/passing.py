"""A file on its way to somebody: in memory while it is small, on disk when it is not, gone once it is closed."""

from collections.abc import Callable
from tempfile import SpooledTemporaryFile
from typing import IO

IN_MEMORY = 1 << 20
Write = Callable[[IO[bytes]], object]


def passing(write: Write) -> IO[bytes]:
    """What `write` wrote, to be read from its first byte; whoever is given it closes it."""
    file: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed by the reader
    try:
        write(file)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file
