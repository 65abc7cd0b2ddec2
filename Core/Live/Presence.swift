import CaravanProtocol

/// Who is in which trip's room: a user is there once, however many peers of his are, on however many servers.
struct Presence {
    /// What a coming or going changes.
    struct Change {
        /// Whether he was not there before, or is no more.
        let isOverall: Bool
        /// Whether that is so of this server's own peers.
        let isOwn: Bool
    }

    private struct Visitor {
        let user: UserSummary
        var ownPeers = 0
        var otherServers = 0

        var isThere: Bool { ownPeers + otherServers > 0 }
    }

    private var rooms: [UUIDBits: [Visitor]] = [:]

    /// A peer comes, of this server or of another one.
    mutating func join(_ trip: UUIDBits, _ user: UserSummary, isOwn: Bool = true) -> Change {
        var room = rooms[trip] ?? []
        let place = room.firstIndex { $0.user.id == user.id } ?? room.endIndex
        let isFirst = place == room.endIndex
        if isFirst { room.append(Visitor(user: user)) }
        if isOwn { room[place].ownPeers += 1 } else { room[place].otherServers += 1 }
        rooms[trip] = room
        return Change(isOverall: isFirst, isOwn: isOwn && room[place].ownPeers == 1)
    }

    /// A peer goes; `nil` if it was not there.
    mutating func leave(_ trip: UUIDBits, _ user: ID<User>, isOwn: Bool = true) -> Change? {
        guard var room = rooms[trip], let place = room.firstIndex(where: { $0.user.id == user }) else { return nil }
        if isOwn { room[place].ownPeers -= 1 } else { room[place].otherServers -= 1 }
        let change = Change(isOverall: !room[place].isThere, isOwn: isOwn && room[place].ownPeers == 0)
        if change.isOverall { room.remove(at: place) }
        rooms[trip] = room.isEmpty ? nil : room
        return change
    }

    var isEmpty: Bool { rooms.isEmpty }

    /// Who is there, in the order in which they came.
    func online(in trip: UUIDBits) -> [UserSummary] { rooms[trip]?.map(\.user) ?? [] }

    func visitor(_ user: UUIDBits, in trip: UUIDBits) -> UserSummary? {
        rooms[trip]?.first { $0.user.id.bits == user }?.user
    }

    /// Everybody who is somewhere by a peer of this server.
    var own: [(trip: UUIDBits, user: UUIDBits)] {
        rooms.flatMap { trip, room in room.filter { $0.ownPeers > 0 }.map { (trip, $0.user.id.bits) } }
    }
}
