"""Files that were dropped, taken out of where Streamlit keeps them."""

from collections.abc import Sequence

from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import DeletedFile, UploadedFile

from afreflect.domain.extract import Upload


def taken(dropped: Sequence[UploadedFile | DeletedFile]) -> tuple[Upload, ...]:
    """The files as ours; Streamlit, which would keep them until the window is closed, has none.

    A browser that has not drawn the page anew tells of them once more: they are taken once.
    """
    files = [each for each in dropped if not isinstance(each, DeletedFile)]
    found = tuple(Upload(file.name, file.getvalue()) for file in files)
    context = get_script_run_ctx()
    keeper = context.uploaded_file_mgr if context else None
    for file in files:
        if context is not None and isinstance(keeper, MemoryUploadedFileManager):
            keeper.remove_file(context.session_id, file.file_id)
        file.close()
    return found
