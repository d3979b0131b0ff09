"""The items that the site's customizer knows."""

ITEMS = frozenset(
    """
    Nothing Arrow ArrowUpgrade10 ArrowUpgrade5 BeeGood BigKeyA2 BigKeyD1 BigKeyD2 BigKeyD3 BigKeyD4 BigKeyD5
    BigKeyD6 BigKeyD7 BigKeyP1 BigKeyP2 BigKeyP3 BigKeyH2 BlueClock BlueMail BlueShield Bomb BombUpgrade10
    BombUpgrade5 BombUpgrade50 Bombos BookOfMudora Boomerang BossHeartContainer Bottle BottleWithBee
    BottleWithBluePotion BottleWithFairy BottleWithGoldBee BottleWithGreenPotion BottleWithRandom
    BottleWithRedPotion Bow BowAndArrows BowAndSilverArrows BugCatchingNet CaneOfByrna CaneOfSomaria Cape
    CompassA1 CompassA2 CompassD1 CompassD2 CompassD3 CompassD4 CompassD5 CompassD6 CompassD7 CompassH2
    CompassP1 CompassP2 CompassP3 Crystal1 Crystal2 Crystal3 Crystal4 Crystal5 Crystal6 Crystal7 Ether
    FiftyRupees FireRod FiveRupees Flippers GreenClock HalfMagic Hammer Heart HeartContainer
    HeartContainerNoAnimation Hookshot IceRod Key KeyA1 KeyA2 KeyD1 KeyD2 KeyD3 KeyD4 KeyD5 KeyD6 KeyD7 KeyH2
    KeyP1 KeyP2 KeyP3 KeyGK L1Sword L1SwordAndShield L3Sword L4Sword Lamp MagicMirror MagicUpgrade MapA1 MapA2
    MapD1 MapD2 MapD3 MapD4 MapD5 MapD6 MapD7 MapH2 MapP1 MapP2 MapP3 MasterSword MirrorShield MoonPearl
    Mushroom OcarinaActive OcarinaInactive OneHundredRupees OneRupee PegasusBoots PendantOfCourage
    PendantOfPower PendantOfWisdom PieceOfHeart Powder PowerGlove PowerStar ProgressiveArmor ProgressiveBow
    ProgressiveGlove ProgressiveShield ProgressiveSword Quake QuarterMagic RedBoomerang RedClock RedMail
    RedShield Rupoor ShopArrow ShopKey Shovel SilverArrowUpgrade SmallMagic TenArrows TenBombs ThreeBombs
    ThreeHundredRupees TitansMitt Triforce TriforcePiece TwentyRupees TwentyRupees2 UncleSword
    """.split()  # noqa: SIM905 - a list of 150 quoted names is harder to read
)
