/// A foreign key: the column holds a primary key of the table.
public struct ReferenceSchema: Sendable, Hashable {
    public let column: Int
    public let table: String

    public init(column: Int, table: String) {
        self.column = column
        self.table = table
    }
}
