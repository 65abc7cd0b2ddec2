public import CaravanProtocol

/// The names of what clients keep offline, in the order in which pulls list them.
public enum SyncedKind: String, Choice {
    case trip, destination, activity, message
}
