import CaravanInProcess
import CaravanProtocol
import Testing
import TransportConformance
import TransportControl

@Suite("In-process peer")
struct InProcessPeerTests {
    @Test(.timeLimit(.minutes(5)), arguments: RPCCase.allCases)
    func speaksJSONRPC(_ testCase: RPCCase) async throws { try await testCase.verify(InProcessRPCHarness()) }

    @Test(.timeLimit(.minutes(5)), arguments: RPCSubscriptionCase.allCases)
    func carriesEvents(_ testCase: RPCSubscriptionCase) async throws {
        try await testCase.verify(InProcessRPCHarness())
    }

    private func request(_ method: String) -> [UInt8] {
        Array(#"{"jsonrpc":"2.0","id":1,"method":"\#(method)"}"#.utf8)
    }

    @Test func itsOwnerMayDrainByHand() async throws {
        let application = ControlApplication()
        let lane = InProcessLane()
        let peer = InProcessPeer(lane)
        await peer.open(try #require(application.socket(at: ["ws"])))
        await peer.send(request("events.subscribe"))
        application.emit(2)
        #expect(peer.takeMessages().isEmpty)
        lane.drain()
        #expect(peer.takeMessages().map(\.kind) == [.answer, .durable, .durable])
        #expect(peer.takeMessages().isEmpty)
        peer.close()
        application.emit(1)
        lane.drain()
        #expect(peer.takeMessages().isEmpty && peer.end == nil)
    }

    /// What nobody takes does not grow: first the remarks go, then the peer.
    @Test func whoDoesNotTakeIsEnded() async throws {
        let application = ControlApplication()
        let lane = InProcessLane()
        let peer = InProcessPeer(lane)
        await peer.open(try #require(application.socket(at: ["ws"])))
        await peer.send(request("events.subscribe"))
        application.emit(9_000, ephemeral: true)
        lane.drain()
        #expect(peer.end == nil)
        let kinds = peer.takeMessages().map(\.kind)
        #expect(kinds.count { $0 == .durable } == 9_000 && kinds.count { $0 == .ephemeral } < 9_000)
        application.emit(40_000)
        lane.drain()
        #expect(peer.end?.closeCode == 4008)
        #expect(peer.takeMessages().allSatisfy { $0.kind == .answer })
    }
}
