public import CaravanProtocol
import Crypto

extension TripChecksum {
    /// Counts an entity in, or out again.
    public mutating func toggle(_ id: UUIDBits, revision: Int64) {
        toggle(id, revision) { SHA256.hash(data: $0) }
    }
}
