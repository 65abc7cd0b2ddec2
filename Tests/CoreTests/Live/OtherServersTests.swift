import CaravanProtocol
import Testing

@testable import CaravanCore

/// Who is where by other servers, as the hub hears it.
@Suite("Other servers")
struct OtherServersTests {
    private static let user = UUIDBits(high: 7, low: 7)
    private static let elsewhere: UInt64 = 99

    /// A stage with one peer that follows the trip, and has been told of nothing yet.
    private func stage() -> HubStage {
        var stage = HubStage()
        stage.bind(1, HubStage.ann)
        stage.follow(1)
        stage.page(1, from: 0, [], head: 0)
        stage.hints = []
        return stage
    }

    private var summary: UserSummary {
        var summary = UserSummary()
        summary.id = ID(Self.user)
        summary.username = "zoe"
        return summary
    }

    private func present(_ stage: inout HubStage) {
        stage.enact(
            stage.hub.heard(
                .present(server: Self.elsewhere, trip: HubStage.trip.bits, user: Self.user), now: stage.now))
    }

    private func absent(_ stage: inout HubStage) {
        stage.enact(
            stage.hub.heard(
                .absent(server: Self.elsewhere, trip: HubStage.trip.bits, user: Self.user), now: stage.now))
    }

    private func meet(_ stage: inout HubStage) {
        let strangers = stage.strangers
        stage.strangers = []
        for stranger in strangers { stage.enact(stage.hub.met(stranger, summary, now: stage.now)) }
    }

    private func told(_ stage: HubStage) -> [String] { stage.received[1]?.ephemeral ?? [] }

    @Test("somebody who comes by another server is looked up, told once, and is online")
    func comes() {
        var stage = stage()
        present(&stage)
        present(&stage)
        #expect(stage.strangers.count == 1)
        #expect(told(stage).isEmpty)
        meet(&stage)
        #expect(told(stage) == ["presence.joined zoe"])
        #expect(stage.hub.online(in: HubStage.trip).map(\.username) == ["zoe"])
        absent(&stage)
        #expect(told(stage) == ["presence.joined zoe", "presence.left zoe"])
        #expect(stage.hub.online(in: HubStage.trip).isEmpty)
    }

    @Test("somebody who has gone before he was looked up never was there")
    func goesBeforeHeIsMet() {
        var stage = stage()
        present(&stage)
        absent(&stage)
        meet(&stage)
        #expect(told(stage).isEmpty)
        #expect(stage.hub.online(in: HubStage.trip).isEmpty)
    }

    @Test("somebody who comes, goes and comes again before he was looked up is there once")
    func comesTwiceBeforeHeIsMet() {
        var stage = stage()
        present(&stage)
        absent(&stage)
        present(&stage)
        meet(&stage)
        #expect(told(stage) == ["presence.joined zoe"])
        absent(&stage)
        #expect(stage.hub.online(in: HubStage.trip).isEmpty)
    }

    @Test("of a server that says nothing for 30 s nobody is there any more; one that renews keeps his")
    func leases() {
        var stage = stage()
        present(&stage)
        meet(&stage)
        for _ in 0..<4 {
            stage.now = stage.now.adding(seconds: 20)
            stage.enact(stage.hub.heard(.alive(server: Self.elsewhere), now: stage.now))
            stage.enact(stage.hub.tick(now: stage.now))
        }
        #expect(told(stage) == ["presence.joined zoe"])
        stage.now = stage.now.adding(seconds: 29)
        stage.enact(stage.hub.tick(now: stage.now))
        #expect(told(stage).count == 1)
        stage.now = stage.now.adding(seconds: 1)
        stage.enact(stage.hub.tick(now: stage.now))
        #expect(told(stage) == ["presence.joined zoe", "presence.left zoe"])
    }

    @Test("a server says every 10 s that it lives")
    func renews() {
        var stage = stage()
        stage.enact(stage.hub.tick(now: stage.now.adding(seconds: 10)))
        stage.enact(stage.hub.tick(now: stage.now.adding(seconds: 11)))
        stage.enact(stage.hub.tick(now: stage.now.adding(seconds: 20)))
        #expect(stage.hints == [.alive(server: 0), .alive(server: 0)])
    }

    @Test("a server of which nothing is known is asked, and one that asks is told who is here")
    func asks() {
        var stage = stage()
        stage.enact(stage.hub.heard(.alive(server: Self.elsewhere), now: stage.now))
        stage.enact(stage.hub.heard(.alive(server: Self.elsewhere), now: stage.now))
        #expect(stage.hints == [.hello(server: 0)])
        stage.hints = []
        stage.follow(1, isPresent: true)
        #expect(stage.hints == [.present(server: 0, trip: HubStage.trip.bits, user: HubStage.ann.id.bits)])
        stage.hints = []
        stage.enact(stage.hub.heard(.hello(server: Self.elsewhere), now: stage.now))
        #expect(stage.hints == [.present(server: 0, trip: HubStage.trip.bits, user: HubStage.ann.id.bits)])
    }

    @Test("somebody who is there by two servers leaves with the last")
    func isThereTwice() {
        var stage = stage()
        present(&stage)
        meet(&stage)
        stage.bind(2, summary)
        stage.follow(2, isPresent: true)
        absent(&stage)
        #expect(told(stage) == ["presence.joined zoe"])
        stage.enact(stage.hub.unbind(2, now: stage.now))
        #expect(told(stage) == ["presence.joined zoe", "presence.left zoe"])
    }

    @Test("what other servers say of logs and sessions makes this one look")
    func looks() {
        var stage = stage()
        let before = stage.catchUpCount
        stage.enact(stage.hub.heard(.moved(scope: HubStage.trip.bits, revision: 3), now: stage.now))
        stage.enact(stage.hub.heard(.moved(scope: UUIDBits(high: 5, low: 5), revision: 3), now: stage.now))
        stage.enact(stage.hub.heard(.sessionsEnded, now: stage.now))
        #expect(stage.catchUpCount == before + 1)
        #expect(stage.surveyCount == 1)
    }
}
