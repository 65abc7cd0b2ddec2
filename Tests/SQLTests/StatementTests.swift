import CaravanProtocol
import CaravanSQL
import Testing

private struct Item: Identified {
    var id = ID<Item>(UUIDBits(high: 0, low: 0))
    var name = ""
    var rank: Int64?

    static let schema = EntitySchema<Item>(
        "item", table: "item", fields: [.key("id", \.id), .required("name", \.name), .optional("rank", \.rank)])
}

private struct Part: Identified {
    var id = ID<Part>(UUIDBits(high: 0, low: 0))
    var itemID = ID<Item>(UUIDBits(high: 0, low: 0))
    var name = ""

    static let schema = EntitySchema<Part>(
        "part", table: "part",
        fields: [.key("id", \.id), .required("item_id", \.itemID), .required("name", \.name)],
        references: [.to("item", by: \.itemID)])
}

@Suite("Statements from queries")
struct StatementTests {
    private let texts = StatementTexts(SQLiteDialect())

    @Test("conditions, order, start and limit, with parameters for every value")
    func select() {
        let query = Query<Item>(.hasPrefix(\.name, "ab"), .any(.isNull(\.rank), .atLeast(\.rank, 3)))
            .ordered(by: \.name, \.id, descending: true).starting(after: [.text("abz"), .integer(1)]).limited(to: 5)
        #expect(
            texts.select(query) == """
                SELECT "id", "name", "rank" FROM "item" AS t0 WHERE (t0."name" >= ?1 AND t0."name" < ?2 AND \
                (t0."rank" IS NULL OR t0."rank" >= ?3)) AND (t0."name", t0."id") < (?4, ?5) \
                ORDER BY t0."name" DESC, t0."id" DESC LIMIT ?6
                """)
        #expect(
            QueryParameters(query).values
                == [.text("ab"), .text("ac"), .integer(3), .text("abz"), .integer(1), .integer(5)])
    }

    @Test("rows that another table names are found by way of that table")
    func exists() {
        let query = Query<Item>(.isNotNull(\.rank), .exists(Part.self, by: \.itemID, .equals(\.name, "a")))
        #expect(
            texts.select(query) == """
                SELECT "id", "name", "rank" FROM "item" AS t0 WHERE (t0."rank" IS NOT NULL AND \
                t0."id" IN (SELECT t1."item_id" FROM "part" AS t1 WHERE (t1."name" = ?1)))
                """)
    }

    @Test("there are as many values as parameters, whatever the shape")
    func counts() {
        let queries: [Query<Item>] = [
            Query(), Query(.oneOf(\.rank, [1, 2, 3, nil])), Query(.containsFolded(\.name, "X")), Query(.any()),
            Query().ordered(by: \.rank, \.name).starting(after: [.null, .text("a")]),
            Query().ordered(by: \.rank, \.name, descending: true).starting(after: [.integer(1), .text("a")]),
            Query(.hasPrefix(\.name, "\u{10ffff}")),
        ]
        for query in queries {
            let placeholders = texts.select(query).filter { $0 == "?" }.count
            #expect(placeholders == QueryParameters(query).values.count)
        }
    }

    @Test("the shape is equal exactly when the text is")
    func shapes() {
        let queries: [Query<Item>] = [
            Query(.equals(\.name, "a")), Query(.equals(\.name, "b")), Query(.equals(\.rank, 1)),
            Query(.less(\.name, than: "b")), Query(.isNull(\.rank)), Query(.isNotNull(\.rank)),
            Query(.oneOf(\.rank, [1, 2, 3])), Query(.oneOf(\.rank, [1, 2, 3, 4])), Query(.oneOf(\.rank, [1])),
            Query(.any(.equals(\.rank, 1), .equals(\.name, "a"))), Query(.equals(\.rank, 1), .equals(\.name, "a")),
            Query(.equals(\.name, "a")).limited(to: 3), Query(.equals(\.name, "a")).limited(to: 4),
            Query(.equals(\.name, "a")).ordered(by: \.name),
            Query(.equals(\.name, "a")).ordered(by: \.name, descending: true),
            Query(.equals(\.name, "a")).ordered(by: \.name).starting(after: [.text("q")]),
            Query(.equals(\.name, "a")).ordered(by: \.rank).starting(after: [.null]),
            Query(.equals(\.name, "a")).ordered(by: \.rank).starting(after: [.integer(2)]),
        ]
        for one in queries {
            for other in queries {
                let isSameShape = QueryParameters(one).shape == QueryParameters(other).shape
                #expect(isSameShape == (texts.select(one) == texts.select(other)))
            }
        }
    }

    @Test("the verbs by key")
    func verbs() {
        let table = Item.schema.table
        #expect(texts.find(table) == #"SELECT "id", "name", "rank" FROM "item" WHERE "id" = ?1"#)
        #expect(texts.insert(table) == #"INSERT INTO "item" ("id", "name", "rank") VALUES (?1, ?2, ?3)"#)
        #expect(texts.update(table, [1]) == #"UPDATE "item" SET "name" = ?1 WHERE "id" = ?2"#)
        #expect(texts.delete(table) == #"DELETE FROM "item" WHERE "id" = ?1"#)
    }
}
