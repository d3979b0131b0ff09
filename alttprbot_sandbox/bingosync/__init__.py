"""A simulated BingoSync, where many people play on one bingo card."""

from alttprbot_sandbox.bingosync.server import BingosyncServer

__all__ = ["BingosyncServer"]
