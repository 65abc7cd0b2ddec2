public import CaravanProtocol
public import TransportControl

/// Runs one transport for the kit. Whoever writes a transport writes one of these and a test:
///
///     @Test(arguments: TransportCase.allCases)
///     func keepsTheContract(_ testCase: TransportCase) async throws { try await testCase.verify(MyHarness()) }
public protocol TransportHarness: Sendable {
    var capabilities: TransportCapabilities { get }

    /// Serves the application while `body` talks to it through one new peer, then ends both.
    ///
    /// - Parameter credential: What the peer shows with each call or when it connects, as the transport has it.
    func withPeer(
        _ application: ControlApplication, _ credential: Credential,
        _ body: @escaping @Sendable (any TransportPeer) async throws -> Void
    ) async throws
}

/// What transports differ in. What is not declared is tested to be absent where that can be seen.
public struct TransportCapabilities: Sendable {
    /// The numbers with which a transport says how a call ended.
    public enum Codes: Sendable {
        /// None: failures come as ``Failure``.
        case none
        /// HTTP's status, on success too.
        case httpStatus
        /// The code of a JSON-RPC error.
        case jsonRPC
    }

    public var codes: Codes
    /// A peer's calls take effect in the order sent.
    public var ordersCalls: Bool
    /// A login binds the peer.
    public var bindsPeers: Bool
    /// Input of any JSON type can be sent.
    public var takesAnyShape: Bool
    /// The next page of a list is told beside the body too (`Link`).
    public var linksPages: Bool
    /// The longest body, where a longer one is answered with `too_large`; in bytes.
    public var bodyBytesMax: Int?

    public init(
        codes: Codes, ordersCalls: Bool = false, bindsPeers: Bool = false, takesAnyShape: Bool = true,
        linksPages: Bool = false, bodyBytesMax: Int? = nil
    ) {
        self.codes = codes
        self.ordersCalls = ordersCalls
        self.bindsPeers = bindsPeers
        self.takesAnyShape = takesAnyShape
        self.linksPages = linksPages
        self.bodyBytesMax = bodyBytesMax
    }
}
