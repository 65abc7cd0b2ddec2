import CaravanProtocol

extension HTTPFields {
    /// Tells how the caller stands with a limit (draft-ietf-httpapi-ratelimit-headers-10).
    mutating func tell(_ state: RateLimitState?) {
        guard let state else { return }
        self[.rateLimitPolicy] = "\"\(state.policy)\";q=\(state.quota);w=\(state.windowSeconds)"
        self[.rateLimit] = "\"\(state.policy)\";r=\(state.remaining);t=\(state.resetSeconds)"
    }
}
