/// What the application makes of one connection: its dialect, who is behind it, what it is subscribed to.
///
/// The transport calls ``begin()`` once, then gives it messages one after the other, the next when the one before is
/// done: a peer's requests take effect in the order sent. What it answers it sends to the peer on the peer's lane.
public protocol PeerSession: AnyObject, Sendable {
    /// Finds out who is behind it, and ends the peer if it may not be here.
    func begin() async
    /// Whether somebody is known to be behind it. Until then a socket has ``Limits/authenticationSeconds``.
    var isBound: Bool { get }
    /// Does what the message asks on the calling thread, if it takes hardly longer than handing it to another one;
    /// false if nothing was done.
    func receiveIfBrief(_ message: [UInt8], isBinary: Bool) -> Bool
    /// Does what the message asks.
    func receive(_ message: [UInt8], isBinary: Bool) async
    /// The connection is gone, or is going: nothing is sent to it any more. Called once, on any thread.
    func ended()
}
