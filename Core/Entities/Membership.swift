public import CaravanProtocol

/// A user's part in a trip.
public struct Membership: SoftDeleted, Sendable {
    public var id = ID<Membership>.unset
    public var tripID = ID<Trip>.unset
    public var userID = ID<User>.unset
    public var role = Role.viewer
    public var joinedAt = Instant.epoch
    public var invitedBy: ID<User>?
    public var revision: Int64 = 0
    public var createdAt = Instant.epoch
    public var updatedAt = Instant.epoch
    public var deletedAt: Instant?

    public init() {}

    public static let schema = EntitySchema<Membership>(
        "membership", table: "memberships",
        fields: [
            .key("id", \.id),
            .fixed("trip_id", \.tripID),
            .fixed("user_id", \.userID),
            .required("role", \.role, Role.given),
            .server("joined_at", \.joinedAt),
            .server("invited_by", \.invitedBy),
            .server("revision", \.revision),
            .server("created_at", \.createdAt),
            .server("updated_at", \.updatedAt),
            .hidden("deleted_at", \.deletedAt),
        ],
        indexes: [
            .unique(\.tripID, \.userID, whereNull: \.deletedAt), .on(\.userID, \.deletedAt), .on(\.tripID, \.joinedAt),
        ],
        references: [.to("trips", by: \.tripID), .to("users", by: \.userID), .to("users", by: \.invitedBy)])

    public func logged(in context: Context) throws -> EncodedJSON {
        try MembershipView(self, in: context).encoded
    }
}
