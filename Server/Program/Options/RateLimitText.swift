import CaravanCore

/// The value of `--rate-limit`: `on`, `off`, or rates by kind, `writes=60/m,auth=10/m` (per s, m or h).
enum RateLimitText {
    static func parse(_ text: String) -> RateLimits? {
        switch text {
        case "on": return .generous
        case "off": return .off
        default: break
        }
        var limits = RateLimits.generous
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let sides = part.split(separator: "=", omittingEmptySubsequences: false)
            guard sides.count == 2, let kind = RateLimits.Kind(rawValue: String(sides[0])), let rate = rate(sides[1])
            else { return nil }
            limits[kind] = rate
        }
        return limits
    }

    static func fault(of text: String) -> String? {
        parse(text) == nil ? "\(text) is neither on, off, nor rates like writes=60/m,auth=10/m" : nil
    }

    private static func rate(_ text: Substring) -> RateLimits.Rate? {
        let sides = text.split(separator: "/", omittingEmptySubsequences: false)
        guard sides.count == 2, let count = Int(sides[0]), (1...1_000_000).contains(count),
            let seconds = ["s": 1, "m": 60, "h": 3600][sides[1]]
        else { return nil }
        return RateLimits.Rate(count: count, seconds: seconds)
    }
}
