import CaravanProtocol

/// What a database says about the migrations that it has.
struct MigrationState {
    static let table = "caravan_migrations"
    static let createTable = """
        CREATE TABLE "caravan_migrations" (
            "number" INTEGER NOT NULL PRIMARY KEY,
            "name" TEXT NOT NULL,
            "checksum" INTEGER NOT NULL,
            "applied_at" INTEGER NOT NULL
        ) STRICT;
        """

    private let checksums: [Int: UInt64]
    private let version: Int

    /// Reads it; an empty database has none.
    init(_ connection: Connection) throws {
        guard case .integer(let version)? = try connection.rows("PRAGMA user_version").first?.first else {
            throw StorageError.corrupt("\(connection.name) has no user_version")
        }
        self.version = Int(version)
        let tables = try connection.rows("SELECT name FROM sqlite_schema WHERE type = 'table'").compactMap { $0.first }
        guard tables.contains(.text(Self.table)) else {
            guard tables.isEmpty, version == 0 else {
                throw StorageError.corrupt("\(connection.name) is no database of Caravan")
            }
            checksums = [:]
            return
        }
        var checksums: [Int: UInt64] = [:]
        for row in try connection.rows("SELECT number, checksum FROM caravan_migrations") {
            guard row.count == 2, case .integer(let number) = row[0], case .integer(let checksum) = row[1] else {
                throw StorageError.corrupt("\(connection.name): caravan_migrations cannot be read")
            }
            checksums[Int(number)] = UInt64(bitPattern: checksum)
        }
        self.checksums = checksums
    }

    /// Those of `known` that the database lacks.
    func pending(of known: [Migration]) throws -> [Migration] {
        let last = known.last?.number ?? 0
        guard version <= last else { throw StorageError.newerSchema(found: version, known: last) }
        guard checksums.count == version, checksums.keys.allSatisfy({ (1...max(1, version)).contains($0) }) else {
            throw StorageError.corrupt("user_version is \(version), but caravan_migrations lists \(checksums.count)")
        }
        for migration in known where migration.number <= version {
            guard checksums[migration.number] == migration.checksum else {
                throw StorageError.changedMigration(migration.number)
            }
        }
        return known.filter { $0.number > version }
    }
}
