import CSQLite

/// A value of a row, as SQLite has it.
package enum RawValue: Hashable {
    case null
    case integer(Int64)
    case text([UInt8])
    case blob([UInt8])

    package init(_ statement: OpaquePointer?, _ column: CInt) {
        let count = Int(sqlite3_column_bytes(statement, column))
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: self = .integer(sqlite3_column_int64(statement, column))
        case SQLITE_TEXT: self = .text(Self.bytes(sqlite3_column_text(statement, column), count))
        case SQLITE_BLOB: self = .blob(Self.bytes(sqlite3_column_blob(statement, column), count))
        default: self = .null
        }
    }

    private static func bytes(_ start: UnsafeRawPointer?, _ count: Int) -> [UInt8] {
        Array(UnsafeRawBufferPointer(start: start, count: count))
    }

    /// Binds it; the value must live until the statement has run.
    package func bind(_ statement: OpaquePointer?, _ place: CInt) {
        switch self {
        case .null: sqlite3_bind_null(statement, place)
        case .integer(let value): sqlite3_bind_int64(statement, place, value)
        case .text(let bytes):
            _ = bytes.withUnsafeBytes {
                sqlite3_bind_text(
                    statement, place, $0.bindMemory(to: CChar.self).baseAddress, CInt($0.count),
                    caravan_sqlite_transient())
            }
        case .blob(let bytes):
            _ = bytes.withUnsafeBytes {
                sqlite3_bind_blob(statement, place, $0.baseAddress, CInt($0.count), caravan_sqlite_transient())
            }
        }
    }
}
