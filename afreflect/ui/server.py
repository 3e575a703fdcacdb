"""What the server around the pages must do for us."""

from starlette.formparsers import MultiPartParser


def keep_uploads_in_memory() -> None:
    """Never let an upload touch the disk, however long it is.

    Streamlit's upload route parses the body with this class, which by itself writes files above
    1 MB to a temporary file in plain text. 0 means no such limit (tempfile.SpooledTemporaryFile);
    `server.maxUploadSize` bounds the memory that one upload takes.
    """
    MultiPartParser.spool_max_size = 0
