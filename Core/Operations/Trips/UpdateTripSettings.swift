public import CaravanProtocol

/// Changes what the caller is told about a trip.
public enum UpdateTripSettings: WriteOperation {
    public static let name = "trips.update_settings"
    public static let summary = "Change the caller's notification settings of a trip"
    public static let route = Route.patch("/trips/{id}/settings/")
    public static let effect = Effect.idempotentWrite
    public static let access = Access<TripSettingsEdit, TripGrant>.trip(.readMembers) { $0.id }
    public static let failures: [FailureCode] = [.forbidden]

    public static func run(_ input: TripSettingsEdit, _: TripGrant, in context: WriteContext) throws
        -> NotificationSettingsView
    {
        let caller = try context.requireCaller()
        try context.set(input.partial, of: caller.id, in: input.id.bits)
        return try context.notificationSettings(of: caller.id, in: input.id)
    }
}
