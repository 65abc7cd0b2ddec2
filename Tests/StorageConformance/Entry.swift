import CaravanProtocol

/// A control entity: a key of two columns, as a log has it.
struct Entry: Entity, Equatable {
    var depot = ID<Depot>(UUIDBits(high: 0, low: 0))
    var number: Int64 = 0
    var text = ""

    static let schema = EntitySchema<Entry>(
        "entry", table: "entry",
        fields: [.fixed("depot", \.depot), .fixed("number", \.number), .required("text", \.text)],
        key: [\.depot, \.number], references: [.to("depot", by: \.depot)])

    init() {}

    init(_ depot: Depot, _ number: Int64, _ text: String) {
        self.depot = depot.id
        self.number = number
        self.text = text
    }

    var key: [StoredValue] { [depot.stored, .integer(number)] }
}
