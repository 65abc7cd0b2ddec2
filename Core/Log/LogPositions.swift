import CaravanProtocol

/// Where somebody stands in the logs that concern him: in one trip's, or in his own and those of all his trips. Written
/// as an opaque text: the trips stand in the order in which his own log gained them, so that none is named.
struct LogPositions: Sendable, Equatable {
    /// A trip's log; without a position from where its member came to it.
    struct Trip: Sendable, Equatable {
        let id: UUIDBits
        var position: Int64?
    }

    /// The position in the user's own log; `nil` where it is one trip's stream.
    var own: Int64?
    var trips: [Trip]

    /// Follows an event that is sent: from then on its place is the position.
    mutating func pass(_ event: LiveEvent) {
        switch event.scope.kind {
        case .user:
            own = own.map { max($0, event.revision) }
            Self.pass(event.type, event.entityID, &trips)
        case .trip:
            guard let place = trips.firstIndex(where: { $0.id == event.scope.id }) else { return }
            trips[place].position = event.revision
        }
    }

    /// What an entry of a user's own log does to the trips that he has.
    static func pass(_ type: EventType, _ trip: UUIDBits, _ trips: inout [Trip]) {
        guard type.changesAccess else { return }
        trips.removeAll { $0.id == trip }
        if type == .accessGranted { trips.append(Trip(id: trip, position: nil)) }
    }

    // MARK: - As text

    /// What tells positions of one database, user and trip from those of others.
    struct Seal: Sendable {
        let epoch: String
        let user: ID<User>
        /// `nil` for all of the user's.
        let trip: UUIDBits?

        fileprivate var sum: UInt64 {
            FNV1a.sum("\(epoch)|\(user)|\(trip.map(\.description) ?? "all")".utf8)
        }
    }

    private static let version: UInt8 = 1

    func text(_ seal: Seal) -> String {
        var bytes = [Self.version]
        withUnsafeBytes(of: seal.sum.bigEndian) { bytes.append(contentsOf: $0) }
        Self.append(own.map { $0 + 1 } ?? 0, to: &bytes)
        for trip in trips { Self.append(trip.position.map { $0 + 1 } ?? 0, to: &bytes) }
        withUnsafeBytes(of: FNV1a.sum(bytes).bigEndian) { bytes.append(contentsOf: $0.prefix(2)) }
        return Base64URL.encode(bytes)
    }

    /// The numbers of a text: the own log's position, and those of the trips in their order. `nil` for what is none of
    /// this seal.
    static func numbers(_ text: String, _ seal: Seal) -> (own: Int64?, trips: [Int64?])? {
        guard let bytes = Base64URL.decode(text), bytes.count >= 12, bytes[0] == version else { return nil }
        let (body, check) = (bytes.dropLast(2), bytes.suffix(2))
        guard withUnsafeBytes(of: FNV1a.sum(body).bigEndian, { Array($0.prefix(2)) }) == Array(check),
            withUnsafeBytes(of: seal.sum.bigEndian, { Array($0) }) == Array(body[1..<9])
        else { return nil }
        var numbers: [Int64?] = []
        var rest = body[9...]
        while let number = next(&rest) { numbers.append(number == 0 ? nil : number - 1) }
        guard rest.isEmpty, let own = numbers.first else { return nil }
        return (own, Array(numbers.dropFirst()))
    }

    /// Seven bits a byte, the lowest first; the last byte has no eighth.
    private static func append(_ number: Int64, to bytes: inout [UInt8]) {
        var rest = UInt64(bitPattern: number)
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    private static func next(_ bytes: inout ArraySlice<UInt8>) -> Int64? {
        var number: UInt64 = 0
        for (place, byte) in bytes.prefix(9).enumerated() {
            number |= UInt64(byte & 0x7F) << UInt64(7 * place)
            guard byte & 0x80 == 0 else { continue }
            bytes = bytes.dropFirst(place + 1)
            return Int64(number)
        }
        return nil
    }
}
