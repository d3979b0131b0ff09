"""Tortoise's database engines, with transactions that let go of what they hold when they cannot begin."""
