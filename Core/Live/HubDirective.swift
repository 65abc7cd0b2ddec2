import CaravanProtocol

/// What the hub has decided; the shell does it, in this order.
enum HubDirective {
    /// The peer has asked for it: the answer goes between what was decided before and after it.
    case answer(PeerMessage, to: Hub.PeerID)
    case deliver(LiveEvent, to: [Hub.PeerID])
    /// As `deliver`, to a peer that was away.
    case replay(LiveEvent, to: Hub.PeerID)
    /// The event is the answer to what the peer asked under this reference.
    case echo(LiveEvent, JSONValue, to: Hub.PeerID)
    case tell(EphemeralEvent, to: [Hub.PeerID])
    /// The peer's subscription to a trip ended, and with it the peer if that was all it is about.
    case revoked(Hub.PeerID)
    /// The peer's session has ended.
    case end(Hub.PeerID, PeerEnd)
    /// The other servers are to know.
    case hint(BusHint)
    /// Something is said of a user who is not known here: who is he?
    case meet(Hub.Stranger)
    /// Another process has written something of which is not known where it stands.
    case survey
    /// Entries of a log are missing: read what followed lies behind.
    case catchUp
    /// A peer that follows all of its user's trips has a new one.
    case attach(Hub.PeerID, ID<Trip>)
}
