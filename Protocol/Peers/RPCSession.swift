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
        guard let given = takeGiven() else { return }
        do throws(Failure) {
            bound(try await subscriptions.bind(given))
        } catch {
            peer.lane.end(peer, PeerEnd(error))
        }
    }

    /// As ``begin()``, on the calling thread.
    public func beginNow() {
        guard let given = takeGiven() else { return }
        do throws(Failure) {
            bound(try subscriptions.bindNow(given))
        } catch {
            peer.lane.end(peer, PeerEnd(error))
        }
    }

    private func takeGiven() -> Credential? {
        state.withLock { state in
            defer { state.given = .none }
            return state.given == .none ? nil : state.given
        }
    }

    private func bound(_ credential: Credential) {
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
            finish(pending, await rebound(reply))
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
            finish(pending, reboundNow(reply))
        case .subscribe(let pending):
            subscriptions.performNow(pending.call) { [self] in finish(pending, $0) }
        }
    }

    /// A login is answered once the peer is bound to its session.
    private func rebound(_ reply: Reply) async -> Reply {
        guard let binding = reply.binding, reply.failure == nil else { return reply }
        do throws(Failure) {
            bound(try await subscriptions.bind(binding))
            return reply
        } catch {
            return Reply(.failure(error))
        }
    }

    private func reboundNow(_ reply: Reply) -> Reply {
        guard let binding = reply.binding, reply.failure == nil else { return reply }
        do throws(Failure) {
            bound(try subscriptions.bindNow(binding))
            return reply
        } catch {
            return Reply(.failure(error))
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
