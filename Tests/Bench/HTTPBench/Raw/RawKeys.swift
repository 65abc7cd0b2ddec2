import BenchSupport
import CSQLite

/// The same rows as ``RawPage``, each by its keys: what is left when nobody has to find out which ones they are.
struct RawKeys {
    private let statement: RawStatement
    private let ids: [[UInt8]]

    init(_ database: RawDatabase, email: String, limit: Int) throws {
        let user = try database.rows("SELECT id FROM users WHERE email = ?1", [.text(Array(email.utf8))])
        let rows = try database.rows(
            """
            SELECT t.id FROM memberships m JOIN trips t ON t.id = m.trip_id
            WHERE m.user_id = ?1 ORDER BY t.created_at DESC LIMIT \(limit)
            """, user[0])
        ids = rows.compactMap { if case .blob(let bytes)? = $0.first { bytes } else { nil } }
        statement = try database.prepare(
            """
            SELECT t.*, m.* FROM trips t JOIN memberships m ON m.trip_id = t.id
            WHERE t.id = ?1 AND m.user_id = ?2 AND m.deleted_at IS NULL
            """)
        user[0][0].bind(statement.handle, 2)
        try database.execute("PRAGMA query_only = ON")
    }

    /// Processor µs of this thread for all rows, in one transaction.
    func measure(_ database: RawDatabase, seconds: Double) throws -> Sample {
        let begin = try database.prepare("BEGIN")
        let commit = try database.prepare("COMMIT")
        let start = ThreadClock.microseconds
        let end = Monotonic.now + Monotonic.nanoseconds(seconds)
        var (pages, sum) = (0, 0)
        while Monotonic.now < end {
            for _ in 0..<20 {
                _ = try begin.step()
                sqlite3_reset(begin.handle)
                for id in ids {
                    _ = id.withUnsafeBytes { sqlite3_bind_blob(statement.handle, 1, $0.baseAddress, 16, nil) }
                    while try statement.step() { sum &+= statement.touch() }
                    sqlite3_reset(statement.handle)
                }
                _ = try commit.step()
                sqlite3_reset(commit.handle)
                pages += 1
            }
        }
        precondition(sum != 0)
        return Sample(
            value: (ThreadClock.microseconds - start) / Double(pages), details: ["operations": Double(pages)])
    }
}
