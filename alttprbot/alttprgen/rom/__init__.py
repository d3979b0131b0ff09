"""From a seed of the ALTTPR site to the ROM that a player plays.

`base_rom` checks the player's own ROM, `bps` turns it into the game that the site builds upon, `seed_patch` reads what
the seed changes in it, `cosmetics` and `sprite` say what the player likes, and `checksum` makes a console accept it.
`patcher` does all of it.
"""
