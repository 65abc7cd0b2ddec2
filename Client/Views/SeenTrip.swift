public import CaravanCore
public import CaravanProtocol

/// A trip with all that is in it, as the user sees it at one moment.
public struct SeenTrip: Sendable, Equatable {
    public let trip: Seen<Trip>
    /// In their order.
    public let destinations: [Seen<Destination>]
    /// In their order, destination by destination.
    public let activities: [Seen<Activity>]
    /// The oldest first.
    public let messages: [Seen<Message>]
    /// As the server tells them: `id, user_id, user, role, …`.
    public let members: [JSONObject]

    public var id: ID<Trip> { trip.id }
    /// What the user is in the trip.
    public var role: Role? { trip.json["role"]?.string.flatMap(Role.init(rawValue:)) }
}
