import CaravanProtocol

/// What the user's own log says of his trips: those that he gained or lost since.
extension Pull {
    /// How many entries of his own log a page looks at.
    private static let ownMax = 1000

    mutating func readOwnLog() throws {
        guard own < ownHead else { return }
        let query = Query<Change>(
            .equals(\.scopeID, caller.id.bits), .greater(\.revision, than: own),
            .oneOf(\.type, [.accessGranted, .accessRevoked]))
        let entries = try context.store.select(query.ordered(by: \.revision).limited(to: Self.ownMax))
        for entry in entries {
            let place = trips.firstIndex { $0.id.bits == entry.entityID }
            if entry.type == .accessRevoked, place != nil || progress.since != nil {
                guard delete(entry.entityID, from: .trips) else { return }
            }
            if let place {
                trips.remove(at: place)
                if place < progress.next { progress.next -= 1 }
            }
            if entry.type == .accessGranted { trips.append(PullTrip(id: ID(entry.entityID), place: .nothing)) }
            own = entry.revision
        }
        if entries.count < Self.ownMax { own = ownHead }
    }
}
