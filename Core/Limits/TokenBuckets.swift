import CaravanProtocol

/// Token buckets by key: a key may take `rate.count` at once, and regains them evenly over `rate.seconds`.
///
/// Of each bucket only the time is kept at which it is full again (the generic cell rate algorithm). Bounded in memory:
/// at `keysMax` keys at least a quarter is forgotten, those first that are full, or soonest full. So the work is spread
/// over many calls, and whoever comes under many names forgets his own buckets before one that he has emptied.
struct TokenBuckets {
    /// What came of taking a token.
    struct Taken {
        /// `nil` if there was one, else the whole seconds until there is.
        let waitSeconds: Int?
        let remaining: Int
        /// The whole seconds until the bucket is full.
        let resetSeconds: Int
    }

    private let rate: RateLimits.Rate
    private let keysMax: Int
    /// In microseconds since 1970.
    private var fullAt: [String: Double] = [:]

    init(_ rate: RateLimits.Rate, keysMax: Int = 20_000) {
        self.rate = rate
        self.keysMax = keysMax
    }

    /// The time in which a token comes back, in microseconds.
    private var interval: Double { Double(rate.seconds) * 1e6 / Double(rate.count) }

    /// Takes one, if there is one.
    mutating func take(_ key: String, now: Instant) -> Taken {
        var missing = missing(key, now)
        let wait = wait(missing)
        if wait == nil { missing += interval }
        if fullAt[key] == nil, fullAt.count >= keysMax { forget(now) }
        // Written in any case: a clock that jumped back would else keep a bucket empty until it is where it was.
        fullAt[key] = Double(now.microseconds) + missing
        // A little more than nothing, because sums of fractions miss whole numbers.
        let remaining = Int((Double(rate.count) - missing / interval + 1e-6).rounded(.down))
        return Taken(waitSeconds: wait, remaining: max(0, remaining), resetSeconds: Self.wholeSeconds(missing))
    }

    /// The whole seconds until the key may take one; `nil` if it may now.
    func wait(_ key: String, now: Instant) -> Int? { wait(missing(key, now)) }

    private func wait(_ missing: Double) -> Int? {
        let tooMuch = missing + interval - Double(rate.seconds) * 1e6
        return tooMuch > 1e-3 ? max(1, Self.wholeSeconds(tooMuch)) : nil
    }

    /// The time until the bucket is full, in microseconds; at most that of an empty one.
    private func missing(_ key: String, _ now: Instant) -> Double {
        min(max(0, (fullAt[key] ?? 0) - Double(now.microseconds)), Double(rate.seconds) * 1e6)
    }

    private static func wholeSeconds(_ microseconds: Double) -> Int { Int((microseconds / 1e6).rounded(.up)) }

    private mutating func forget(_ now: Instant) {
        let lastForgotten = fullAt.values.sorted()[min(fullAt.count - 1, keysMax / 4)]
        let bound = max(lastForgotten, Double(now.microseconds))
        fullAt = fullAt.filter { $0.value > bound }
    }
}
