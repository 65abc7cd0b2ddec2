/// Where a scenario is played: a fresh server behind one transport.
public protocol ScenarioStage: Sendable {
    /// A new connection without a session.
    func connect() async throws -> any ScenarioPeer
    /// Lets time pass for the server.
    func wait(seconds: Int64) async throws
    /// The text of the last mail that the server sent to the address, after everything due is sent.
    func lastMail(to address: String) async throws -> String?
}
