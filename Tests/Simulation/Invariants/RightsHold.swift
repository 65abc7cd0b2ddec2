import CaravanProtocol

/// Nobody changes what he may not: not by a plain call, not by a push.
struct RightsHold: Invariant {
    static let name = "RightsHold"

    func see(_ performed: Performed, _ ledger: Ledger) throws {
        let person = performed.envelope.person
        guard let clientID = performed.envelope.params["client_id"]?.string else { return }
        for (change, receipt) in performed.receipts {
            guard let outcome = receipt["outcome"]?.string, outcome == "applied" || outcome == "merged",
                let number = change["number"]?.int,
                ledger.receipts[ReceiptKey(person: person, clientID: clientID, number: number)] == nil,
                let id = change["entity_id"]?.id, let trip = ledger.home[id] ?? home(of: change["data"], ledger)
            else { continue }
            let access = ledger.access(of: person, to: trip)
            let isMessage = change["entity_type"]?.string == "message"
            // A trip that the same push made is not known yet.
            guard ledger.trip(trip) != nil else { continue }
            if isMessage ? access?.role == nil : access?.mayEdit != true {
                throw fail(
                    "person \(person + 1), who is \(access.map { "\($0)" } ?? "nobody") in \(trip), did \(change.text)")
            }
        }
    }

    /// Of something new: where it was put.
    private func home(of data: JSONValue?, _ ledger: Ledger) -> UUIDBits? {
        data?["trip_id"]?.id ?? data?["destination_id"]?.id.flatMap { ledger.home[$0] }
    }
}
