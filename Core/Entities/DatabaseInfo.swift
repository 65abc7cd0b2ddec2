public import CaravanProtocol

/// The one row about the database itself.
public struct DatabaseInfo: Entity, Sendable {
    public var number = 1
    /// Changed by a restore: a cursor of another epoch means another history.
    public var epoch = ""

    public init() {}

    public static let schema = EntitySchema<DatabaseInfo>(
        "database_info", table: "database_info",
        fields: [.hidden("number", \.number), .hidden("epoch", \.epoch)],
        key: [\.number])
}
