import CaravanProtocol
import Testing

@testable import CaravanCore

/// Who is there, and who is typing.
@Suite struct HubPresenceTests {
    private typealias Stage = HubStage

    private func stage() -> HubStage {
        var stage = Stage()
        for (peer, user) in [(1, Stage.ann), (2, Stage.ann), (3, Stage.ben)] as [(Hub.PeerID, UserSummary)] {
            stage.bind(peer, user)
        }
        stage.followLive(3)
        return stage
    }

    @Test func aUserComesOnceAndGoesOnce() {
        var stage = stage()
        stage.followLive(1, isPresent: true)
        stage.followLive(2, isPresent: true)
        stage.follow(2, isPresent: true)
        #expect(stage.heard(3) == ["presence.joined ann"])
        #expect(stage.hub.online(in: Stage.trip).map(\.username) == ["ann"])
        stage.enact(stage.hub.unfollow(Stage.trip, 1, now: stage.now))
        #expect(stage.heard(3).count == 1)
        stage.enact(stage.hub.unbind(2, now: stage.now))
        #expect(stage.heard(3) == ["presence.joined ann", "presence.left ann"])
        #expect(stage.hub.online(in: Stage.trip).isEmpty)
        #expect(stage.heard(1).isEmpty && stage.heard(2).isEmpty, "one is not told of oneself")
    }

    @Test func presenceIsAskedForAndGivenUp() {
        var stage = stage()
        stage.followLive(1)
        #expect(stage.heard(3).isEmpty)
        stage.follow(1, isPresent: true)
        stage.follow(1, isPresent: false)
        stage.follow(1, isPresent: false)
        #expect(stage.heard(3) == ["presence.joined ann", "presence.left ann"])
        // The last word counts, whether it names the trip or all of them.
        stage.follow(1, isPresent: true)
        stage.follow(1, isListed: false, isPresent: false)
        #expect(stage.hub.online(in: Stage.trip).isEmpty)
    }

    @Test func whoeverIsRevokedHasLeft() {
        var stage = stage()
        stage.followLive(1, isPresent: true)
        stage.followLive(2, isPresent: true)
        stage.enact(stage.hub.typing(true, in: Stage.trip, Stage.ann, now: stage.now))
        stage.access(.accessRevoked, Stage.ann, 1)
        #expect(stage.heard(3) == ["presence.joined ann", "typing ann", "presence.left ann"])
        stage.enact(stage.hub.tick(now: stage.now.adding(seconds: 60)))
        #expect(stage.heard(3).count == 3, "who has left has stopped typing")
    }

    @Test func typingEndsByItself() {
        var stage = stage()
        stage.followLive(1)
        stage.enact(stage.hub.typing(true, in: Stage.trip, Stage.ann, now: stage.now))
        stage.enact(stage.hub.tick(now: stage.now.adding(seconds: 5)))
        #expect(stage.heard(3) == ["typing ann"])
        // Said again, it lasts longer.
        stage.enact(stage.hub.typing(true, in: Stage.trip, Stage.ann, now: stage.now.adding(seconds: 5)))
        stage.enact(stage.hub.tick(now: stage.now.adding(seconds: 10)))
        #expect(stage.heard(3).count == 2)
        stage.enact(stage.hub.tick(now: stage.now.adding(seconds: 11)))
        stage.enact(stage.hub.tick(now: stage.now.adding(seconds: 30)))
        #expect(stage.heard(3).count == 3)
        #expect(stage.heard(1).isEmpty, "one's own typing is no news")
        stage.enact(stage.hub.typing(true, in: Stage.trip, Stage.ann, now: stage.now))
        stage.enact(stage.hub.typing(false, in: Stage.trip, Stage.ann, now: stage.now))
        stage.enact(stage.hub.tick(now: stage.now.adding(seconds: 60)))
        #expect(stage.heard(3).count == 5 && stage.hub.typing.isEmpty)
    }

    @Test func whoIsBehindHearsNothingOfIt() {
        var stage = stage()
        stage.bind(4, Stage.cleo)
        stage.follow(4, since: 0, head: 2)
        stage.enact(stage.hub.typing(true, in: Stage.trip, Stage.ann, now: stage.now))
        #expect(stage.heard(4).isEmpty && stage.heard(3).count == 1)
    }

    @Test func whoHasJustSubscribedHearsIt() {
        var stage = stage()
        stage.bind(4, Stage.cleo)
        stage.follow(4)
        stage.enact(stage.hub.typing(true, in: Stage.trip, Stage.ann, now: stage.now))
        #expect(stage.heard(4) == ["typing ann"], "nothing is missing before it, though it has not looked yet")
        stage.commit(stage.hub.behind(4)?.positions.first.map { $0.position + 1 } ?? 0)
        stage.enact(stage.hub.typing(false, in: Stage.trip, Stage.ann, now: stage.now))
        #expect(stage.heard(4).count == 1)
    }

    /// Nobody would ever forget it.
    @Test func typingWhereNobodyListensIsNotKept() {
        var stage = stage()
        stage.enact(stage.hub.typing(true, in: Stage.other, Stage.ann, now: stage.now))
        #expect(stage.hub.typing.isEmpty)
        stage.enact(stage.hub.typing(true, in: Stage.trip, Stage.ann, now: stage.now))
        stage.enact(stage.hub.unbind(3, now: stage.now))
        #expect(stage.hub.typing.isEmpty)
    }
}
