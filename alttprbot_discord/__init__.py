"""The main Discord bot."""
