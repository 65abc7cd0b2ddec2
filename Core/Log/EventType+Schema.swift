import CaravanProtocol

extension EventType {
    /// Those that peers are told of.
    static var live: [EventType] { allCases.filter(\.isLive) }

    /// One line for people.
    var summary: String {
        switch self {
        case .tripCreated: "A trip is made"
        case .tripUpdated: "A trip's content or visibility has changed"
        case .tripDeleted: "A trip is deleted; its log has no further entries"
        case .tripStatusChanged: "A trip has another status"
        case .memberAdded: "Somebody is a member now"
        case .memberUpdated: "A member has another role"
        case .memberRemoved: "Somebody is no member any more"
        case .destinationCreated: "A destination is made"
        case .destinationUpdated: "A destination's content or place has changed"
        case .destinationDeleted: "A destination is deleted, after its activities"
        case .activityCreated: "An activity is made"
        case .activityUpdated: "An activity's content or place has changed, or it is reopened"
        case .activityDeleted: "An activity is deleted"
        case .activityCompleted: "An activity is done"
        case .messageSent: "A message was sent"
        case .messageEdited: "A message has other words"
        case .messageDeleted: "A message was deleted"
        case .accessGranted: "The user sees a trip from now on"
        case .accessRevoked: "The user sees a trip no more"
        case .profileUpdated: "What the user shows of himself has changed"
        }
    }

    /// The schema of an event of this type.
    var schema: JSONValue {
        .merged(
            Event.schema ?? [:],
            ["type": "object", "properties": ["type": ["const": .string(rawValue)], "data": data]]
        )
        .titled("event." + rawValue)
    }

    /// The schema of its `data`.
    private var data: JSONValue {
        switch self {
        case .tripCreated, .tripUpdated, .tripStatusChanged: Trip.fields.outputSchema.titled("logged_trip")
        case .memberAdded, .memberUpdated: MembershipView.schema ?? [:]
        case .destinationCreated, .destinationUpdated: Destination.schema ?? [:]
        case .activityCreated, .activityUpdated, .activityCompleted: Activity.schema ?? [:]
        case .messageSent, .messageEdited: MessageView.schema ?? [:]
        case .profileUpdated: Account.schema ?? [:]
        case .tripDeleted, .memberRemoved, .destinationDeleted, .activityDeleted, .messageDeleted:
            Self.only("id").titled("deleted")
        case .accessGranted, .accessRevoked: Self.only("trip_id").titled("trip_reference")
        }
    }

    private static func only(_ name: String) -> JSONValue {
        ["type": "object", "required": [.string(name)], "properties": .object([name: UUIDBits.jsonSchema])]
    }
}
