public import CaravanProtocol

/// Changes of settings; `trip_id` only where the route has it.
public struct SettingsEdit: OperationInput {
    public var partial: Partial<NotificationSettingsView>

    public static func read(_ input: CallInput, _ context: DecodingContext) throws(Failure) -> SettingsEdit {
        SettingsEdit(partial: try NotificationSettingsView.fields.decode(input, .change, context))
    }

    public static var inputSchema: JSONValue { NotificationSettingsView.fields.inputSchema(.change) }
}
