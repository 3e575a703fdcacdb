"""Files that were dropped are taken out of Streamlit's hands once."""

from streamlit.runtime.uploaded_file_manager import DeletedFile

from afreflect.ui import handed_over


def test_a_file_that_a_browser_tells_of_again_is_not_taken_twice():
    assert handed_over.taken([DeletedFile("told of once more")]) == ()
