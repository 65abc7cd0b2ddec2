import Synchronization

/// One peer that speaks JSON-RPC 2.0, with its subscriptions: on the RPC socket and on stdio.
public final class RPCSession: PeerSession {
    private struct State {
        var rpc: RPCPeer
        /// What the peer showed; forgotten once it is known who that is.
        var given: Credential
        var isBound = false
        /// What was read of the message that is given again.
        var step: RPCPeer.Step?
    }

    private let application: any Application
    private let peer: any Peer
    private let subscriptions: any PeerSubscriptions
    private let state: Mutex<State>

    /// - Parameter operations: The application's, made once for all peers.
    public init(_ application: any Application, _ operations: OperationTable, _ visit: PeerVisit, _ peer: any Peer) {
        self.application = application
        self.peer = peer
        subscriptions = application.subscriptions(of: peer)
        var rpc = RPCPeer(operations, transport: visit.transport, address: visit.address)
        rpc.asker = Asker(peer: subscriptions.peer)
        state = Mutex(State(rpc: rpc, given: visit.credential))
    }

    public var isBound: Bool { state.withLock { $0.isBound } }

    public func begin() async {
        if let given = takeGiven() { begun(await subscriptions.bind(given)) }
    }

    /// As ``begin()``, on the calling thread.
    public func beginNow() {
        if let given = takeGiven() { begun(subscriptions.bindNow(given)) }
    }

    private func takeGiven() -> Credential? {
        state.withLock { state in
            defer { state.given = .none }
            return state.given == .none ? nil : state.given
        }
    }

    private func begun(_ credential: Credential?) {
        if credential == nil { peer.lane.end(peer, .unauthenticated) }
        bound(credential)
    }

    private func bound(_ credential: Credential?) {
        guard let credential else { return }
        state.withLock { state in
            state.isBound = true
            state.rpc.bind(credential)
        }
    }

    // MARK: - Messages

    public func receiveIfBrief(_ message: [UInt8], isBinary: Bool) -> Bool {
        let step = read(message)
        switch step {
        case .answer(let bytes): send(bytes)
        case .nothing: break
        case .perform(let pending):
            guard let reply = application.performIfBrief(pending.call) else {
                state.withLock { $0.step = step }
                return false
            }
            finish(pending, reply)
        case .subscribe:
            state.withLock { $0.step = step }
            return false
        }
        return true
    }

    public func receive(_ message: [UInt8], isBinary: Bool) async {
        switch read(message) {
        case .answer(let bytes): send(bytes)
        case .nothing: break
        case .perform(let pending):
            let reply = await application.perform(pending.call)
            if let binding = reply.binding, reply.failure == nil { bound(await subscriptions.bind(binding)) }
            finish(pending, reply)
        case .subscribe(let pending):
            await subscriptions.perform(pending.call) { [self] in finish(pending, $0) }
        }
    }

    /// As ``receive(_:isBinary:)``, on the calling thread.
    public func receiveNow(_ message: some Collection<UInt8>) {
        switch read(message) {
        case .answer(let bytes): send(bytes)
        case .nothing: break
        case .perform(let pending):
            let reply = application.performNow(pending.call)
            if let binding = reply.binding, reply.failure == nil { bound(subscriptions.bindNow(binding)) }
            finish(pending, reply)
        case .subscribe(let pending):
            subscriptions.performNow(pending.call) { [self] in finish(pending, $0) }
        }
    }

    /// Refuses what is no message.
    public func refuse(_ fault: RPCFault) {
        if let bytes = state.withLock({ $0.rpc }).refuse(fault, application) { send(bytes) }
    }

    public func ended() { subscriptions.end() }

    private func read(_ message: some Collection<UInt8>) -> RPCPeer.Step {
        let (begun, rpc) = state.withLock { state in
            defer { state.step = nil }
            return (state.step, state.rpc)
        }
        return begun ?? rpc.read(message, application)
    }

    private func finish(_ pending: RPCCall, _ reply: Reply) {
        if let bytes = state.withLock({ $0.rpc.finish(pending, reply) }) { send(bytes) }
        if let end = reply.end { peer.lane.end(peer, end) }
    }

    private func send(_ bytes: [UInt8]) { peer.lane.send(PeerMessage(.answer, bytes), to: peer) }
}
