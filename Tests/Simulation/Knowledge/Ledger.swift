import CaravanProtocol

/// What must be so in the database, because answers said it. It goes back with the database when a backup is restored.
struct Ledger {
    struct Origin {
        let trip: UUIDBits
        let step: Int
    }

    /// In the order in which they were made.
    private(set) var trips: [KnownTrip] = []
    private var places: [UUIDBits: Int] = [:]
    /// Which trip something belongs to.
    private(set) var home: [UUIDBits: UUIDBits] = [:]
    /// Where, and when, a text was written first.
    private(set) var origins: [MarkerMint.Marker: Origin] = [:]
    private(set) var access: [AccessKey: Access] = [:]
    var receipts: [ReceiptKey: JSONValue] = [:]
    private(set) var writes: [KnownWrite] = []
    private(set) var writeAt: [KnownWrite.Place: Int] = [:]
    /// In the order in which they were found.
    private(set) var conflicts: [KnownConflict] = []
    private var conflictPlaces: [UUIDBits: Int] = [:]

    // MARK: - Asking

    func trip(_ id: UUIDBits) -> KnownTrip? { places[id].map { trips[$0] } }
    func access(of person: Int, to trip: UUIDBits) -> Access? { access[AccessKey(person: person, trip: trip)] }
    func conflict(_ id: UUIDBits) -> KnownConflict? { conflictPlaces[id].map { conflicts[$0] } }
    func write(at place: KnownWrite.Place) -> KnownWrite? { writeAt[place].map { writes[$0] } }

    /// The trips that somebody has lost, and since when.
    func lost(by person: Int) -> [UUIDBits: Int] {
        var lost: [UUIDBits: Int] = [:]
        for trip in trips {
            if case .removed(let step)? = access(of: person, to: trip.id) { lost[trip.id] = step }
        }
        return lost
    }

    // MARK: - Noting

    mutating func addTrip(_ id: UUIDBits, owner: Int) {
        places[id] = trips.count
        trips.append(KnownTrip(id: id))
        home[id] = id
        access[AccessKey(person: owner, trip: id)] = .member(role: "owner")
    }

    mutating func addItem(_ kind: EntityKind, _ id: UUIDBits, in trip: UUIDBits) {
        guard home[id] == nil, let place = places[trip] else { return }
        home[id] = trip
        trips[place].add(kind, id)
    }

    mutating func remove(_ kind: EntityKind, _ id: UUIDBits, step: Int, people: Int) {
        guard let trip = home[id], let place = places[trip] else { return }
        guard kind == .trip else { return trips[place].remove(kind, id) }
        trips[place].isDeleted = true
        for person in 0..<people where access(of: person, to: id)?.role != nil {
            access[AccessKey(person: person, trip: id)] = .removed(step: step)
        }
    }

    mutating func setAccess(_ person: Int, _ trip: UUIDBits, _ access: Access) {
        // Who was removed already stays removed since then.
        if case .removed = access, case .removed? = self.access(of: person, to: trip) { return }
        self.access[AccessKey(person: person, trip: trip)] = access
    }

    mutating func note(_ write: KnownWrite, step: Int) {
        noteOrigins(of: .object(write.fields), in: write.place.trip, step: step)
        if writeAt[write.place] == nil { writeAt[write.place] = writes.count }
        writes.append(write)
    }

    mutating func noteOrigins(of value: JSONValue, in trip: UUIDBits, step: Int) {
        for marker in MarkerMint.markers(in: value) where origins[marker] == nil {
            origins[marker] = Origin(trip: trip, step: step)
        }
    }

    mutating func note(_ conflict: KnownConflict) {
        guard conflictPlaces[conflict.id] == nil else { return }
        conflictPlaces[conflict.id] = conflicts.count
        conflicts.append(conflict)
    }

    mutating func decide(_ conflict: UUIDBits) {
        if let place = conflictPlaces[conflict] { conflicts[place].isDecided = true }
    }
}
