import CaravanProtocol

/// A control entity: something that is referred to, with a counter.
struct Depot: Identified, Equatable {
    var id = ID<Depot>(UUIDBits(high: 0, low: 0))
    var code = ""
    var total: Int64 = 0

    static let schema = EntitySchema<Depot>(
        "depot", table: "depot",
        fields: [.key("id", \.id), .required("code", \.code, .length(1...20)), .server("total", \.total)],
        indexes: [.unique(\.code)])

    init() {}

    init(_ number: UInt64) {
        id = ID(UUIDBits(high: 0xD, low: number))
        code = "D\(number)"
    }
}
