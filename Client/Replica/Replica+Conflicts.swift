public import CaravanProtocol

extension Replica {
    /// The conflicts that are not decided, or whose decision has not reached the server; the oldest first.
    public func conflicts() throws -> [StoredConflict] {
        try storage.readNow { try $0.select(Query<StoredConflict>().ordered(by: \.metAt, \.id)) }
    }

    /// Decides a conflict. The decision is sent when there is a network; again decides anew until it is.
    ///
    /// - Parameter data: the fields as they shall be; `merge` and `manual` need it.
    /// - Throws: ``ReplicaFault/notFound``, ``ReplicaFault/missingResolvedData``.
    public func resolve(
        _ id: ID<StoredConflict>, _ resolution: ConflictResolution, data: JSONObject? = nil, notes: String? = nil,
        now: Instant
    ) throws {
        try step(now) { ledger in
            guard var conflict = try ledger.table.find(id) else { throw ReplicaFault.notFound }
            guard data != nil || !resolution.needsData else { throw ReplicaFault.missingResolvedData }
            conflict.resolution = resolution
            conflict.resolvedData = data.map { EncodedJSON($0) }
            conflict.notes = notes
            conflict.lastError = nil
            try ledger.table.update(conflict, StoredConflict.everything)
        }
    }

    /// Forgets a conflict on this device. The server keeps both sides. Throws ``ReplicaFault/notFound``.
    public func forget(_ id: ID<StoredConflict>, now: Instant) throws {
        try step(now) { ledger in
            guard try ledger.table.delete(StoredConflict.self, key: [.id(id.bits)]) else { throw ReplicaFault.notFound }
        }
    }
}
