"""One adapter a provider: from a plan to the answer that all providers share, inside the reliability contract."""
