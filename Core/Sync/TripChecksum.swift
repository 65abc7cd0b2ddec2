import CaravanProtocol

/// The sum over a trip and what is in it, by which a client finds out that it has diverged (WIRE.md section 5): the XOR,
/// over all that is not deleted, of the first 8 bytes of SHA-256(the id's 16 bytes, the revision as 8 bytes, big-endian).
struct TripChecksum: Sendable, Equatable {
    private var sum: UInt64

    init(stored: Int64 = 0) { sum = UInt64(bitPattern: stored) }

    /// As the log's head keeps it.
    var stored: Int64 { Int64(bitPattern: sum) }

    /// 16 lower-case hex digits.
    var text: String {
        let digits = String(sum, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    /// Counts an entity in, or out again.
    mutating func toggle(_ id: UUIDBits, _ revision: Int64, _ signer: any TokenSigner) {
        let bytes = id.withBytes { Array($0) } + withUnsafeBytes(of: revision.bigEndian) { Array($0) }
        let digest = signer.fingerprint(bytes)
        sum ^= digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Counts a trip whose sum nobody has kept: one of a database from before there was one.
    static func counted(of trip: ID<Trip>, in context: Context) throws -> TripChecksum {
        var sum = TripChecksum()
        let signer = context.services.signer
        guard let trip = try context.liveTrip(trip) else { return sum }
        sum.toggle(trip.id.bits, trip.revision, signer)
        for item in try context.store.select(Query<Destination>(.equals(\.tripID, trip.id), .isNull(\.deletedAt))) {
            sum.toggle(item.id.bits, item.revision, signer)
        }
        for item in try context.store.select(Query<Activity>(.equals(\.tripID, trip.id), .isNull(\.deletedAt))) {
            sum.toggle(item.id.bits, item.revision, signer)
        }
        for item in try context.store.select(Query<Message>(.equals(\.tripID, trip.id), .equals(\.isDeleted, false))) {
            sum.toggle(item.id.bits, item.revision, signer)
        }
        return sum
    }
}
