import CaravanProtocol

/// Brings the database to this program's schema, or says whether it is.
enum MigrateCommand: Command {
    static let words = ["migrate"]
    static let summary = "Bring the database to this program's schema"
    static let options = Option.common + [.check]

    static func run(_ configuration: Configuration, _: [String]) async throws -> Int32 {
        let composition = Composition(configuration)
        return configuration.isOn(.check) ? try check(composition) : try migrate(composition)
    }

    private static func check(_ composition: Composition) throws -> Int32 {
        do {
            let pending = try composition.storage().pendingMigrations()
            for migration in pending { print("pending: \(migration.number) \(migration.name)") }
            return pending.isEmpty ? 0 : 1
        } catch {
            throw OperatorError(OperatorError(mapping: error).description, status: 2)
        }
    }

    private static func migrate(_ composition: Composition) throws -> Int32 {
        let storage = try composition.storage()
        defer { storage.close() }
        if composition.configuration[.database] == nil { _ = try composition.dataDirectory() }
        let pending = try storage.pendingMigrations()
        try storage.migrate()
        for migration in pending { print("applied: \(migration.number) \(migration.name)") }
        return 0
    }
}
