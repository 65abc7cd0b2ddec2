/// A condition without the entity's type: what a storage carries out. `Int`s are column places of the table asked.
public indirect enum Condition: Sendable, Hashable {
    public enum Comparison: Sendable, Hashable { case equal, less, lessOrEqual, greater, greaterOrEqual }

    case compare(Int, Comparison, StoredValue)
    case isNull(Int)
    case isNotNull(Int)
    case oneOf(Int, [StoredValue])
    case hasPrefix(Int, String)
    /// The text is lower case already.
    case containsFolded(Int, String)
    case exists(TableSchema, reference: Int, Condition)
    /// Any of them; none of them if empty.
    case any([Condition])
    /// All of them; true if empty.
    case all([Condition])
}
