import CaravanProtocol

/// The reference's chat socket of one trip, `/ws/chat/{trip_id}/`.
struct ChatEndpoint: SocketEndpoint {
    let application: Caravan
    /// `nil` where the path names none: there is no such trip, then.
    let trip: ID<Trip>?

    var messageBytesMax: Int { Limits.chatMessageBytesMax }
    var takesBinary: Bool { false }

    func open(_ visit: PeerVisit, _ peer: any Peer) -> any PeerSession {
        ChatSession(application, trip ?? .unset, visit, peer)
    }
}
