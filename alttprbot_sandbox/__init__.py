"""A simulated world to try the platform in, and to test it against."""
