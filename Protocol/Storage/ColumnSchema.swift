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
