import CaravanCore
import CaravanProtocol
import Crypto
import TestSupport

extension TestWorld {
    /// The sum over a trip by the words of WIRE.md section 5, as a log's head keeps it.
    func checksum(of trip: ID<Trip>) throws -> Int64 {
        var sum: UInt64 = 0
        func count<E: Versioned>(_ rows: [E]) {
            for row in rows {
                var bytes = row.id.bits.withBytes { Array($0) }
                bytes += (0..<8).reversed().map { UInt8(truncatingIfNeeded: row.revision >> ($0 * 8)) }
                sum ^= SHA256.hash(data: bytes).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
            }
        }
        let isThere = try rows(Query<Trip>(.equals(\.id, trip), .isNull(\.deletedAt)))
        count(isThere)
        count(try rows(Query<Destination>(.equals(\.tripID, trip), .isNull(\.deletedAt))))
        count(try rows(Query<Activity>(.equals(\.tripID, trip), .isNull(\.deletedAt))))
        count(try rows(Query<Message>(.equals(\.tripID, trip), .equals(\.isDeleted, false))))
        return Int64(bitPattern: sum)
    }
}
