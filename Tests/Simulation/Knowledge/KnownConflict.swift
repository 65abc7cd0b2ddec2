import CaravanProtocol

/// A conflict that a push was told of.
struct KnownConflict {
    let id: UUIDBits
    let person: Int
    let clientID: String
    let trip: UUIDBits
    let kind: EntityKind
    let entity: UUIDBits
    let action: String
    /// What the change named.
    let fields: JSONObject
    /// Whether a policy or somebody has decided it.
    var isDecided: Bool
}
