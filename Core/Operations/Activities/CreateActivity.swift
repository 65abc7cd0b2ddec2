public import CaravanProtocol

/// Adds an activity to a destination: at the place that it names, else at the end.
public enum CreateActivity: WriteOperation {
    public static let name = "activities.create"
    public static let summary = "Add an activity"
    public static let route = Route.post("/activities/", success: 201)
    public static let effect = Effect.write
    public static let failures: [FailureCode] = [.forbidden, .alreadyExists, .conflict]

    public static let access = Access<Draft<Activity>, ItemGrant<Destination>> { input, context in
        // A create that comes again is answered as at first, also when its destination is gone since.
        let isRepeat = try input.partial.names(\.id) && context.store.find(input.partial.value.id) != nil
        return try destination(of: input, orDeleted: isRepeat, in: context)
    }

    public static let replayAccess = Access<Draft<Activity>, ItemGrant<Destination>> { input, context in
        try destination(of: input, orDeleted: true, in: context)
    }

    private static func destination(
        of input: Draft<Activity>, orDeleted: Bool, in context: Context
    ) throws -> ItemGrant<Destination> {
        let destination = try context.destination(
            input.partial.value.destinationID, "destination_id", orDeleted: orDeleted)
        try destination.grant.require(.edit)
        return destination
    }

    public static func run(
        _ input: Draft<Activity>, _ destination: ItemGrant<Destination>, in context: WriteContext
    ) throws -> Activity {
        var activity = input.partial.value
        let fingerprint = context.fingerprint(name, input.partial)
        if input.partial.names(\.id) {
            if let first = try context.repeated(activity.id, fingerprint) { return first }
        } else {
            activity.id = context.newID()
        }
        let trip = destination.grant.trip
        activity.tripID = trip.id
        activity.currency = activity.currency ?? trip.currency
        try context.resolveTimes(of: &activity, at: destination.item, in: trip)
        try activity.check()
        try context.makeRoom(for: &activity, at: input.partial.named(\.order), in: destination.scope)
        try context.add(&activity, .activityCreated, in: destination.scope, fingerprint: fingerprint)
        return activity
    }
}
