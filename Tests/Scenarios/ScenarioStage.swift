public import TransportConformance

/// Where a scenario is played: a fresh server behind one transport.
public protocol ScenarioStage: Sendable {
    /// Whether a condition may be a revision; HTTP has no words for it.
    var takesRevisions: Bool { get }
    /// A new connection without a session. It is nobody's until an `auth.login` on it succeeds; from then on its calls
    /// are made in that session: where the transport does not bind it, it keeps the access token.
    func connect() async throws -> any TransportPeer
    /// Lets time pass for the server.
    func wait(seconds: Int64) async throws
    /// The text of the last mail that the server sent to the address, after everything due is sent.
    func lastMail(to address: String) async throws -> String?
}

extension ScenarioStage {
    public var takesRevisions: Bool { true }
}
