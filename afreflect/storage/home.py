"""The folder in which the app keeps what it keeps."""

import os
from pathlib import Path

import platformdirs


def home_folder() -> Path:
    """AFREFLECT_HOME, or the platform's own place for an app's data."""
    stated = os.environ.get("AFREFLECT_HOME")
    return Path(stated) if stated else Path(platformdirs.user_data_dir("afreflect", False))


def private_folder(folder: Path) -> Path:
    """The folder, made if it is missing, that only its owner can open."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
