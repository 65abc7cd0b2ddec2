import CaravanProtocol

/// An entity in a trip with the grant for that trip.
public struct ItemGrant<E: Versioned>: Sendable {
    public var item: E
    public var grant: TripGrant

    public var scope: Scope { grant.scope }
}
