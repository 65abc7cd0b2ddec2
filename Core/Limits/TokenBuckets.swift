import CaravanProtocol

/// Token buckets by key: a key may take `rate.count` at once, and regains them evenly over `rate.seconds`.
///
/// Bounded in memory: beyond `keysMax` keys, those that are full again are forgotten, and then the oldest.
struct TokenBuckets {
    private struct Bucket {
        var tokens: Double
        var at: Instant
    }

    private let rate: RateLimits.Rate
    private let keysMax: Int
    private var buckets: [String: Bucket] = [:]

    init(_ rate: RateLimits.Rate, keysMax: Int = 20_000) {
        self.rate = rate
        self.keysMax = keysMax
    }

    private var perSecond: Double { Double(rate.count) / Double(rate.seconds) }

    /// Takes one. `nil` if there was one, else the whole seconds until there is.
    mutating func take(_ key: String, now: Instant) -> Int? {
        var bucket = current(key, now)
        guard bucket.tokens >= 1 else {
            buckets[key] = bucket
            return max(1, Int(((1 - bucket.tokens) / perSecond).rounded(.up)))
        }
        bucket.tokens -= 1
        if buckets[key] == nil, buckets.count >= keysMax { forget(now) }
        buckets[key] = bucket
        return nil
    }

    /// The whole seconds until the key may take one; `nil` if it may now.
    func wait(_ key: String, now: Instant) -> Int? {
        let bucket = current(key, now)
        return bucket.tokens >= 1 ? nil : max(1, Int(((1 - bucket.tokens) / perSecond).rounded(.up)))
    }

    private func current(_ key: String, _ now: Instant) -> Bucket {
        guard let bucket = buckets[key] else { return Bucket(tokens: Double(rate.count), at: now) }
        let seconds = max(0, Double(now.microseconds - bucket.at.microseconds) / 1e6)
        return Bucket(tokens: min(Double(rate.count), bucket.tokens + seconds * perSecond), at: now)
    }

    private mutating func forget(_ now: Instant) {
        buckets = buckets.filter { current($0.key, now).tokens < Double(rate.count) }
        guard buckets.count >= keysMax else { return }
        let oldest = buckets.sorted { $0.value.at < $1.value.at }.prefix(keysMax / 4)
        for (key, _) in oldest { buckets[key] = nil }
    }
}
