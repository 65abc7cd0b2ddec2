public import CaravanProtocol

/// What the caller is told.
public enum GetSettings: ReadOperation {
    public static let name = "users.settings"
    public static let summary = "The caller's notification settings"
    public static let route = Route.get("/users/me/settings/")
    public static let access = Access<NoInput, Caller>.signedIn

    public static func run(_: NoInput, _ caller: Caller, in context: Context) throws -> NotificationSettingsView {
        try context.notificationSettings(of: caller.id)
    }
}
