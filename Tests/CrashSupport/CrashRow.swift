public import CaravanProtocol

/// One row of a transaction that a crash may cut: transaction `number` writes as many rows as ``count``.
public struct CrashRow: Entity {
    public static let count: Int64 = 5

    public var number: Int64 = 0
    public var part: Int64 = 0
    public var filling = ""

    public static let schema = EntitySchema<CrashRow>(
        "crash_row", table: "crash_row",
        fields: [.fixed("number", \.number), .fixed("part", \.part), .required("filling", \.filling)],
        key: [\.number, \.part])

    public init() {}

    /// Writes all rows of the transaction.
    public static func insertAll(of number: Int64, _ transaction: any Writing) throws {
        for part in 0..<count {
            var row = CrashRow()
            row.number = number
            row.part = part
            row.filling = String(repeating: "\(number).", count: 40)
            try transaction.insert(row)
        }
    }
}
