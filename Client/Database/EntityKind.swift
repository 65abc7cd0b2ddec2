public import CaravanProtocol

/// The kinds of entity that are kept of the server's state.
public enum EntityKind: String, Choice {
    case trip, destination, activity, message, member

    /// Those that a push may change; members are changed online only.
    public static let edited: [EntityKind] = [.trip, .destination, .activity, .message]

    /// The name of its list in a pull's page.
    var plural: String {
        switch self {
        case .trip: "trips"
        case .destination: "destinations"
        case .activity: "activities"
        case .message: "messages"
        case .member: "members"
        }
    }
}
