public import CaravanProtocol
public import TransportControl

/// Runs a transport that speaks JSON-RPC 2.0. It passes ``RPCCase`` too.
public protocol RPCHarness: TransportHarness {
    /// As ``TransportHarness/withPeer(_:_:_:)``, with a peer whose messages can be seen.
    func withRPCPeer(
        _ application: ControlApplication, _ credential: Credential,
        _ body: @escaping @Sendable (RPCTestPeer) async throws -> Void
    ) async throws
}

extension RPCHarness {
    public func withPeer(
        _ application: ControlApplication, _ credential: Credential,
        _ body: @escaping @Sendable (any TransportPeer) async throws -> Void
    ) async throws {
        try await withRPCPeer(application, credential) { try await body($0) }
    }
}

/// What carries messages to the transport and back: lines, frames.
public protocol MessageChannel: Sendable {
    /// Sends one message, whatever is in it.
    func send(_ message: [UInt8]) async throws
    /// What came, message by message; it ends when the transport ends the connection. Asked for once.
    var messages: AsyncStream<[UInt8]> { get }
}
