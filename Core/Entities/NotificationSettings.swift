public import CaravanProtocol

/// What a user wants to be told, in general (the scope is himself) or about one trip, which goes before.
public struct NotificationSettings: Entity, Sendable {
    public var userID = ID<User>.unset
    public var scopeID = UUIDBits.zero
    /// `nil` for a trip that follows the user's own.
    public var notify: NotifyLevel?
    /// Minutes before an activity's start; `nil` likewise.
    public var reminderMinutes: Int?

    public init() {}

    public static let schema = EntitySchema<NotificationSettings>(
        "notification_settings", table: "notification_settings",
        fields: [
            .hidden("user_id", \.userID),
            .hidden("scope_id", \.scopeID),
            .optional("notify", \.notify),
            .optional("reminder_minutes", \.reminderMinutes),
        ],
        key: [\.userID, \.scopeID],
        references: [.to("users", by: \.userID)])
}
