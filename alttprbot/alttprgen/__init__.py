"""How every seed in the system is rolled: preset, generator, provider."""
