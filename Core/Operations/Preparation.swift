public import CaravanProtocol

/// What a `prepare` step may use.
public struct Preparation: Sendable {
    public let services: Services
    public let storage: any Storage
    public let settings: Settings
    /// Who calls, as the token says; not checked yet.
    public let credential: Credential
    public let now: Instant
    let limiter: RateLimiter
    let live: Live
}
