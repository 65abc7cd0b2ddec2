import CaravanProtocol

/// Who is in which trip's room: a user is there once, however many peers of his are.
struct Presence {
    private struct Visitor {
        let user: UserSummary
        var peerCount: Int
    }

    private var rooms: [UUIDBits: [Visitor]] = [:]

    /// A peer comes; whether it is the user's first.
    mutating func join(_ trip: UUIDBits, _ user: UserSummary) -> Bool {
        if let place = rooms[trip]?.firstIndex(where: { $0.user.id == user.id }) {
            rooms[trip]?[place].peerCount += 1
            return false
        }
        rooms[trip, default: []].append(Visitor(user: user, peerCount: 1))
        return true
    }

    /// A peer goes; whether it was the user's last.
    mutating func leave(_ trip: UUIDBits, _ user: ID<User>) -> Bool {
        guard var room = rooms[trip], let place = room.firstIndex(where: { $0.user.id == user }) else { return false }
        room[place].peerCount -= 1
        let isLast = room[place].peerCount == 0
        if isLast { room.remove(at: place) }
        rooms[trip] = room.isEmpty ? nil : room
        return isLast
    }

    var isEmpty: Bool { rooms.isEmpty }

    /// Who is there, in the order in which they came.
    func online(in trip: UUIDBits) -> [UserSummary] { rooms[trip]?.map(\.user) ?? [] }
}
