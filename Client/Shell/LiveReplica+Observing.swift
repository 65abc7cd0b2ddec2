public import CaravanCore
public import CaravanProtocol

extension LiveReplica {
    /// The trips that the user sees, without what is in them.
    public func trips() -> Observed<[Seen<Trip>]> {
        observe { try $0.trips() }
    }

    /// A trip with its destinations, activities, messages and members; `nil` while the user sees none with that id.
    public func trip(_ id: ID<Trip>) -> Observed<SeenTrip?> {
        observe { try $0.trip(id) }
    }

    /// What synchronisation is doing.
    public func metadata() -> Observed<SyncMetadata> {
        observe { try $0.metadata() }
    }

    /// The conflicts that the user has to decide.
    public func conflicts() -> Observed<[StoredConflict]> {
        observe { try $0.conflicts() }
    }

    /// The edits that go nowhere before the user says so.
    public func quarantine() -> Observed<[QueueEntry]> {
        observe { try $0.quarantine() }
    }

    /// Whatever an app makes of the replica. It is read anew after each change, and told when it differs.
    public func observe<Value>(_ read: @escaping @Sendable (Replica) throws -> Value) -> Observed<Value> {
        Observed(signal: changed) { [replica] in try read(replica) }
    }
}
