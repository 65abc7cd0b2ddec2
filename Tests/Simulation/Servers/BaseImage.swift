import CaravanCore
import CaravanMigrations
import CaravanProtocol
import CaravanSQLite
import CaravanSystem
import TestSupport

/// A database in which everybody has an account and nobody has a trip: made once, and copied for each simulation.
struct BaseImage: Sendable {
    static let peopleMax = 5
    static let made = Result { try BaseImage() }

    let image: [UInt8]
    let people: [Person]

    private init() throws {
        let storage = SQLiteStorage(.memory, migrations: Migrations.sqlite)
        try storage.migrate()
        let server = SimulatedServer(
            "base", clock: SkewedClock(VirtualTime(), offsetSeconds: -86_400, driftPPM: 0), seed: 0)
        try server.start(on: storage)
        people = try (1...Self.peopleMax).map { number in
            let name: JSONValue = .string("person\(number)")
            let account = try server.reply(
                "auth.register",
                ["email": .string("person\(number)@example.com"), "username": name, "password": "correct horse"])
            let login = try server.reply("auth.login", ["username": name, "password": "correct horse"])
            guard let id = try Answer(account).value["user"]?["id"]?.string.flatMap({ UUIDBits(parsing: $0) }),
                let binding = login.binding
            else { throw StorageError.unsupported("an account without an id") }
            return Person(id: id, credential: binding)
        }
        image = try storage.image()
        storage.close()
    }
}
