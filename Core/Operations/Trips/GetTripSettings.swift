public import CaravanProtocol

/// What the caller is told about a trip.
public enum GetTripSettings: ReadOperation {
    public static let name = "trips.settings"
    public static let summary = "The caller's notification settings of a trip"
    public static let route = Route.get("/trips/{id}/settings/")
    public static let access = Access<ByID<Trip>, TripGrant>.trip(.readMembers) { $0.id }
    public static let failures: [FailureCode] = [.forbidden]

    public static func run(_ input: ByID<Trip>, _: TripGrant, in context: Context) throws -> NotificationSettingsView {
        try context.notificationSettings(of: context.requireCaller().id, in: input.id)
    }
}
