public import CaravanProtocol

/// The entries that a call adds to a trip's log, as somebody sees them who may read it.
public struct ExpectedChanges: Sendable {
    /// The trip's id, or a reference to it.
    public let trip: JSONValue
    public let reader: ScenarioCaller
    /// Patterns, oldest first.
    public let entries: [JSONValue]

    init(_ value: JSONValue, _ place: String, caller: ScenarioCaller?) throws(ScenarioFormatError) {
        var members = try Members(value, place)
        guard let trip = members.take("trip") else { throw ScenarioFormatError(place, "trip is missing") }
        self.trip = trip
        guard let reader = try members.optionalText("as").map(ScenarioCaller.init) ?? caller else {
            throw ScenarioFormatError(place, "as is missing")
        }
        self.reader = reader
        entries = try members.list("entries")
        try members.finish()
    }
}
