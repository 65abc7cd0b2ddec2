import CaravanProtocol

extension WriteContext {
    /// The caller's device of that name, which is one from its first push on. Its pushes go one after the other.
    func device(_ clientID: String) throws -> SyncClient {
        let caller = try requireCaller().id
        let own = Query<SyncClient>(.equals(\.userID, caller))
        var named = own
        named.filters.append(.equals(\.clientID, clientID))
        if let known = try store.first(named), var device = try store.lock(known.id) {
            device.lastSyncAt = now
            return device
        }
        guard try store.count(own) < Bounds.devicesMax else {
            throw Failure(.conflict, "A user has at most \(Bounds.devicesMax) devices.")
        }
        var device = SyncClient()
        device.id = newID()
        device.userID = caller
        device.clientID = clientID
        device.lastSyncAt = now
        device.createdAt = now
        try table.insert(device)
        return device
    }
}
