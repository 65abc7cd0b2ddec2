/// Rooms of equal size, and who is in them.
struct Hall {
    static let users = 20
    let rooms: Int
    let members: Int

    /// The members of a room; with fewer than everybody, the rooms share them out.
    func seats(_ room: Int) -> [Seat] {
        (0..<members).map { Seat(room: room, user: (room * members + $0) % Self.users) }
    }

    /// One for each member of each room, many times over.
    func seats(times: Int = 1) -> [Seat] {
        (0..<rooms).flatMap { room in (0..<times).flatMap { _ in seats(room) } }
    }
}
