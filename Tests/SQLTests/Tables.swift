import CaravanProtocol

/// Tables for the tests of definitions and differences.
enum Tables {
    static let user = TableSchema(
        name: "user", columns: [id, text("email", 3...254)], key: [0],
        indexes: [IndexSchema(columns: [1], isUnique: true)])

    static let order = TableSchema(
        name: "order",
        columns: [
            id, ColumnSchema(name: "user", type: .id, isNullable: false),
            ColumnSchema(name: "state", type: .text, isNullable: true, choices: ["new", "it's"]),
            ColumnSchema(name: "is_paid", type: .boolean, isNullable: false),
            ColumnSchema(name: "deleted_at", type: .instant, isNullable: true),
            ColumnSchema(name: "data", type: .json, isNullable: false),
        ], key: [0], indexes: [IndexSchema(columns: [1, 2], isUnique: true, whereNull: 4)],
        references: [ReferenceSchema(column: 1, table: "user")])

    static let id = ColumnSchema(name: "id", type: .id, isNullable: false)

    static func text(_ name: String, _ length: ClosedRange<Int>? = nil, isNullable: Bool = false) -> ColumnSchema {
        ColumnSchema(name: name, type: .text, isNullable: isNullable, length: length)
    }

    /// A table with other columns or indexes.
    static func changed(
        _ table: TableSchema, columns: [ColumnSchema]? = nil, key: [Int]? = nil, indexes: [IndexSchema]? = nil
    ) -> TableSchema {
        TableSchema(
            name: table.name, columns: columns ?? table.columns, key: key ?? table.key,
            indexes: indexes ?? table.indexes, references: table.references)
    }
}
