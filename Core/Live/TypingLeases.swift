import CaravanProtocol

/// Who is typing. Whoever says nothing more has stopped after ``seconds``: his last word may never come.
struct TypingLeases {
    static let seconds: Int64 = 6

    private struct Lease {
        let user: UserSummary
        let until: Instant
    }

    private var rooms: [UUIDBits: [Lease]] = [:]

    mutating func set(_ isTyping: Bool, _ trip: UUIDBits, _ user: UserSummary, now: Instant) {
        forget(trip, user.id)
        guard isTyping else { return }
        rooms[trip, default: []].append(Lease(user: user, until: now.adding(seconds: Self.seconds)))
    }

    /// Forgets somebody who stopped or left.
    mutating func forget(_ trip: UUIDBits, _ user: ID<User>) {
        guard var room = rooms[trip] else { return }
        room.removeAll { $0.user.id == user }
        rooms[trip] = room.isEmpty ? nil : room
    }

    /// Forgets a trip to which nobody listens any more.
    mutating func forget(_ trip: UUIDBits) { rooms[trip] = nil }

    var isEmpty: Bool { rooms.isEmpty }

    /// Takes those whose time is over.
    mutating func expire(now: Instant) -> [(trip: UUIDBits, user: UserSummary)] {
        var expired: [(trip: UUIDBits, user: UserSummary)] = []
        for (trip, room) in rooms {
            for lease in room where lease.until <= now { expired.append((trip, lease.user)) }
        }
        for (trip, user) in expired { forget(trip, user.id) }
        return expired
    }
}
