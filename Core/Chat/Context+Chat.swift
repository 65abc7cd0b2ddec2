public import CaravanProtocol

extension Context {
    /// The room of a trip.
    func room(of trip: ID<Trip>) throws -> ChatRoom {
        guard let memory else { return try readRoom(of: trip) }
        return try memory.room(trip) { try readRoom(of: trip) }
    }

    private func readRoom(of trip: ID<Trip>) throws -> ChatRoom {
        guard let room = try store.first(Query(.equals(\ChatRoom.tripID, trip))) else {
            throw StorageError.corrupt("trip \(trip) has no room")
        }
        return room
    }

    /// Who is looking at the trip now.
    func online(in trip: ID<Trip>) throws -> [UserSummary] { live.online(in: trip) }

    /// The last messages of a trip, deleted ones too, oldest first.
    public func recentMessages(in trip: ID<Trip>, count: Int) throws -> [MessageView] {
        try views(of: store.select(Message.history(of: trip).limited(to: count)).reversed())
    }

    /// The messages with their senders.
    func views(of messages: [Message]) throws -> [MessageView] {
        let people = try people(messages.map(\.sender))
        return messages.map { MessageView($0, sender: people[$0.sender] ?? UserSummary()) }
    }

    /// How far the user has read.
    func marker(of user: ID<User>, in room: ChatRoom) throws -> ReadMarker? {
        try store.lock(ReadMarker.self, key: [room.id.stored, user.stored])
    }

    /// How many messages of others, not deleted, came after what the user has read.
    func unreadCount(in room: ChatRoom, of user: ID<User>) throws -> Int {
        let read = try marker(of: user, in: room)?.sentRevision ?? 0
        return try store.count(Message.unread(in: room.tripID, after: read, by: user))
    }
}
