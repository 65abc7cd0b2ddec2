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
