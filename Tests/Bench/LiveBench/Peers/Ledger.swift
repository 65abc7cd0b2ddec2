import Synchronization

/// All that was checked in this run.
enum Ledger {
    private static let total = Mutex((sockets: 0, deliveries: 0, tally: Tally()))

    static func add(sockets: Int, deliveries: Int, _ tally: Tally) {
        total.withLock {
            $0.sockets += sockets
            $0.deliveries += deliveries
            $0.tally += tally
        }
    }

    static var text: String {
        total.withLock { "\($0.sockets) sockets checked, \($0.deliveries) deliveries: \($0.tally)" }
    }
}
