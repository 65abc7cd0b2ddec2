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

/// A column of a table.
public struct ColumnSchema: Sendable, Hashable {
    public let name: String
    public let type: ColumnType
    public let isNullable: Bool
    /// The texts that it may hold, where they are few.
    public let choices: [String]?
    /// The length of a text in Unicode scalars.
    public let length: ClosedRange<Int>?

    public init(
        name: String, type: ColumnType, isNullable: Bool, choices: [String]? = nil, length: ClosedRange<Int>? = nil
    ) {
        self.name = name
        self.type = type
        self.isNullable = isNullable
        self.choices = choices
        self.length = length
    }
}

/// An index of a table.
public struct IndexSchema: Sendable, Hashable {
    public let columns: [Int]
    public let isUnique: Bool
    /// Only rows in which this column is null are in the index.
    public let whereNull: Int?

    public init(columns: [Int], isUnique: Bool, whereNull: Int? = nil) {
        self.columns = columns
        self.isUnique = isUnique
        self.whereNull = whereNull
    }
}

/// A foreign key: the column holds a primary key of the table.
public struct ReferenceSchema: Sendable, Hashable {
    public let column: Int
    public let table: String

    public init(column: Int, table: String) {
        self.column = column
        self.table = table
    }
}
