public import CaravanProtocol

/// A journey that its members plan together.
public struct Trip: SoftDeleted, Sendable {
    public var id = ID<Trip>.unset
    public var title = ""
    public var description = ""
    public var creator = ID<User>.unset
    public var startDate = LocalDate(days: 0)
    public var endDate = LocalDate(days: 0)
    public var status = TripStatus.draft
    public var visibility = Visibility.private
    public var timeZone = ZoneName.utc
    public var currency: CurrencyCode?
    /// Kept with the trip so that a list needs no count; not a field of its own: it moves no revision.
    public var memberCount = 0
    public var revision: Int64 = 0
    public var createdAt = Instant.epoch
    public var updatedAt = Instant.epoch
    public var deletedAt: Instant?

    public init() {}

    public static let schema = EntitySchema<Trip>(
        "trip", table: "trips",
        fields: [
            .key("id", \.id),
            .required("title", \.title, .length(1...200), .notBlank),
            .optional("description", \.description, .length(0...10_000), .nullIsDefault),
            .server("creator", \.creator),
            .required("start_date", \.startDate),
            .required("end_date", \.endDate),
            .optional("status", \.status, .kept),
            .optional("visibility", \.visibility),
            .optional("time_zone", \.timeZone),
            .optional("currency", \.currency),
            .server("member_count", \.memberCount),
            .server("revision", \.revision),
            .server("created_at", \.createdAt),
            .server("updated_at", \.updatedAt),
            .hidden("deleted_at", \.deletedAt),
        ],
        indexes: [
            .on(\.creator, \.createdAt), .on(\.status, \.startDate), .on(\.visibility, \.createdAt),
        ],
        references: [.to("users", by: \.creator)])

    public static let isInChecksum = true

    /// What contradicts itself in it.
    public func check() throws(Failure) {
        guard endDate >= startDate else {
            throw .invalid("end_date", .contradiction, "This may not be before start_date.")
        }
    }
}
