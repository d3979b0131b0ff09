"""The core: everything the platform knows and does, without any surface."""

__version__ = "1.0.0"
