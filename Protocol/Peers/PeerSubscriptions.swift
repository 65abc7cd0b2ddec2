/// What one peer is subscribed to, as the application keeps it.
///
/// Each comes in two forms: one that waits without a thread, and one for the calling thread.
public protocol PeerSubscriptions: AnyObject, Sendable {
    /// The application's number of the peer.
    var peer: UInt64 { get }
    /// Puts somebody behind the peer; what it was subscribed to ends.
    ///
    /// Throws `unauthenticated` if the credential is nobody's.
    ///
    /// - Returns: What the peer calls with from now on, which lasts as long as the session does, whatever becomes of the
    ///   token.
    func bind(_ credential: Credential) async throws(Failure) -> Credential
    func bindNow(_ credential: Credential) throws(Failure) -> Credential
    /// Carries out a ``PeerOperation``: calls `answer` once, and sends what follows from it behind that. It returns when
    /// the gap between what the peer has and the present is sent.
    func perform(_ call: Call, answer: @escaping @Sendable (Reply) -> Void) async
    func performNow(_ call: Call, answer: @escaping @Sendable (Reply) -> Void)
    /// Ends everything. The peer is gone.
    func end()
}
