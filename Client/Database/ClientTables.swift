import CaravanProtocol

/// The tables of a replica. The migrations are compared with them by a test.
enum ClientTables {
    static let all: [TableSchema] = [
        ReplicaState.schema.table, ServedEntity.schema.table, QueueEntry.schema.table, StoredConflict.schema.table,
        LostTrip.schema.table, TripHealing.schema.table, StoredSession.schema.table,
    ]
}
