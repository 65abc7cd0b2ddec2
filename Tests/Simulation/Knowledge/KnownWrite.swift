import CaravanProtocol

/// A write that was answered as done.
struct KnownWrite {
    /// Its place in a log.
    struct Place: Hashable {
        let trip: UUIDBits
        let revision: Int64
    }

    let place: Place
    let kind: EntityKind
    let entity: UUIDBits
    let action: String
    /// What it named, as it named it.
    let fields: JSONObject
    let person: Int
    /// What a pushed change said beside its fields.
    var push: PushedChange?
    /// Whether everything that it named was done: a policy may have left something out.
    var isWhole = true
}

/// What a pushed change says about itself.
struct PushedChange {
    let clientID: String
    let number: Int64
    let baseRevision: Int64?
    /// The epoch in which the base was pulled: after a restore, revisions stand for something else.
    let baseEpoch: String?
    let policy: String
    let outcome: String
}
