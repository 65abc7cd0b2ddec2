public import CaravanProtocol
import Synchronization

/// A clock that stands still until it is moved, but that no two readings are equal: each is a microsecond later.
public final class TestClock: Clock {
    private let time: Mutex<Int64>

    /// - Parameter start: 2031-01-01T00:00:00Z unless said otherwise.
    public init(_ start: Instant = Instant(microseconds: 1_924_992_000_000_000)) {
        time = Mutex(start.microseconds)
    }

    public func now() -> Instant {
        time.withLock {
            $0 += 1
            return Instant(microseconds: $0)
        }
    }

    /// Moves the clock.
    public func advance(seconds: Int64) {
        time.withLock { $0 += seconds * 1_000_000 }
    }
}
