import CSQLite
import CaravanProtocol

/// A prepared statement of one connection. Between uses it is reset and holds no lock.
final class Statement {
    fileprivate let handle: OpaquePointer
    /// When it was last used, in uses of the cache that it is in.
    var lastUse: UInt64 = 0

    init(handle: OpaquePointer) {
        self.handle = handle
    }

    func finalize() { sqlite3_finalize(handle) }

    /// Ends the use.
    func reset() { sqlite3_reset(handle) }

    /// Runs to the next row. False after the last one.
    func step(_ connection: Connection, table: String? = nil) throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: true
        case SQLITE_DONE: false
        case let code: throw connection.error(code, table: table)
        }
    }

    /// Sets the parameter of that number, from 1. Text may not contain NUL: SQLite's functions would stop there.
    func bind(_ value: StoredValue, at number: Int, _ connection: Connection) throws {
        let number = CInt(number)
        let code: CInt
        switch value {
        case .null: code = sqlite3_bind_null(handle, number)
        case .integer(let integer): code = sqlite3_bind_int64(handle, number, integer)
        case .id(let id):
            code = withUnsafeBytes(of: (id.high.bigEndian, id.low.bigEndian)) {
                sqlite3_bind_blob(handle, number, $0.baseAddress, 16, caravan_sqlite_transient())
            }
        case .bytes(let bytes):
            code = bytes.withUnsafeBytes {
                bytes.isEmpty
                    ? sqlite3_bind_zeroblob(handle, number, 0)
                    : sqlite3_bind_blob64(
                        handle, number, $0.baseAddress, UInt64($0.count), caravan_sqlite_transient())
            }
        case .text(var text):
            code = try text.withUTF8 { utf8 in
                guard !utf8.contains(0) else { throw StorageError.checkFailed("a text contains NUL") }
                guard let start = utf8.baseAddress, !utf8.isEmpty else {
                    return sqlite3_bind_text(handle, number, "", 0, nil)
                }
                return start.withMemoryRebound(to: CChar.self, capacity: utf8.count) {
                    sqlite3_bind_text64(
                        handle, number, $0, UInt64(utf8.count), caravan_sqlite_transient(), UInt8(SQLITE_UTF8))
                }
            }
        }
        guard code == SQLITE_OK else { throw connection.error(code) }
    }

    /// The value in that column of the row, from 0.
    func value(_ place: Int, as type: ColumnType) throws -> StoredValue { try column(place, type).stored }
}

extension Statement: StoredRow {
    func column(_ place: Int, _ type: ColumnType) throws -> ColumnValue {
        let number = CInt(place)
        switch sqlite3_column_type(handle, number) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, number))
        case SQLITE_TEXT:
            let start = sqlite3_column_text(handle, number)
            return .text(UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, number))))
        case SQLITE_BLOB:
            let start = sqlite3_column_blob(handle, number)
            let count = Int(sqlite3_column_bytes(handle, number))
            guard type == .id else { return .bytes(UnsafeRawBufferPointer(start: start, count: count)) }
            guard let start, count == 16 else { throw StorageError.corrupt("an id of \(count) bytes") }
            return .id(
                UUIDBits(
                    high: UInt64(bigEndian: start.loadUnaligned(as: UInt64.self)),
                    low: UInt64(bigEndian: start.loadUnaligned(fromByteOffset: 8, as: UInt64.self))))
        case SQLITE_NULL: return .null
        default: throw StorageError.corrupt("a binary fraction in column \(place)")
        }
    }
}

extension Statement {
    /// The whole row, with blobs as bytes.
    func row() throws -> [StoredValue] {
        try (0..<Int(sqlite3_column_count(handle))).map { try value($0, as: .bytes) }
    }
}
