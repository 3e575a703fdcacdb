"""The only room that imports DuckDB or reads files."""
