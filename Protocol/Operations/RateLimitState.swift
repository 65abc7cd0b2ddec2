/// How a caller stands with a limit after a call that counted (draft-ietf-httpapi-ratelimit-headers-10).
public struct RateLimitState: Sendable, Equatable {
    /// The policy's name (`writes`).
    public var policy: String
    /// So many calls …
    public var quota: Int
    /// … in so many seconds.
    public var windowSeconds: Int
    /// How many calls are left now.
    public var remaining: Int
    /// After how many seconds without a call all of the quota is there again.
    public var resetSeconds: Int

    public init(policy: String, quota: Int, windowSeconds: Int, remaining: Int, resetSeconds: Int) {
        self.policy = policy
        self.quota = quota
        self.windowSeconds = windowSeconds
        self.remaining = remaining
        self.resetSeconds = resetSeconds
    }
}
