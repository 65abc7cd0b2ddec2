import CaravanProtocol
public import Testing
import TransportControl

/// What each transport that carries events beside answers must do with them (WIRE.md section 4).
public enum RPCSubscriptionCase: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case answerFirst = "the answer comes before the gap, and the gap before what is new"
    case silence = "events come while the client says nothing"
    case order = "events come in order among answers"
    case resuming = "a subscription resumes from its position"
    case again = "subscribing again replays"
    case unsubscribing = "nothing comes after the end of a subscription"
    case refused = "a refused subscription changes nothing"
    case ephemeral = "what stands in no log comes where it belongs"
    case binding = "another login ends the subscriptions"
    case end = "the connection ends in the middle of events"

    public var testDescription: String { rawValue }

    /// Runs the case; what is wrong becomes an issue of the test.
    public func verify(_ harness: some RPCHarness) async throws {
        let application = ControlApplication()
        try await harness.withRPCPeer(application, .none) { peer in
            switch self {
            case .answerFirst: try await Self.answerFirst(peer, application)
            case .silence: try await Self.silence(peer, application)
            case .order: try await Self.order(peer, application)
            case .resuming: try await Self.resuming(peer, application)
            case .again: try await Self.again(peer, application)
            case .unsubscribing: try await Self.unsubscribing(peer, application)
            case .refused: try await Self.refused(peer, application)
            case .ephemeral: try await Self.ephemeral(peer, application)
            case .binding: try await Self.binding(peer, application)
            case .end: try await Self.end(peer, application)
            }
        }
    }
}
