import CaravanProtocol
import CaravanSQL
import Testing

@Suite("Definitions from schemas")
struct DefinitionTests {
    private let definitions = Definitions(SQLiteDialect())

    @Test("a table has types, checks, references and a key")
    func table() {
        #expect(
            definitions.createTable(Tables.order) == """
                CREATE TABLE "order" (
                    "id" BLOB NOT NULL CONSTRAINT "order.id" CHECK (length("id") = 16),
                    "user" BLOB NOT NULL CONSTRAINT "order.user" CHECK (length("user") = 16) REFERENCES "user",
                    "state" TEXT CONSTRAINT "order.state" CHECK ("state" IN ('new', 'it''s')),
                    "is_paid" INTEGER NOT NULL CONSTRAINT "order.is_paid" CHECK ("is_paid" IN (0, 1)),
                    "deleted_at" INTEGER,
                    "data" TEXT NOT NULL,
                    PRIMARY KEY ("id")
                ) STRICT
                """)
    }

    @Test("short rows need no row id")
    func options() {
        #expect(definitions.createTable(Tables.user).hasSuffix(") STRICT, WITHOUT ROWID"))
        let log = TableSchema(
            name: "log", columns: [ColumnSchema(name: "number", type: .integer, isNullable: false)], key: [0])
        #expect(definitions.createTable(log).hasSuffix(") STRICT"))
    }

    @Test("an index may be unique, and of the living only")
    func index() {
        #expect(
            definitions.createIndex(Tables.order.indexes[0], on: Tables.order)
                == #"CREATE UNIQUE INDEX "order_user_state_live_key" ON "order" ("user", "state") WHERE "deleted_at" IS NULL"#
        )
    }

    @Test("tables come after those that they refer to")
    func order() {
        #expect(definitions.sorted([Tables.order, Tables.user]).map(\.name) == ["user", "order"])
        let one = TableSchema(
            name: "one", columns: [Tables.id], key: [0], references: [ReferenceSchema(column: 0, table: "two")])
        let two = TableSchema(
            name: "two", columns: [Tables.id], key: [0], references: [ReferenceSchema(column: 0, table: "one")])
        #expect(definitions.sorted([one, two]).count == 2)
    }
}
