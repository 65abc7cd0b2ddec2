public import CaravanProtocol

/// A place where a trip stays for some days.
public struct Destination: Ordered, Sendable {
    public var id = ID<Destination>.unset
    public var tripID = ID<Trip>.unset
    public var name = ""
    public var description = ""
    public var location: Location?
    public var order = 0
    public var arrivalDate = LocalDate(days: 0)
    public var departureDate = LocalDate(days: 0)
    public var timeZone: ZoneName?
    public var revision: Int64 = 0
    public var createdAt = Instant.epoch
    public var updatedAt = Instant.epoch
    public var deletedAt: Instant?

    public init() {}

    public static let schema = EntitySchema<Destination>(
        "destination", table: "destinations",
        fields: [
            .key("id", \.id),
            .fixed("trip_id", \.tripID),
            .required("name", \.name, .length(1...200), .notBlank),
            .optional("description", \.description, .length(0...10_000), .nullIsDefault),
            .optional("location", \.location),
            .optional("order", \.order, .range(0...2_147_483_647), .kept),
            .required("arrival_date", \.arrivalDate),
            .required("departure_date", \.departureDate),
            .optional("time_zone", \.timeZone),
            .server("revision", \.revision),
            .server("created_at", \.createdAt),
            .server("updated_at", \.updatedAt),
            .hidden("deleted_at", \.deletedAt),
        ],
        indexes: [.on(\.tripID, \.order), .on(\.tripID, \.arrivalDate)],
        references: [.to("trips", by: \.tripID)])

    public static let isInChecksum = true

    /// What contradicts itself in it.
    public func check() throws(Failure) {
        guard departureDate >= arrivalDate else {
            throw .invalid("departure_date", .contradiction, "This may not be before arrival_date.")
        }
    }

    public static let changedEvent = EventType.destinationUpdated

    /// The destinations of the same trip.
    public var siblings: Query<Destination> { Query(.equals(\.tripID, tripID), .isNull(\.deletedAt)) }
}
