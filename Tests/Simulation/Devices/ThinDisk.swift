import CaravanProtocol

/// What a thin client keeps on its disk. It is a value: each step of the client writes it as a whole.
struct ThinDisk {
    let clientID: String
    var replica = ReplicaContent()
    /// Not yet numbered.
    var queue: [QueuedChange] = []
    /// Numbered and sent, perhaps answered, not yet acknowledged here.
    var flight: [QueuedChange] = []
    var number: Int64 = 0
    var cursor: String?
    var lastSync: String?
    var epoch: String?
    /// Whether a pull has more pages.
    var isMidPull = false
    /// Conflicts that nobody has decided, with what the change named.
    var conflicts: [(id: UUIDBits, kind: EntityKind, fields: JSONObject)] = []

    /// Begins from nothing, but for what was done here.
    mutating func startAfresh() {
        replica = ReplicaContent()
        (cursor, lastSync, epoch, isMidPull) = (nil, nil, nil, false)
        // Revisions of another history mean something else.
        for place in queue.indices { queue[place].baseRevision = nil }
        for place in flight.indices { flight[place].baseRevision = nil }
    }
}
