import CaravanProtocol

/// What a conflicted change named is in the conflict or in the log, and what it stood against is beside it; as long as nobody
/// has decided it, the status has it.
struct ConflictsKeepBothSides: Invariant {
    static let name = "ConflictsKeepBothSides"

    /// What a policy may have applied: then it is in the log.
    private var awaited: [(place: KnownWrite.Place, entity: UUIDBits, name: String, value: JSONValue)] = []

    mutating func see(_ performed: Performed, _ ledger: Ledger) throws {
        let told = performed.answer.value["conflicts"]?.array ?? []
        for (change, receipt) in performed.receipts where receipt["outcome"]?.string == "conflict" {
            guard let conflict = told.first(where: { $0["conflict_id"] == receipt["conflict_id"] }) else {
                throw fail("the conflict of \(receipt.text) is not told")
            }
            if conflict["server_data"] == nil { throw fail("no server's side in \(conflict.text)") }
            if Self.isWordless(conflict) { continue }
            for (name, value) in Self.lacking(change["data"]?.object ?? [:], in: conflict) {
                guard let revision = receipt["revision"]?.int, let id = change["entity_id"]?.id,
                    let trip = ledger.home[id]
                else { throw fail("\(name) \(value.text) is not in \(conflict.text)") }
                awaited.append((KnownWrite.Place(trip: trip, revision: revision), id, name, value))
            }
        }
    }

    mutating func read(_ book: LogBook, _ ledger: Ledger) throws {
        for one in awaited {
            guard let entry = book.entry(one.place), entry.entity == one.entity, entry.data[one.name] == one.value
            else {
                throw fail("\(one.name) \(one.value.text) of \(one.entity) is neither in its conflict nor in the log")
            }
        }
        awaited = []
    }

    func rest(_ rest: Rest) throws {
        for conflict in rest.ledger.conflicts where !conflict.isDecided {
            guard rest.ledger.access(of: conflict.person, to: conflict.trip)?.role != nil else { continue }
            let all = rest.conflicts[conflict.person]
            guard let stored = all.first(where: { $0["conflict_id"]?.id == conflict.id }) else {
                throw fail(
                    "the undecided conflict \(conflict.id) of person \(conflict.person + 1) is not in the status")
            }
            if Self.isWordless(stored) { continue }
            for (name, value) in Self.lacking(conflict.fields, in: stored)
            where !rest.book.has(name, value, of: conflict.entity, in: conflict.trip) {
                throw fail("\(name) \(value.text) is not in the stored \(stored.text)")
            }
        }
    }

    /// Whether it is about a message that was deleted since: then its words are nowhere any more.
    private static func isWordless(_ conflict: JSONValue) -> Bool {
        conflict["client_data"]?["is_deleted"] == true
    }

    private static func lacking(_ fields: JSONObject, in conflict: JSONValue) -> [JSONObject.Member] {
        fields.members.filter { name, value in
            !MarkerMint.markers(in: value).isEmpty && conflict["client_data"]?[name] != value
        }
    }
}

extension LogBook {
    /// Whether the entity had that value once.
    fileprivate func has(_ name: String, _ value: JSONValue, of entity: UUIDBits, in trip: UUIDBits) -> Bool {
        (entries[trip] ?? []).contains { $0.entity == entity && $0.data[name] == value }
    }
}
