"""The logs of spoiler races: what a seed holds, as a document for those who race it."""
