/// Whose turn it is in a room, and who has to hear of it.
struct RoomTurn {
    let peers: [Peer]
    private(set) var number = -1
    private(set) var sent: UInt64 = 0
    /// How many have not heard of it yet.
    var awaited = 0

    init(_ peers: [Peer]) { self.peers = peers }

    var writer: Peer { writer(number) }
    /// Each time that it is somebody's turn, it is the contrary of the last time: a server need not repeat itself.
    var isTyping: Bool { isTyping(number) }

    func writer(_ number: Int) -> Peer { peers[number % peers.count] }
    func isTyping(_ number: Int) -> Bool { number / peers.count % 2 == 0 }

    mutating func next(_ talk: Talk, at now: UInt64) {
        number += 1
        sent = now
        switch talk {
        case .message: awaited = peers.count
        case .typing: awaited = peers.count { $0.seat.user != writer.seat.user }
        }
    }
}
