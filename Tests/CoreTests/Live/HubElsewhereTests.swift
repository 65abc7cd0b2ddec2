import CaravanProtocol
import Testing

@testable import CaravanCore

/// What the hub makes of logs that another process has written to.
@Suite("What others have written")
struct HubElsewhereTests {
    private typealias Stage = HubStage

    @Test("with a trip's log the own logs of all who follow it are read")
    func ownLogsAreReadToo() {
        var stage = Stage()
        stage.bind(1, Stage.ann)
        stage.bind(2, Stage.ben)
        stage.bind(3, Stage.cleo)
        stage.followLive(1)
        stage.followLive(2)
        stage.commit(5)
        #expect(
            Set(stage.hub.staleScopes().map(\.scope))
                == [Stage.trip.bits, Stage.ann.id.bits, Stage.ben.id.bits])
    }

    @Test("an access that ends here does so at once, though his own log has to be read first")
    func anEndIsHeededAtOnce() {
        var stage = Stage()
        stage.bind(1, Stage.ann)
        stage.followLive(1)
        stage.access(.accessRevoked, Stage.ann, 4)
        #expect(stage.received[1]?.revokedCount == 1)
        stage.commit(1)
        #expect(stage.got(1).isEmpty)
        // Read later, it is told to nobody again.
        stage.enact(
            stage.hub.caughtUp(
                [Stage.access(.accessRevoked, Stage.ann.id, Stage.trip, 4)], now: stage.now))
        #expect(stage.received[1]?.types == [.accessRevoked])
        #expect(stage.received[1]?.revokedCount == 1)
    }

    @Test("who comes and goes is told to those who are reading what they missed, who types is not")
    func presenceReachesWhoIsBehind() {
        var stage = Stage()
        stage.bind(1, Stage.ann)
        stage.follow(1, since: 0, head: 9)
        stage.bind(2, Stage.ben)
        stage.follow(2, isPresent: true)
        stage.enact(stage.hub.typing(true, in: Stage.trip, Stage.ben, now: stage.now))
        stage.enact(stage.hub.unbind(2, now: stage.now))
        #expect(stage.heard(1) == ["presence.joined ben", "presence.left ben"])
    }

    @Test("an entry that was read before this process heard of its commit is its asker's answer all the same")
    func readBeforeItsCommitIsHeardOf() {
        var stage = Stage()
        stage.bind(1, Stage.ann)
        stage.followLive(1)
        stage.hub.expect(1, "r", by: 1)
        stage.catchUp([1])
        #expect(stage.received[1]?.echoes[1] == ["r"])
        stage.commit(1, asker: (1, "r"))
        #expect(stage.answered == [true])
        #expect(stage.got(1) == [1])
        stage.commit(2)
        #expect(stage.received[1]?.echoes[2] == nil)
    }

    @Test("what a transaction came to nothing with is nobody's answer")
    func forgets() {
        var stage = Stage()
        stage.bind(1, Stage.ann)
        stage.followLive(1)
        stage.hub.expect(1, "r", by: 1)
        stage.hub.forget(expectedBy: 1)
        stage.commit(1)
        #expect(stage.got(1) == [1])
        #expect(stage.received[1]?.echoes.isEmpty == true)
    }
}
