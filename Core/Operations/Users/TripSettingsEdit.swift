public import CaravanProtocol

/// Changes of the caller's settings of one trip.
public struct TripSettingsEdit: OperationInput {
    public var id: ID<Trip>
    public var partial: Partial<NotificationSettingsView>

    public static func read(_ input: CallInput, _ context: DecodingContext) throws(Failure) -> TripSettingsEdit {
        let id = try ByID<Trip>.read(input, context).id
        return TripSettingsEdit(id: id, partial: try SettingsEdit.read(input, context).partial)
    }

    public static var inputSchema: JSONValue { .merged(ByID<Trip>.inputSchema, SettingsEdit.inputSchema) }
}
