public import CaravanProtocol

/// What an entry of a log says happened (WIRE.md section 4).
public enum EventType: String, Choice {
    case tripCreated = "trip.created"
    case tripUpdated = "trip.updated"
    case tripDeleted = "trip.deleted"
    case tripStatusChanged = "trip.status_changed"
    case memberAdded = "member.added"
    case memberUpdated = "member.updated"
    case memberRemoved = "member.removed"
    case destinationCreated = "destination.created"
    case destinationUpdated = "destination.updated"
    case destinationDeleted = "destination.deleted"
    case activityCreated = "activity.created"
    case activityUpdated = "activity.updated"
    case activityDeleted = "activity.deleted"
    case activityCompleted = "activity.completed"
    case messageSent = "message.sent"
    case messageEdited = "message.edited"
    case messageDeleted = "message.deleted"
    /// In a user's own log: a trip that he sees from now on.
    case accessGranted = "access.granted"
    /// In a user's own log: a trip that he sees no more.
    case accessRevoked = "access.revoked"
    /// In a user's own log: what `/users/me/` shows. It is kept for the audit and for sync, and is no live event.
    case profileUpdated = "profile.updated"

    /// The list grows with the product, so it is no check of the column: SQLite cannot change one.
    public static var choices: [String]? { nil }

    /// Whether peers are told of it.
    var isLive: Bool { self != .profileUpdated }

    /// Whether it says that a user sees a trip from now on, or no more.
    var changesAccess: Bool { self == .accessGranted || self == .accessRevoked }
}
