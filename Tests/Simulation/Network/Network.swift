/// What becomes of what is sent: it comes, late, twice, never.
struct Network {
    /// In permille of what is sent, in either direction.
    var dropsPermille: Int
    var doublesPermille: Int
    /// How many take minutes instead of a moment.
    var straysPermille: Int
    var dice: Dice

    init(dice: Dice) {
        self.dice = dice
        dropsPermille = self.dice.pick([0, 30, 100, 250]) ?? 0
        doublesPermille = self.dice.pick([0, 30, 120]) ?? 0
        straysPermille = self.dice.pick([0, 20, 80]) ?? 0
    }

    /// After how many microseconds each copy arrives; none for what is lost.
    mutating func fates() -> [Int64] {
        if dice.happens(permille: dropsPermille) { return [] }
        return dice.happens(permille: doublesPermille) ? [delay(), delay()] : [delay()]
    }

    /// Each delay is drawn by itself, so that what was sent later may come before.
    private mutating func delay() -> Int64 {
        dice.happens(permille: straysPermille)
            ? dice.within(5_000_000...240_000_000) : dice.within(1_000...1_500_000)
    }

    /// From now on everything comes, once and soon.
    mutating func heal() { (dropsPermille, doublesPermille, straysPermille) = (0, 0, 0) }
}
