import CaravanProtocol
import Synchronization

/// Counts calls against the operator's limits, and failed logins against an account's.
final class RateLimiter: Sendable {
    private struct State {
        var buckets: [RateLimits.Kind: TokenBuckets]
        var failedLogins: TokenBuckets?
    }

    /// Wrong passwords that an account takes before it makes the next one wait.
    private static let failedLogins = RateLimits.Rate(count: 10, seconds: 600)
    private let limits: RateLimits
    private let state: Mutex<State>

    init(_ limits: RateLimits) {
        self.limits = limits
        var buckets: [RateLimits.Kind: TokenBuckets] = [:]
        for kind in RateLimits.Kind.allCases {
            if let rate = limits[kind] { buckets[kind] = TokenBuckets(rate) }
        }
        state = Mutex(State(buckets: buckets, failedLogins: limits.auth == nil ? nil : TokenBuckets(Self.failedLogins)))
    }

    /// Counts a call: how its caller stands, and `rate_limited` when there were too many. `nil` where nothing is counted.
    func count(
        _ kind: RateLimits.Kind, by key: String, now: Instant
    ) -> (state: RateLimitState, failure: Failure?)? {
        guard let rate = limits[kind], let taken = state.withLock({ $0.buckets[kind]?.take(key, now: now) }) else {
            return nil
        }
        let state = RateLimitState(
            policy: kind.rawValue, quota: rate.count, windowSeconds: rate.seconds, remaining: taken.remaining,
            resetSeconds: taken.resetSeconds)
        return (state, taken.waitSeconds.map(Failure.rateLimited))
    }

    /// Throws `rate_limited` while the account has had too many wrong passwords.
    func checkLogin(_ subject: LoginSubject, now: Instant) throws(Failure) {
        let wait = state.withLock { $0.failedLogins?.wait(subject.key, now: now) }
        if let wait { throw .rateLimited(wait) }
    }

    /// Counts a wrong password.
    func loginFailed(_ subject: LoginSubject, now: Instant) {
        _ = state.withLock { $0.failedLogins?.take(subject.key, now: now) }
    }
}

extension Failure {
    fileprivate static func rateLimited(_ seconds: Int) -> Failure {
        Failure(.rateLimited, "Too many requests; try again in \(seconds) seconds.", retryAfterSeconds: seconds)
    }
}
