"""The audit Discord bot: a second application with the privileged intents."""
