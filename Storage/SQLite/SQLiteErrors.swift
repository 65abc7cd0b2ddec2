import CSQLite
import CaravanProtocol

/// SQLite's results as storage errors: the only place that reads its codes and its messages.
enum SQLiteErrors {
    /// - Parameters:
    ///   - code: the extended result code (https://sqlite.org/rescode.html).
    ///   - message: SQLite's own words; for constraints they hold the names.
    ///   - name: what the database is called in errors.
    ///   - table: the table that the statement is about.
    static func error(_ code: CInt, _ message: String, database name: String, table: String?) -> StorageError {
        switch code {
        case caravan_sqlite_constraint_unique, caravan_sqlite_constraint_primarykey, caravan_sqlite_constraint_rowid:
            return duplicate(message, table)
        case caravan_sqlite_constraint_foreignkey, caravan_sqlite_constraint_trigger:
            return .missingReference(table: table ?? "", column: nil)
        case caravan_sqlite_constraint_check, caravan_sqlite_constraint_notnull, caravan_sqlite_constraint_datatype:
            return .checkFailed(names(in: message))
        default: break
        }
        switch code & 0xff {
        case SQLITE_CONSTRAINT: return .checkFailed(names(in: message))
        case SQLITE_BUSY, SQLITE_LOCKED: return .locked("\(name) is held by another process")
        case SQLITE_FULL: return .full("\(name): no space left (\(message))")
        case SQLITE_IOERR, SQLITE_READONLY: return .full("\(name) cannot be written (\(message), code \(code))")
        case SQLITE_CORRUPT: return .corrupt("\(name) is damaged (\(message))")
        case SQLITE_NOTADB: return .corrupt("\(name) is no SQLite database")
        case SQLITE_CANTOPEN: return .unavailable("\(name) cannot be opened (\(message))")
        case SQLITE_TOOBIG, SQLITE_RANGE: return .unsupported("\(message), code \(code)")
        case SQLITE_ERROR, SQLITE_SCHEMA, SQLITE_MISMATCH:
            return .corrupt("\(name) does not fit the schema (\(message))")
        default: return .unavailable("\(name): \(message), code \(code)")
        }
    }

    /// `UNIQUE constraint failed: trip.owner, trip.title` names the columns of the key that is taken.
    private static func duplicate(_ message: String, _ table: String?) -> StorageError {
        let pairs = names(in: message).split(separator: ",").map { pair in
            pair.drop { $0 == " " }.split(separator: ".", maxSplits: 1).map(String.init)
        }
        return .duplicate(
            table: pairs.first?.first ?? table ?? "", columns: pairs.compactMap { $0.count == 2 ? $0[1] : nil })
    }

    /// What follows the first colon.
    private static func names(in message: String) -> String {
        guard let colon = message.firstIndex(of: ":") else { return message }
        return String(message[message.index(after: colon)...].drop { $0 == " " })
    }
}
