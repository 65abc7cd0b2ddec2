public import CaravanProtocol

/// Exponential backoff with full jitter: any wait from nothing to the step's ceiling is as likely as any other, so that
/// devices which lost the server together do not come back together.
public struct Backoff: Sendable, Equatable {
    /// The first step's ceiling.
    public var baseMilliseconds: Int64 = 1000
    /// No step's ceiling is above this.
    public var capMilliseconds: Int64 = 300_000

    public init() {}

    /// - Parameter failures: how many there were in a row, from 1.
    public func ceilingMilliseconds(failures: Int) -> Int64 {
        let doublings = Int64(max(0, min(failures - 1, 40)))
        let (step, overflows) = baseMilliseconds.multipliedReportingOverflow(by: 1 << doublings)
        return overflows ? capMilliseconds : min(step, capMilliseconds)
    }

    /// When to try next.
    public func next(after now: Instant, failures: Int, random: any RandomSource) -> Instant {
        let ceiling = UInt64(max(0, ceilingMilliseconds(failures: failures))) * 1000
        let wait = Int64(random.next() % (ceiling + 1))
        return Instant(microseconds: now.microseconds &+ wait)
    }
}
