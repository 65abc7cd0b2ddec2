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

    /// Puts an image in the place of all that a database in memory holds. Throws ``StorageError/unsupported(_:)`` for a
    /// file.
    public func load(_ image: [UInt8]) throws {
        guard location == .memory else { throw StorageError.unsupported("an image in a file") }
        try inspect { connection in
            guard let bytes = sqlite3_malloc64(sqlite3_uint64(image.count)) else {
                throw connection.error(SQLITE_NOMEM)
            }
            image.withUnsafeBytes {
                bytes.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(bytes), byteCount: $0.count)
            }
            // SQLite frees the bytes, also when it fails (https://sqlite.org/c3ref/deserialize.html).
            let flags = UInt32(SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE)
            let size = sqlite3_int64(image.count)
            let code = sqlite3_deserialize(
                connection.handle, "main", bytes.assumingMemoryBound(to: UInt8.self), size, size, flags)
            guard code == SQLITE_OK else { throw connection.error(code) }
        }
    }
}
