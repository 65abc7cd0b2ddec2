import CaravanProtocol

extension JSONObject {
    private static let names = ["trip_id", "destination_id", "reply_to"]

    /// The id in that member.
    func id(_ name: String) -> UUIDBits? { self[name]?.string.flatMap { UUIDBits(parsing: $0) } }

    /// The entities that an edit's data needs to be there.
    var references: Set<UUIDBits> { Set(Self.names.compactMap(id)) }
}
