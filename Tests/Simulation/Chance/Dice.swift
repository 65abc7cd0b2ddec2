import CaravanProtocol

/// Randomness that a seed repeats (SplitMix64). A value: whoever has his own draws as he likes and moves nobody else's.
struct Dice {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// Other dice, that fall independently of these.
    mutating func fork() -> Dice { Dice(seed: next() ^ 0xD1CE) }

    /// 0 ..< count.
    mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }

    mutating func within(_ range: ClosedRange<Int64>) -> Int64 {
        range.lowerBound + Int64(next() % UInt64(range.upperBound - range.lowerBound + 1))
    }

    mutating func happens(percent: Int) -> Bool { below(100) < percent }

    mutating func happens(permille: Int) -> Bool { below(1000) < permille }

    mutating func pick<T>(_ choices: [T]) -> T? { choices.isEmpty ? nil : choices[below(choices.count)] }

    /// One of the choices, each as often as its weight says.
    mutating func pick<T>(weighted choices: [(Int, T)]) -> T {
        var rest = below(choices.reduce(0) { $0 + $1.0 })
        for (weight, choice) in choices {
            if rest < weight { return choice }
            rest -= weight
        }
        preconditionFailure("the weights add up")
    }

    /// Either way, and more often a little than much: most are a thousandth of the greatest.
    mutating func skew(greatestSeconds: Int64) -> Int64 {
        let greatest = pick(weighted: [
            (5, 1 + greatestSeconds / 1000), (3, 1 + greatestSeconds / 30), (1, greatestSeconds),
        ])
        return within(-greatest...greatest)
    }

    /// An id as a client makes it.
    mutating func id(at now: Instant) -> UUIDBits {
        .version7(unixMilliseconds: max(0, now.microseconds / 1000), random: next(), low: next())
    }
}
