import CSQLite
import CaravanProtocol

extension SQLiteStorage {
    /// The whole database as the bytes that its file would have.
    public func image() throws -> [UInt8] {
        try inspect { connection in
            var size: sqlite3_int64 = 0
            guard let bytes = sqlite3_serialize(connection.handle, "main", &size, 0) else {
                throw connection.error(SQLITE_NOMEM)
            }
            defer { sqlite3_free(bytes) }
            return Array(UnsafeBufferPointer(start: bytes, count: Int(size)))
        }
    }
}

extension Connection {
    /// Puts an image in the place of an empty database in memory, before any statement is prepared.
    func load(_ image: [UInt8]) throws {
        guard let bytes = sqlite3_malloc64(sqlite3_uint64(image.count)) else { throw error(SQLITE_NOMEM) }
        image.withUnsafeBytes { if let start = $0.baseAddress { bytes.copyMemory(from: start, byteCount: $0.count) } }
        // SQLite frees the bytes, also when it fails (https://sqlite.org/c3ref/deserialize.html).
        let flags = UInt32(SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE)
        let size = sqlite3_int64(image.count)
        let code = sqlite3_deserialize(handle, "main", bytes.assumingMemoryBound(to: UInt8.self), size, size, flags)
        guard code == SQLITE_OK else { throw error(code) }
    }
}
