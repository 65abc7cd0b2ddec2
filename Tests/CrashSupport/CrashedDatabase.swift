import CaravanProtocol
import CaravanSQL
public import CaravanSQLite

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The database that the writer and the test both open.
public enum CrashedDatabase {
    public static func storage(_ path: String) -> SQLiteStorage {
        let sql = Definitions(SQLiteDialect()).script(for: [CrashRow.schema.table])
        return SQLiteStorage(.file(path), migrations: [Migration(number: 1, name: "crash", sql: sql)])
    }

    /// Says that the transaction is kept: one line, written at once and whole.
    public static func acknowledge(_ number: Int64) {
        let line = Array("\(number)\n".utf8)
        _ = line.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    }
}
