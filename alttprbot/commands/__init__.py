"""The commands of the operator, one module a subject. `sahasrahbot.py` puts them on its command line.

A module offers `add_arguments(commands)`, which adds its parser and sets `run` on it with `set_defaults`: a coroutine
that takes the parsed arguments and the settings and returns the exit code. What works without usable settings sets
`run_without_settings` instead, a function of the arguments alone. 0 is well, 1 is failed, 2 is wrong usage. An
error of the core ends a command with its message and code 1, an `InvalidInputException` with code 2.
"""
