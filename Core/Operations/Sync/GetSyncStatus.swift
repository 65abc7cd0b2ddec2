public import CaravanProtocol

/// How the caller's devices stand.
public enum GetSyncStatus: ReadOperation {
    public static let name = "sync.status"
    public static let summary = "The caller's devices and open conflicts"
    public static let route = Route.get("/sync/status/")
    public static let access = Access<NoInput, Caller>.signedIn
    public static func isBrief(_: NoInput) -> Bool { false }

    public static func run(_: NoInput, _ caller: Caller, in context: Context) throws -> SyncStatus {
        let devices = try context.store.select(
            Query<SyncClient>(.equals(\.userID, caller.id)).ordered(by: \.userID, \.clientID))
        let nameOfDevice = Dictionary(devices.map { ($0.id, $0.clientID) }) { first, _ in first }
        let open = Query<Conflict>(.equals(\.userID, caller.id), .isNull(\.resolvedAt))
        var isMember: [ID<Trip>: Bool] = [:]
        // Of a trip that she has left she is told nothing, not even what she could not decide any more.
        let conflicts = try context.store.select(
            open.ordered(by: \.userID, \.resolvedAt, \.createdAt, \.id).limited(to: Bounds.openConflictsReadMax)
        ).filter { conflict in
            if let known = isMember[conflict.tripID] { return known }
            let found = try context.grant(conflict.tripID)?.membership != nil
            isMember[conflict.tripID] = found
            return found
        }
        return SyncStatus(
            devices: devices,
            conflictCount: conflicts.count,
            conflicts: conflicts.prefix(Bounds.openConflictsToldMax).map {
                ConflictView(conflict: $0, clientID: nameOfDevice[$0.syncClientID] ?? "")
            }, epoch: context.settings.epoch)
    }
}
