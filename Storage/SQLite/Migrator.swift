import CaravanProtocol

/// Looks what a database lacks, and brings it.
struct Migrator {
    let location: SQLiteLocation
    let migrations: [Migration]
    let options: SQLiteOptions

    init(_ location: SQLiteLocation, _ migrations: [Migration], _ options: SQLiteOptions) {
        precondition(migrations.map(\.number) == Array(1...migrations.count + 1).dropLast(), "numbers run from 1")
        self.location = location
        self.migrations = migrations
        self.options = options
    }

    /// The migrations that a file lacks. Changes nothing, and makes no file, not even those that WAL needs.
    func pending(path: String) throws -> [Migration] {
        guard try DatabaseFile(path).exists() else { return migrations }
        guard !DatabaseFile(path).hasJournal else { return try pending(path: path, .readOnly) }
        do {
            return try pending(path: path, .readOnlyImmutable)
        } catch StorageError.corrupt {
            // Another process may have come in between, and looking without locks have seen half of what it wrote.
            return try pending(path: path, .readOnly)
        }
    }

    private func pending(path: String, _ mode: Connection.Mode) throws -> [Migration] {
        let connection = try Connection(.file(path), mode, options)
        defer { connection.close() }
        return try Self.state(of: connection).pending(of: migrations)
    }

    /// What the database says of itself, as of one moment: another process may be bringing it what it lacks.
    private static func state(of connection: Connection) throws -> MigrationState {
        try connection.execute("BEGIN")
        defer { try? connection.execute("COMMIT") }
        return try MigrationState(connection)
    }

    /// Brings what is missing, each migration in a transaction. A second process that does the same waits and then finds
    /// nothing to do.
    func migrate(_ connection: Connection) throws {
        // A migration may build a table anew, and references to the old one would be followed; they are checked instead.
        try connection.execute("PRAGMA foreign_keys = OFF")
        for migration in try Self.state(of: connection).pending(of: migrations) {
            try connection.execute("BEGIN IMMEDIATE")
            do {
                if try MigrationState(connection).pending(of: migrations).contains(migration) {
                    try apply(migration, connection)
                }
                try connection.execute("COMMIT")
            } catch {
                if !connection.isOutsideTransaction { try? connection.execute("ROLLBACK") }
                throw error
            }
        }
        try connection.execute("PRAGMA foreign_keys = ON")
    }

    private func apply(_ migration: Migration, _ connection: Connection) throws {
        if migration.number == 1 { try connection.execute(MigrationState.createTable) }
        try connection.execute(migration.sql)
        guard try connection.rows("PRAGMA foreign_key_check").isEmpty else {
            throw StorageError.corrupt("migration \(migration.number) leaves references without a row")
        }
        _ = try connection.rows(
            """
            INSERT INTO caravan_migrations (number, name, checksum, applied_at)
            VALUES (?1, ?2, ?3, unixepoch() * 1000000)
            """,
            [
                .integer(Int64(migration.number)), .text(migration.name),
                .integer(Int64(bitPattern: migration.checksum)),
            ])
        try connection.execute("PRAGMA user_version = \(migration.number)")
    }
}
