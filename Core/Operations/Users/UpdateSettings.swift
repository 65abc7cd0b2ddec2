public import CaravanProtocol

/// Changes what the caller is told.
public enum UpdateSettings: WriteOperation {
    public static let name = "users.update_settings"
    public static let summary = "Change the caller's notification settings"
    public static let route = Route.patch("/users/me/settings/")
    public static let effect = Effect.idempotentWrite
    public static let access = Access<SettingsEdit, Caller>.signedIn

    public static func run(_ input: SettingsEdit, _ caller: Caller, in context: WriteContext) throws
        -> NotificationSettingsView
    {
        try context.set(input.partial, of: caller.id, in: caller.id.bits)
        return try context.notificationSettings(of: caller.id)
    }
}
