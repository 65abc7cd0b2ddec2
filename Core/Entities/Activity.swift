public import CaravanProtocol

/// Something to do at a destination.
public struct Activity: Ordered, Sendable {
    public var id = ID<Activity>.unset
    public var tripID = ID<Trip>.unset
    public var destinationID = ID<Destination>.unset
    public var title = ""
    public var description = ""
    public var activityType = ActivityType.other
    public var startTime: Moment?
    public var endTime: Moment?
    public var timeZone: ZoneName?
    public var cost: Amount?
    public var currency: CurrencyCode?
    public var order = 0
    public var completedAt: Instant?
    public var completedBy: ID<User>?
    public var revision: Int64 = 0
    public var createdAt = Instant.epoch
    public var updatedAt = Instant.epoch
    public var deletedAt: Instant?

    public init() {}

    public static let schema = EntitySchema<Activity>(
        "activity", table: "activities",
        fields: [
            .key("id", \.id),
            .server("trip_id", \.tripID),
            .required("destination_id", \.destinationID),
            .required("title", \.title, .length(1...200), .notBlank),
            .optional("description", \.description, .length(0...10_000), .nullIsDefault),
            .required("activity_type", \.activityType),
            .optional("start_time", \.startTime),
            .optional("end_time", \.endTime),
            .optional("time_zone", \.timeZone),
            .optional("cost", \.cost),
            .optional("currency", \.currency),
            .optional("order", \.order, .range(0...2_147_483_647), .kept),
            .server("completed_at", \.completedAt),
            .server("completed_by", \.completedBy),
            .server("revision", \.revision),
            .server("created_at", \.createdAt),
            .server("updated_at", \.updatedAt),
            .hidden("deleted_at", \.deletedAt),
        ],
        indexes: [
            .on(\.destinationID, \.order), .on(\.destinationID, \.startTime), .on(\.tripID, \.destinationID, \.order),
        ],
        references: [
            .to("trips", by: \.tripID), .to("destinations", by: \.destinationID), .to("users", by: \.completedBy),
        ])

    public static let isInChecksum = true

    /// What contradicts itself in it.
    public func check() throws(Failure) {
        if let startTime, let endTime, endTime < startTime {
            throw .invalid("end_time", .contradiction, "This may not be before start_time.")
        }
    }

    public static let changedEvent = EventType.activityUpdated

    /// The activities of the same destination.
    public var siblings: Query<Activity> { Query(.equals(\.destinationID, destinationID), .isNull(\.deletedAt)) }
}
