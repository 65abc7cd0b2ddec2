import CSQLite
import CaravanProtocol
import CaravanSQLite

/// Reads rows by their keys: through the storage, a transaction each, and by a bare prepared statement.
struct ReadBench {
    static let rows = 10_000
    let reads: Int
    let path: String

    func prepare() throws {
        let storage = try BenchTrip.storage(path, .normal)
        try storage.writeNow { transaction in
            for number in 0..<Self.rows { try transaction.insert(BenchTrip(number)) }
        }
        storage.close()
    }

    /// CPU µs a read through the storage.
    func throughStorage() async throws -> Double {
        let storage = try BenchTrip.storage(path, .normal)
        defer { storage.close() }
        var titles = 0
        let cost = try await Cost.measure {
            for read in 0..<reads {
                let id = BenchTrip.id(read * 7919 % Self.rows)
                let trip = try storage.readNow { try $0.find(id) }
                titles += trip?.title.utf8.count ?? 0
            }
        }
        precondition(titles > 0)
        return cost.cpuSeconds / Double(reads) * 1e6
    }

    /// CPU µs a read by `sqlite3_step`.
    /// - Parameter makesStrings: whether texts become strings; else the columns are only touched.
    func raw(makesStrings: Bool) async throws -> Double {
        var opened: OpaquePointer?
        var prepared: OpaquePointer?
        sqlite3_open_v2(path, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil)
        sqlite3_prepare_v2(opened, "SELECT * FROM trip WHERE id = ?1", -1, &prepared, nil)
        defer {
            sqlite3_finalize(prepared)
            sqlite3_close_v2(opened)
        }
        let statement = prepared
        var sum = 0
        let cost = try await Cost.measure {
            for read in 0..<reads {
                let id = BenchTrip.id(read * 7919 % Self.rows).bits
                id.withBytes { _ = sqlite3_bind_blob(statement, 1, $0.baseAddress, 16, caravan_sqlite_transient()) }
                if sqlite3_step(statement) == SQLITE_ROW {
                    for column in 0..<CInt(13) { sum += touch(statement, column, makesStrings) }
                }
                sqlite3_reset(statement)
            }
        }
        precondition(sum > 0)
        return cost.cpuSeconds / Double(reads) * 1e6
    }

    private func touch(_ statement: OpaquePointer?, _ column: CInt, _ makesStrings: Bool) -> Int {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: return Int(truncatingIfNeeded: sqlite3_column_int64(statement, column) & 1)
        case SQLITE_TEXT:
            guard let start = sqlite3_column_text(statement, column) else { return 0 }
            let count = Int(sqlite3_column_bytes(statement, column))
            guard makesStrings else { return count }
            return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self).utf8.count
        case SQLITE_BLOB:
            return sqlite3_column_blob(statement, column) == nil ? 0 : Int(sqlite3_column_bytes(statement, column))
        default: return 0
        }
    }
}
