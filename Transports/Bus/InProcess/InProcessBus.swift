public import CaravanProtocol
import Synchronization

/// A bus within one process: for a server alone, and for several in a test.
public final class InProcessBus: Sendable {
    private let listeners = Mutex<[(member: Int, body: @Sendable (BusHint) -> Void)]>([])
    private let memberCount = Atomic(0)

    public init() {}

    /// One server's end of it.
    public func join() -> any Bus {
        Member(bus: self, number: memberCount.add(1, ordering: .relaxed).newValue)
    }

    private struct Member: Bus {
        let bus: InProcessBus
        let number: Int

        var reachesOthers: Bool { bus.listeners.withLock { $0.count > 1 } }

        func send(_ hint: BusHint) {
            let others = bus.listeners.withLock { $0.count > 1 ? $0.filter { $0.member != number } : [] }
            for other in others { other.body(hint) }
        }

        func listen(_ body: @escaping @Sendable (BusHint) -> Void) {
            bus.listeners.withLock { $0.append((number, body)) }
        }
    }
}
