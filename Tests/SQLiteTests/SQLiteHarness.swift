import CaravanProtocol
import CaravanSQL
import CaravanSQLite
import StorageConformance

/// Opens SQLite databases for the kit: files in directories of their own, or memory.
struct SQLiteHarness: StorageHarness {
    let isInMemory: Bool

    func makePlace() throws -> TemporaryDirectory { try TemporaryDirectory() }

    func open(_ place: TemporaryDirectory, tables: [TableSchema]) throws -> any Storage {
        let sql = Definitions(SQLiteDialect()).script(for: tables)
        let storage = SQLiteStorage(
            isInMemory ? .memory : .file(place.path + "/control.db"),
            migrations: [Migration(number: 1, name: "control", sql: sql)],
            options: SQLiteOptions(synchronous: .full, readers: 3))
        try storage.migrate()
        return storage
    }

    func remove(_ place: TemporaryDirectory) { place.remove() }
}
