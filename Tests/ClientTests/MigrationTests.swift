import CaravanProtocol
import CaravanSQL
import Testing

@testable import CaravanClient

@Suite("The tables of a replica")
struct MigrationTests {
    @Test("are those that the migrations make")
    func tables() {
        let script = Definitions(SQLiteDialect()).script(for: ClientTables.all)
        #expect(ClientMigrations.sqlite.map(\.sql).joined() == script)
    }
}
