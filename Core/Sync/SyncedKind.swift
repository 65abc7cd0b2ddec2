public import CaravanProtocol

/// The names of what clients keep offline, in the order in which pulls list them.
public enum SyncedKind: String, Choice {
    case trip, destination, activity, message

    /// What has that name.
    var type: any Synced.Type {
        guard let type = Self.types[rawValue] else { preconditionFailure("nothing is called \(rawValue)") }
        return type
    }

    private static let types: [String: any Synced.Type] = Dictionary(
        uniqueKeysWithValues: ([Trip.self, Destination.self, Activity.self, Message.self] as [any Synced.Type])
            .map { ($0.entityName, $0) })
}

extension Synced {
    /// Its name on the wire.
    static var entityName: String { schema.name }
}
