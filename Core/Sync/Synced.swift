import CaravanProtocol

/// What clients keep offline: trips, destinations, activities and messages. Its name in pulls and pushes is its schema's.
protocol Synced: Versioned {
    /// The trip that it is in; a trip is in itself.
    var homeID: ID<Trip> { get }
    /// Whether it has come to its end.
    var isGone: Bool { get }
}
