"""Outside services that roll no seeds: a typed client each, inside the same reliability contract as the providers.

They are services because the contract belongs to the seed engine, which must not know them.
"""
