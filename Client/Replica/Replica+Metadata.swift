import CaravanProtocol
import Synchronization

extension Replica {
    /// What synchronisation is doing, and how much waits.
    public func metadata() throws -> SyncMetadata {
        let (isBusy, needsToken) = flight.withLock { ($0.request != nil, $0.needsToken) }
        return try storage.readNow { table in
            let state = try table.state()
            var metadata = SyncMetadata()
            metadata.lastSyncTimestamp = state.lastSyncTimestamp
            metadata.status = isBusy ? .syncing : state.lastError == nil ? .idle : .error
            metadata.pendingChangesCount = try table.count(
                Query<QueueEntry>(.oneOf(\.status, [.pending, .syncing])))
            metadata.lastSyncError = state.lastError
            metadata.conflictsCount = try table.count(Query<StoredConflict>())
            metadata.quarantineCount = try table.count(Query<QueueEntry>(.equals(\.status, .failed)))
            metadata.healedCount = state.healedCount
            metadata.needsToken = needsToken
            return metadata
        }
    }
}
