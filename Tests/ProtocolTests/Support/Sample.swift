import CaravanProtocol

/// A record with a field of each right, rule and kind.
struct Sample: Identified, Equatable {
    enum Color: String, Choice {
        case red, green
    }

    var id = ID<Sample>(UUIDBits(high: 0, low: 0))
    var title = ""
    var note: String?
    var color = Color.red
    var order: Int64 = 7
    var day: LocalDate?
    var parent = ID<Sample>(UUIDBits(high: 0, low: 0))
    var revision: Int64 = 0
    var secret = Bytes()

    static let schema = EntitySchema<Sample>(
        "sample", table: "samples",
        fields: [
            .key("id", \.id),
            .required("title", \.title, .length(1...5), .notBlank),
            .optional("note", \.note),
            .optional("color", \.color, .nullIsDefault, .kept),
            .optional("order", \.order, .range(0...9), .kept),
            .optional("day", \.day),
            .fixed("parent_id", \.parent),
            .server("revision", \.revision),
            .hidden("secret", \.secret),
        ],
        indexes: [.on(\.parent, \.order), .unique(\.title, whereNull: \.day)],
        references: [.to("samples", by: \.parent)])

    static let context = DecodingContext(zones: NoZones())
    static let someID: JSONValue = "0190a6b2-7c1d-7e3f-8a4b-5c6d7e8f9a0b"

    /// What the input's decoding gives.
    static func decode(
        _ body: JSONObject, _ mode: FieldList<Sample>.Mode, path: [String: String] = [:], query: [String: String] = [:]
    ) throws(Failure) -> Partial<Sample> {
        try fields.decode(
            CallInput(path: path, query: query, body: body, pathNames: Set(path.keys)), mode, context)
    }

    static func json(_ sample: Sample) throws -> JSONValue {
        var writer = JSONWriter()
        writer.beginObject()
        fields.writeMembers(of: sample, to: &writer)
        writer.endObject()
        return try JSONReader.parse(writer.bytes)
    }
}

/// A database that knows no zone.
struct NoZones: ZoneDatabase {
    func isKnown(_ name: String) -> Bool { false }
    func instant(of local: LocalDateTime, in zone: String) -> Instant? { nil }
    func localDate(at instant: Instant, in zone: String) -> LocalDate? { nil }
    func secondsFromUTC(at instant: Instant, in zone: String) -> Int? { nil }
}
