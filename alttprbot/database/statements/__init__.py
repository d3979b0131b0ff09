"""Statements about many rows at once, a module a subject.

They say how rows are read and written with few statements and short locks; what the rows mean is up to the services.
"""
