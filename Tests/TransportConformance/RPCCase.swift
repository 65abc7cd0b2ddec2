import CaravanProtocol
public import Testing
import TransportControl

/// What each transport that speaks JSON-RPC 2.0 must do with its messages (WIRE.md section 4).
public enum RPCCase: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case noJSON = "what is no JSON is a parse error"
    case noRequest = "JSON that is no request is an invalid request"
    case batches = "a batch is refused as a whole"
    case ids = "an id comes back with its type and value"
    case doubtfulIDs = "a doubtful id is echoed exactly or refused"
    case notifications = "a notification is performed but never answered"
    case paramsMayBeAbsent = "params may be absent"
    case unknownMembers = "unknown members are ignored"
    case meta = "_meta is no field"
    case wrongMeta = "what is wrong in _meta is named"
    case deepNesting = "deep nesting gets an error and the stream goes on"
    case duplicateNames = "a name that comes twice is a parse error"
    case emptyResult = "what has no content has the result null"
    case discovery = "rpc.discover answers the document"
    case discoveredMethods = "every discovered method is there"

    public var testDescription: String { rawValue }

    /// Runs the case; what is wrong becomes an issue of the test.
    public func verify(_ harness: some RPCHarness) async throws {
        let application = ControlApplication()
        try await harness.withRPCPeer(application, .none) { peer in
            switch self {
            case .noJSON: try await Self.noJSON(peer)
            case .noRequest: try await Self.noRequest(peer)
            case .batches: try await Self.batches(peer, application)
            case .ids: try await Self.ids(peer)
            case .doubtfulIDs: try await Self.doubtfulIDs(peer)
            case .notifications: try await Self.notifications(peer, application)
            case .paramsMayBeAbsent: try await Self.paramsMayBeAbsent(peer)
            case .unknownMembers: try await Self.unknownMembers(peer)
            case .meta: try await Self.meta(peer)
            case .wrongMeta: try await Self.wrongMeta(harness)
            case .deepNesting: try await Self.deepNesting(peer)
            case .duplicateNames: try await Self.duplicateNames(peer)
            case .emptyResult: try await Self.emptyResult(peer)
            case .discovery: try await Self.discovery(peer, application)
            case .discoveredMethods: try await Self.discoveredMethods(peer)
            }
        }
    }
}
