import CaravanProtocol
import Synchronization

/// The time that passes for everybody: nobody reads it but through a clock of his own, which goes wrong.
final class VirtualTime: Sendable {
    /// 2031-01-01T00:00:00Z, when every simulation begins.
    static let start = Instant(microseconds: 1_924_992_000_000_000)

    private let passed = Mutex<Int64>(0)

    /// Since the start.
    var microseconds: Int64 { passed.withLock { $0 } }

    /// Goes on to a moment that is not before now.
    func advance(to microseconds: Int64) { passed.withLock { $0 = max($0, microseconds) } }
}
