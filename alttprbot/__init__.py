"""The core: everything the platform knows and does, without any surface."""
