public import CaravanProtocol
internal import Synchronization

/// The application that transports are tested with: operations that show what reached them, and nothing of the domain.
public struct ControlApplication: Application {
    public let operations: [OperationDescriptor]
    private let performers: [String: any ControlOperation]
    private let state = ControlState()
    private let feed = ControlFeed()

    public init() {
        let all: [any ControlOperation] =
            Route.Verb.allCases.map(EchoOperation.init)
            + [
                DelayOperation(), FailOperation(), ListOperation(), MakeOperation(), RemoveOperation(), BigOperation(),
                AppendOperation(), WhoAmIOperation(), LoginOperation(), PrintOperation(), CallOperation(),
                MetaOperation(),
            ]
        operations = all.map(\.descriptor)
        performers = Dictionary(uniqueKeysWithValues: all.map { ($0.descriptor.name, $0) })
    }

    /// How many calls of the operation began, answered or not.
    public func count(of operation: String) -> Int { state.calls.withLock { $0[operation] ?? 0 } }

    public var peerOperations: [PeerOperation] { ControlSubscriptions.operations }

    public func subscriptions(of peer: any Peer) -> any PeerSubscriptions { ControlSubscriptions(feed, peer) }

    /// Appends entries to the log that `events.subscribe` follows, from any thread.
    ///
    /// - Parameter ephemeral: Whether a remark that stands in no log goes before each.
    public func emit(_ count: Int, ephemeral: Bool = false) { feed.emit(count, ephemeral: ephemeral) }

    public func perform(_ call: Call) async -> Reply {
        guard let delay = performers[call.operation] as? DelayOperation else { return performNow(call) }
        return await reply(to: call) {
            if let fault = call.input.fault { throw fault }
            return try await delay.perform(call.input)
        }
    }

    public func performIfBrief(_ call: Call) -> Reply? {
        let isRead = performers[call.operation]?.descriptor.effect.isRead == true
        return isRead ? performNow(call) : nil
    }

    public func performNow(_ call: Call) -> Reply {
        guard let operation = performers[call.operation] else { return Reply(.failure(Failure(.notFound))) }
        state.began(call.operation)
        do {
            if operation.descriptor.needsSession, ControlCaller(call.credential) == nil {
                throw Failure(.unauthenticated)
            }
            if let fault = call.input.fault { throw fault }
            return try operation.perform(call, state)
        } catch let failure as Failure {
            return Reply(.failure(failure))
        } catch {
            return Reply(.failure(Failure(.internal, cause: error)))
        }
    }

    private func reply(to call: Call, _ body: () async throws -> Reply) async -> Reply {
        state.began(call.operation)
        do {
            return try await body()
        } catch let failure as Failure {
            return Reply(.failure(failure))
        } catch {
            return Reply(.failure(Failure(.unavailable, cause: error)))
        }
    }

    /// `/ws/` speaks JSON-RPC, `/echo` answers each message with itself.
    public func socket(at path: [String]) -> (any SocketEndpoint)? {
        switch path {
        case ["ws"]: RPCEndpoint(self, OperationTable(self))
        case ["echo"]: EchoSocket()
        default: nil
        }
    }

    public func document(_ kind: DocumentKind) -> [UInt8] {
        switch kind {
        case .openAPI: OpenAPIDocument(title: "Control", version: "1", operations: operations).bytes
        case .asyncAPI: AsyncAPIDocument(title: "Control", version: "1", channels: []).bytes
        case .openRPC:
            OpenRPCDocument(title: "Control", version: "1", operations: operations, peerOperations: peerOperations)
                .bytes
        }
    }

    public func health() async -> [HealthCheck] { [HealthCheck("control")] }

    public func noteRefusal(_ failure: Failure, operation: String?, transport: String, requestID: String) {}

    public func newRequestID() -> String {
        "control-\(state.requests.add(1, ordering: .relaxed).newValue)"
    }
}
