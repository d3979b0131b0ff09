"""The RaceTime.gg bots."""
