"""Mystery games: settings that are rolled from weights.

`weights` picks values, `roll` is the whole of it; `site` and `doors` make the settings for the two randomizers,
`customizer` the part of the site's customizer, `rules` what depends on what was rolled. `weightset` is the class of
presets, `schema` says what one may hold.
"""
