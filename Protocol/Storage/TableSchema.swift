/// A table as a storage sees it: names, types and constraints, without the entity's Swift type. Columns are named by
/// their places.
public struct TableSchema: Sendable, Hashable {
    public let name: String
    public let columns: [ColumnSchema]
    /// The primary key.
    public let key: [Int]
    public let indexes: [IndexSchema]
    public let references: [ReferenceSchema]

    public init(
        name: String, columns: [ColumnSchema], key: [Int], indexes: [IndexSchema] = [],
        references: [ReferenceSchema] = []
    ) {
        self.name = name
        self.columns = columns
        self.key = key
        self.indexes = indexes
        self.references = references
    }
}
