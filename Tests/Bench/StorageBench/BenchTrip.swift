import CaravanProtocol
import CaravanSQL
import CaravanSQLite

/// A row as a trip has it: 13 columns.
struct BenchTrip: Identified {
    var id = ID<BenchTrip>(UUIDBits(high: 0, low: 0))
    var title = ""
    var description: String?
    var owner = ID<BenchTrip>(UUIDBits(high: 0, low: 0))
    var startsOn: LocalDate?
    var endsOn: LocalDate?
    var zone = "Europe/Berlin"
    var isPublic = false
    var budget: Amount?
    var memberCount: Int64 = 1
    var revision: Int64 = 1
    var createdAt = Instant(microseconds: 0)
    var deletedAt: Instant?

    static let schema = EntitySchema<BenchTrip>(
        "trip", table: "trip",
        fields: [
            .key("id", \.id), .required("title", \.title, .length(1...200)), .optional("description", \.description),
            .server("owner", \.owner), .optional("starts_on", \.startsOn), .optional("ends_on", \.endsOn),
            .optional("zone", \.zone), .optional("is_public", \.isPublic), .optional("budget", \.budget),
            .server("member_count", \.memberCount), .server("revision", \.revision),
            .server("created_at", \.createdAt), .server("deleted_at", \.deletedAt),
        ], indexes: [.on(\.owner, \.createdAt)])

    init() {}

    /// Ids come in the order of time, as the server makes them.
    static func id(_ number: Int) -> ID<BenchTrip> {
        ID(UUIDBits(high: 0x0190_0000_0000_7000 + UInt64(number) << 16, low: 1 << 63 | UInt64(number)))
    }

    init(_ number: Int) {
        id = Self.id(number)
        title = "Trip number \(number) to the sea"
        description = "A week by train, with a tent and two bicycles"
        startsOn = LocalDate(days: Int32(20_000 + number % 300))
        endsOn = LocalDate(days: Int32(20_007 + number % 300))
        createdAt = Instant(microseconds: 1_700_000_000_000_000 + Int64(number))
    }

    /// A migrated storage in that file.
    static func storage(_ path: String, _ synchronous: SQLiteOptions.Synchronous) throws -> SQLiteStorage {
        let sql = Definitions(SQLiteDialect()).script(for: [schema.table])
        let storage = SQLiteStorage(
            .file(path), migrations: [Migration(number: 1, name: "bench", sql: sql)],
            options: SQLiteOptions(synchronous: synchronous))
        try storage.migrate()
        return storage
    }
}
