/// A live connection, as whoever sends to it sees it. Transports implement it.
///
/// All but ``lane`` and ``roomForMore()`` is called on the peer's lane only.
public protocol Peer: AnyObject, Sendable {
    var lane: PeerLane { get }

    /// Writes a message, or puts it in the peer's queue; what was written is sent on by the lane's `flush`.
    ///
    /// Answers are never dropped: their number is bounded by reading no further request while they wait; nor is what the
    /// peer missed, of which a page is sent when there is room. Of what is live at
    /// most ``Limits/unsentLiveBytesMax`` wait; beyond it ephemeral messages are dropped, then the queue is, and the peer
    /// is ended as ``PeerEnd/tooSlow(resume:)``. What comes after the peer has ended is dropped.
    func write(_ message: PeerMessage, _ framing: inout PeerFraming)

    /// Ends the connection behind what was written: a socket closes with the code, a stream ends. Revoked, a peer gets
    /// nothing of what still waits but its answers.
    func end(_ end: PeerEnd)

    /// Returns when so much has been taken that a page of a log may follow, or the peer has ended. From any thread.
    func roomForMore() async

    /// As ``roomForMore()`` while the calling thread waits, for peers that are served on it.
    func roomForMoreNow()
}

extension Peer {
    public func roomForMoreNow() {}
}
