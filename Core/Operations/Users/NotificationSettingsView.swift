public import CaravanProtocol

/// What a user is told, as it holds: of a trip, its own settings go before the user's.
public struct NotificationSettingsView: OutputRecord {
    static let standard = NotificationSettingsView()

    public var notify = NotifyLevel.all
    public var reminderMinutes = 60

    public init() {}
    public static var schema: JSONValue? { fields.outputSchema.titled("settings") }

    public static let fields: FieldList<NotificationSettingsView> = [
        .optional("notify", \.notify),
        .optional("reminder_minutes", \.reminderMinutes, .range(0...20_160)),
    ]
}
