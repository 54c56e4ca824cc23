"""Makes Swift values, and the C structs beneath them, from .proto files."""
