import CaravanProtocol

/// A control entity: every type of column, with and without null; a reference; a unique key among the living.
struct Crate: Identified, Equatable {
    enum Kind: String, Choice { case wood, metal = "me'tal", other }

    var id = ID<Crate>(UUIDBits(high: 0, low: 0))
    var depot = ID<Depot>(UUIDBits(high: 0, low: 0))
    var name = ""
    var label: String?
    var weight: Int64 = 0
    var limit: Int64?
    var isOpen = false
    var isSealed: Bool?
    var kind = Kind.wood
    var lining: Kind?
    var price: Amount?
    var madeAt = Instant(microseconds: 0)
    var deletedAt: Instant?
    var day = LocalDate(days: 0)
    var checkedOn: LocalDate?
    var document = EncodedJSON()
    var note: EncodedJSON?
    var digest = Bytes()
    var seal: Bytes?
    var parent: ID<Crate>?

    static let schema = EntitySchema<Crate>(
        "crate", table: "crate",
        fields: [
            .key("id", \.id), .fixed("depot", \.depot), .required("name", \.name, .length(1...40)),
            .optional("label", \.label), .optional("weight", \.weight), .optional("limit", \.limit),
            .optional("is_open", \.isOpen), .optional("is_sealed", \.isSealed), .optional("kind", \.kind),
            .optional("lining", \.lining), .optional("price", \.price), .server("made_at", \.madeAt),
            .server("deleted_at", \.deletedAt), .optional("day", \.day), .optional("checked_on", \.checkedOn),
            .server("document", \.document), .server("note", \.note), .hidden("digest", \.digest),
            .hidden("seal", \.seal), .optional("parent", \.parent),
        ],
        indexes: [
            .unique(\.depot, \.name, whereNull: \.deletedAt), .on(\.name), .on(\.depot, \.weight, \.id),
        ],
        references: [.to("depot", by: \.depot), .to("crate", by: \.parent)])

    init() {}

    init(_ number: UInt64, in depot: Depot = Depot(1), name: String? = nil) {
        id = ID(UUIDBits(high: 0xC, low: number))
        self.depot = depot.id
        self.name = name ?? "crate \(number)"
    }
}
