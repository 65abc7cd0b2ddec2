import CaravanProtocol

extension SQLiteStorage {
    /// Writes one state of the database into a new file, for its owner only, while others read and write. When it
    /// returns, the disk has the file. It is complete by itself: no log lies beside it.
    /// Throws ``StorageError/unavailable(_:)`` if there is something else at the path.
    public func backUp(to path: String) throws {
        let target = DatabaseFile(path)
        guard try !target.exists() else { throw StorageError.unavailable("\(path) exists") }
        try target.create()
        try inspect { connection in
            try connection.execute("PRAGMA query_only = OFF")
            // SQLite's own copying writes into a file that is empty (https://sqlite.org/lang_vacuum.html).
            _ = try connection.rows("VACUUM INTO ?1", [.text(path)])
        }
        try target.synchronise()
    }
}
