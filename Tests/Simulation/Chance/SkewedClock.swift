import CaravanProtocol
import Synchronization

/// A clock that drifts, and that jumps when somebody sets it.
final class SkewedClock: Clock {
    private struct State {
        var offset: Int64
        var driftPPM: Int64
    }

    private let time: VirtualTime
    private let state: Mutex<State>

    /// - Parameters:
    ///   - offsetSeconds: How far it is ahead at the start.
    ///   - driftPPM: How much it gains, in millionths.
    init(_ time: VirtualTime, offsetSeconds: Int64, driftPPM: Int64) {
        self.time = time
        state = Mutex(State(offset: offsetSeconds * 1_000_000, driftPPM: driftPPM))
    }

    func now() -> Instant {
        let passed = time.microseconds
        return state.withLock { state in
            Instant(
                microseconds: VirtualTime.start.microseconds + passed + state.offset
                    + passed / 1_000_000 * state.driftPPM)
        }
    }

    /// Somebody sets it.
    func set(offsetSeconds: Int64) { state.withLock { $0.offset = offsetSeconds * 1_000_000 } }

    func jump(seconds: Int64) { state.withLock { $0.offset += seconds * 1_000_000 } }
}
