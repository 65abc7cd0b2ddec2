/// How calls reach a server.
public protocol HTTPPort: Sendable {
    /// Makes a call. Throws whatever says that there is no answer; an answer of any status is none of that.
    func send(_ call: HTTPCall) async throws -> HTTPReply
}
