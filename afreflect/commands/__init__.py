"""The parts of the command line; `python -m afreflect` puts them together."""
