public import CaravanProtocol

/// Removes a member; a member may remove herself.
public enum RemoveMember: WriteOperation {
    public static let name = "members.remove"
    public static let summary = "Remove a member, or leave"
    public static let route = Route.delete("/trips/{trip_id}/members/{user_id}/")
    public static let effect = Effect.removal
    public static let access = Access<MemberInput, TripGrant>.trip(.read) { $0.tripID }
    public static let failures: [FailureCode] = [.forbidden, .conflict]

    public static func run(_ input: MemberInput, _ grant: TripGrant, in context: WriteContext) throws -> NoContent {
        if input.userID != grant.membership?.userID { try grant.require(.manage) }
        var membership = try context.member(input.userID, of: grant)
        guard membership.role != .owner else {
            throw Failure(.conflict, "The owner cannot leave before the trip is transferred.")
        }
        var trip = grant.trip
        try context.remove(&membership, .memberRemoved, in: grant.scope)
        try context.setMemberCount(of: &trip, by: -1)
        try context.logAccess(.accessRevoked, to: trip.id, of: membership.userID)
        return NoContent()
    }
}
