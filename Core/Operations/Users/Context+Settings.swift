import CaravanProtocol

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
