import CaravanCore
import CaravanProtocol
import CaravanSQL
import CaravanSQLite
import TestSupport

/// The tables that the schemas ask for, as the one migration.
let schemaMigrations = [
    Migration(number: 1, name: "schemas", sql: Definitions(SQLiteDialect()).script(for: Catalogue.tables))
]

/// A world on SQLite in memory, with the tables that the schemas ask for.
func world(
    settings: Settings = Settings(), hasher: any PasswordHasher = FastHasher(),
    mailer: RecordingMailer = RecordingMailer()
) throws -> TestWorld {
    try TestWorld(
        SQLiteStorage(.memory, migrations: schemaMigrations), settings: settings, hasher: hasher, mailer: mailer)
}

/// What a world may stand on.
enum Store: String, CaseIterable, Sendable {
    case sqlite, dictionaries

    func storage() -> any Storage {
        switch self {
        case .sqlite: SQLiteStorage(.memory, migrations: schemaMigrations)
        case .dictionaries: MemoryStorage()
        }
    }
}

extension Settings {
    /// For tests that call more often than people do.
    static var unlimited: Settings {
        var settings = Settings()
        settings.rateLimits = .off
        return settings
    }
}

/// A sequence that a seed repeats.
struct SeededGenerator: RandomNumberGenerator {
    private let random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }
    mutating func next() -> UInt64 { random.next() }
}
