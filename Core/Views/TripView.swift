public import CaravanProtocol

/// A trip with the caller's role in it.
public struct TripView: OperationOutput {
    public let trip: Trip
    /// `nil` for somebody who reads a public trip.
    public let role: Role?

    public init(_ trip: Trip, role: Role?) {
        self.trip = trip
        self.role = role
    }

    public static var schema: JSONValue? {
        .merged(
            Trip.fields.outputSchema,
            ["type": "object", "properties": ["role": Role?.jsonSchema], "required": ["role"]]
        ).titled("trip")
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        Trip.fields.writeMembers(of: trip, to: &writer)
        writer.name("role")
        role.write(to: &writer)
        writer.endObject()
    }
}
