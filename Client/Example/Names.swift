import CaravanClient
import CaravanCore
import CaravanProtocol

/// Finds what a cut id means among what the user sees.
struct Names {
    let replica: Replica

    /// The last 8 digits: ids begin with the time, and those made together begin alike.
    static func short(_ id: UUIDBits) -> String { String(id.description.suffix(8)) }

    func trip(_ word: String) throws -> ID<Trip> { try one(word, try replica.trips().map(\.id), "trip") { $0.bits } }

    func destination(_ word: String) throws -> ID<Destination> {
        try one(word, try seen().flatMap { $0.destinations.map(\.id) }, "stop") { $0.bits }
    }

    func activity(_ word: String) throws -> ID<Activity> {
        try one(word, try seen().flatMap { $0.activities.map(\.id) }, "activity") { $0.bits }
    }

    func conflict(_ word: String) throws -> ID<StoredConflict> {
        try one(word, try replica.conflicts().map(\.id), "conflict") { $0.bits }
    }

    func held(_ word: String) throws -> ID<QueueEntry> {
        try one(word, try replica.quarantine().map(\.id), "edit in quarantine") { $0.bits }
    }

    private func seen() throws -> [SeenTrip] { try replica.trips().compactMap { try replica.trip($0.id) } }

    private func one<I>(_ word: String, _ ids: [I], _ what: String, _ bits: (I) -> UUIDBits) throws -> I {
        let lowered = word.lowercased()
        let found = ids.filter {
            let text = bits($0).description
            return text.hasPrefix(lowered) || text.hasSuffix(lowered)
        }
        guard let first = found.first else { throw Words.Fault(detail: "there is no \(what) \(word)") }
        guard found.count == 1 else { throw Words.Fault(detail: "\(word) could be any of \(found.count)") }
        return first
    }
}
