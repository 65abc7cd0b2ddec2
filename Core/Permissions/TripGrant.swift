public import CaravanProtocol

/// A trip that the caller may do something in, as found in the transaction that does it.
public struct TripGrant: Sendable {
    public var trip: Trip
    /// `nil` for somebody who reads a public trip.
    public let membership: Membership?

    public var role: Role? { membership?.role }
    public var scope: Scope { .trip(trip.id) }

    /// Whether the caller has that right too.
    public func allows(_ right: Right) -> Bool { Permissions.allows(right, role, trip.visibility) }

    /// Refuses with `forbidden` unless the caller has that right too.
    public func require(_ right: Right) throws(Failure) {
        guard allows(right) else { throw Failure(.forbidden, "Your role in this trip does not allow this.") }
    }
}
