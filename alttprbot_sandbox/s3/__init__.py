"""A simulated object store."""

from alttprbot_sandbox.s3.server import S3Server

__all__ = ["S3Server"]
