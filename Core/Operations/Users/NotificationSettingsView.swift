public import CaravanProtocol

/// What a user is told, as it holds: of a trip, its own settings go before the user's.
public struct NotificationSettingsView: OutputRecord {
    static let standard = NotificationSettingsView()

    public var notify = NotifyLevel.all
    public var reminderMinutes = 60

    public init() {}

    public static let fields: FieldList<NotificationSettingsView> = [
        .optional("notify", \.notify),
        .optional("reminder_minutes", \.reminderMinutes, .range(0...20_160)),
    ]
}

/// Changes of settings; `trip_id` only where the route has it.
public struct SettingsEdit: OperationInput {
    public var partial: Partial<NotificationSettingsView>

    public static func read(_ input: CallInput, _ context: DecodingContext) throws(Failure) -> SettingsEdit {
        SettingsEdit(partial: try NotificationSettingsView.fields.decode(input, .change, context))
    }

    public static var inputSchema: JSONValue { NotificationSettingsView.fields.inputSchema(.change) }
}

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

extension Context {
    /// The settings that hold for the user: of himself, or of the trip.
    func notificationSettings(of user: ID<User>, in trip: ID<Trip>? = nil) throws -> NotificationSettingsView {
        var view = NotificationSettingsView.standard
        for scope in [user.bits, trip?.bits].compactMap(\.self) {
            let stored = try store.find(NotificationSettings.self, key: [user.stored, .id(scope)])
            view.notify = stored?.notify ?? view.notify
            view.reminderMinutes = stored?.reminderMinutes ?? view.reminderMinutes
        }
        return view
    }
}

extension WriteContext {
    /// Sets what is named, for the user or for one trip.
    func set(_ partial: Partial<NotificationSettingsView>, of user: ID<User>, in scope: UUIDBits) throws {
        var settings = NotificationSettings()
        settings.userID = user
        settings.scopeID = scope
        let stored = try store.lock(NotificationSettings.self, key: [user.stored, .id(scope)])
        settings = stored ?? settings
        if let notify = partial.named(\.notify) { settings.notify = notify }
        if let minutes = partial.named(\.reminderMinutes) { settings.reminderMinutes = minutes }
        if stored == nil {
            try table.insert(settings)
        } else {
            try table.update(settings, NotificationSettings.fields.mask(\.notify, \.reminderMinutes))
        }
    }
}
