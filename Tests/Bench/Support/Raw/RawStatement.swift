import CSQLite

/// A prepared statement.
package final class RawStatement {
    private let database: RawDatabase
    package let handle: OpaquePointer?

    package init(database: RawDatabase, handle: OpaquePointer?) {
        (self.database, self.handle) = (database, handle)
    }

    deinit { sqlite3_finalize(handle) }

    package func bind(_ values: [RawValue]) {
        for (index, value) in values.enumerated() { value.bind(handle, CInt(index + 1)) }
    }

    /// Answers whether there is a row.
    package func step() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw database.error("sqlite3_step")
        }
    }

    package var row: [RawValue] { (0..<sqlite3_column_count(handle)).map { RawValue(handle, $0) } }

    /// Looks at every column of the row without making anything of it; answers how much there was.
    package func touch() -> Int {
        var sum = 0
        for column in 0..<sqlite3_column_count(handle) {
            switch sqlite3_column_type(handle, column) {
            case SQLITE_INTEGER: sum &+= Int(truncatingIfNeeded: sqlite3_column_int64(handle, column))
            case SQLITE_TEXT:
                if let text = sqlite3_column_text(handle, column) { sum &+= Int(text[0]) }
                sum &+= Int(sqlite3_column_bytes(handle, column))
            case SQLITE_BLOB:
                if sqlite3_column_blob(handle, column) != nil { sum &+= Int(sqlite3_column_bytes(handle, column)) }
            default: break
            }
        }
        return sum
    }
}
