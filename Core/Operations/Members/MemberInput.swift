public import CaravanProtocol

/// The trip and the user in the path of a membership.
public struct MemberInput: InputRecord {
    public var tripID = ID<Trip>.unset
    public var userID = ID<User>.unset

    public init() {}
    public static let fields: FieldList<MemberInput> = [.required("trip_id", \.tripID), .required("user_id", \.userID)]
}

extension Context {
    /// The membership that the path names; `not_found` if the user is no member.
    func member(_ user: ID<User>, of grant: TripGrant) throws -> Membership {
        guard let membership = try membership(of: user, in: grant.trip.id) else {
            throw Failure(.notFound, "The trip has no such member.")
        }
        return membership
    }
}
