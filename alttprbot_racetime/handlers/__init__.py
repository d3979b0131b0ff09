"""One module a category: what the bot does in its rooms."""
