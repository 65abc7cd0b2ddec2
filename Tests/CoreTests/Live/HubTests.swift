import CaravanProtocol
import Testing

@testable import CaravanCore

/// Who gets which entry of a log, once and in order.
@Suite struct HubTests {
    private typealias Stage = HubStage

    private func stage(_ peers: [(Hub.PeerID, UserSummary)] = [(1, Stage.ann), (2, Stage.ben)]) -> HubStage {
        var stage = Stage()
        for (peer, user) in peers { stage.bind(peer, user) }
        return stage
    }

    @Test func liveGetsEachEntryAsItIsCommitted() {
        var stage = stage()
        stage.followLive(1, head: 4)
        for revision in [5, 6, 7] as [Int64] { stage.commit(revision) }
        #expect(stage.got(1) == [5, 6, 7])
        #expect(stage.got(2).isEmpty && stage.catchUpCount == 0)
        #expect(stage.hub.behind(1) == nil)
    }

    @Test func behindGetsNothingUntilItHasRead() {
        var stage = stage()
        stage.follow(1, since: 2, head: 5)
        stage.commit(6)
        #expect(stage.got(1).isEmpty)
        #expect(stage.hub.behind(1)?.positions.map(\.position) == [2])
        stage.page(1, from: 2, [3, 4, 5], head: 5)
        #expect(stage.got(1) == [3, 4, 5])
        #expect(stage.hub.behind(1)?.positions.map(\.position) == [5], "6 has been dealt out, but it does not have it")
        stage.page(1, from: 5, [6], head: 6)
        stage.commit(7)
        #expect(stage.got(1) == [3, 4, 5, 6, 7])
    }

    @Test func cutoverWhileEntriesAreOnTheirWay() {
        var stage = stage()
        stage.follow(1, since: 0, head: 2)
        // It has read what others are still to be told of.
        stage.page(1, from: 0, [1, 2, 3, 4], head: 4)
        #expect(stage.hub.behind(1) == nil)
        for revision in [3, 4, 5] as [Int64] { stage.commit(revision) }
        #expect(stage.got(1) == [1, 2, 3, 4, 5])
    }

    @Test func whatOneHasReadBeforeTheOthersIsNotDoubled() {
        var stage = stage()
        stage.followLive(2, head: 2)
        stage.follow(1, since: 0, head: 2)
        stage.page(1, from: 0, [1, 2, 3, 4], head: 4)
        #expect(stage.catchUpCount == 1 && stage.staleCursors == [2])
        stage.catchUp([3, 4])
        stage.commit(3)
        stage.commit(4)
        stage.commit(5)
        #expect(stage.got(1) == [1, 2, 3, 4, 5])
        #expect(stage.got(2) == [3, 4, 5])
    }

    @Test func doubledAndOldEntriesAreNothing() {
        var stage = stage()
        stage.followLive(1, head: 4)
        for revision in [5, 5, 3, 4, 6, 5] as [Int64] { stage.commit(revision) }
        #expect(stage.got(1) == [5, 6] && stage.catchUpCount == 0)
    }

    @Test(arguments: [true, false]) func aGapIsReadFromTheLog(isWhole: Bool) {
        var stage = stage()
        stage.followLive(1, head: 4)
        stage.commit(6, isWhole: isWhole)
        #expect(stage.got(1).isEmpty && stage.catchUpCount == 1)
        stage.commit(5)
        #expect(stage.got(1) == [5])
        #expect(stage.staleCursors == [5])
        stage.catchUp([6, 7])
        stage.commit(7)
        #expect(stage.got(1) == [5, 6, 7] && stage.hub.staleScopes().isEmpty)
    }

    @Test func anEntryThatNobodyFollowedWhenItWasWrittenIsReadFromTheLog() {
        var stage = stage()
        stage.followLive(1, head: 4)
        stage.commit(5, isWhole: false)
        stage.commit(6)
        stage.catchUp([5, 6])
        #expect(stage.got(1) == [5, 6] && stage.hub.staleScopes().isEmpty)
    }

    @Test func hints() {
        var stage = stage()
        stage.followLive(1, head: 4)
        stage.enact(stage.hub.hinted(Stage.trip.bits, 4))
        stage.enact(stage.hub.hinted(Stage.other.bits, 9))
        #expect(stage.catchUpCount == 0)
        stage.enact(stage.hub.hinted(Stage.trip.bits, 6))
        #expect(stage.catchUpCount == 1 && stage.staleCursors == [4])
        stage.catchUp([5, 6])
        #expect(stage.got(1) == [5, 6])
    }

    @Test func aPageForAPositionThatMovedIsForNobody() {
        var stage = stage()
        stage.follow(1, since: 0, head: 4)
        stage.follow(1, since: 3, head: 4)
        stage.page(1, from: 0, [1, 2, 3, 4], head: 4)
        #expect(stage.got(1).isEmpty)
        stage.page(1, from: 3, [4], head: 4)
        stage.page(1, from: 3, [4], head: 4)
        #expect(stage.got(1) == [4])
    }

    @Test func anOlderPageThanWhatIsDealtOutIsNotTheLast() {
        var stage = stage()
        stage.followLive(2, head: 4)
        stage.follow(1, since: 4, head: 4)
        stage.commit(5)
        stage.page(1, from: 4, [], head: 4)
        #expect(stage.hub.behind(1) != nil)
        stage.page(1, from: 4, [5], head: 5)
        stage.commit(6)
        #expect(stage.got(1) == [5, 6] && stage.got(2) == [5, 6])
    }

    @Test func followingAgainReplays() {
        var stage = stage()
        stage.followLive(1, head: 4)
        stage.commit(5)
        stage.follow(1, since: 3, head: 5)
        stage.commit(6)
        stage.page(1, from: 3, [4, 5, 6], head: 6)
        stage.commit(7)
        #expect(stage.got(1) == [5, 4, 5, 6, 7])
        // Without a position it goes on from where it is.
        stage.follow(1, head: 3)
        stage.commit(8)
        #expect(stage.got(1).suffix(2) == [7, 8])
    }

    @Test func twoFollowersAtDifferentPlaces() {
        var stage = stage()
        stage.follow(1, since: 1, head: 4)
        stage.follow(2, since: 3, head: 4)
        stage.page(2, from: 3, [4], head: 4)
        stage.commit(5)
        stage.page(1, from: 1, [2, 3], head: 5)
        stage.commit(6)
        stage.page(1, from: 3, [4, 5, 6], head: 6)
        stage.commit(7)
        #expect(stage.got(1) == [2, 3, 4, 5, 6, 7])
        #expect(stage.got(2) == [4, 5, 6, 7])
    }

    // MARK: - Answers

    @Test func theAskersCopyHasItsReferenceOnce() {
        var stage = stage()
        stage.followLive(1)
        stage.followLive(2)
        stage.commit(1, asker: (1, "r1"))
        stage.commit(2, asker: (1, nil))
        stage.commit(3)
        #expect(stage.answered == [true, true, false])
        #expect(stage.got(1) == [1, 2, 3] && stage.got(2) == [1, 2, 3])
        #expect(stage.received[1]?.echoes == [1: ["r1"]])
        #expect(stage.received[2]?.echoes.isEmpty == true && stage.hub.references.isEmpty)
    }

    @Test func aReferenceComesWithAPageOrACatchUpToo() {
        var stage = stage()
        stage.follow(1, since: 0, head: 0)
        stage.commit(1, asker: (1, "paged"))
        stage.page(1, from: 0, [1], head: 1)
        stage.commit(3, isWhole: false, asker: (1, "caught"))
        #expect(stage.answered == [true, true])
        stage.catchUp([2, 3])
        stage.follow(1, since: 0, head: 3)
        stage.page(1, from: 0, [1, 2, 3], head: 3)
        #expect(stage.received[1]?.echoes == [1: ["paged"], 3: ["caught"]])
        #expect(stage.got(1) == [1, 2, 3, 1, 2, 3] && stage.hub.references.isEmpty)
    }

    @Test func whoFollowsNothingIsAnsweredOtherwise() {
        var stage = stage()
        stage.followLive(2)
        stage.commit(1, asker: (1, "r"))
        stage.commit(2, asker: (9, "r"))
        stage.commit(1, Stage.other, asker: (2, "r"))
        #expect(stage.answered == [false, false, false])
        #expect(stage.hub.references.isEmpty)
    }

    // MARK: - Following less

    @Test func unfollowing() {
        var stage = stage()
        stage.followLive(1)
        stage.enact(stage.hub.unfollow(Stage.trip, 1, now: stage.now))
        stage.enact(stage.hub.unfollow(Stage.other, 1, now: stage.now))
        stage.commit(1)
        #expect(stage.got(1).isEmpty && !stage.hub.isFollowed(Stage.trip.bits))
    }

    @Test func unfollowingOneOfAllEndsNothing() {
        var stage = stage()
        stage.hub.followAll(1, since: 0, isPresent: false)
        stage.followLive(1)
        #expect(stage.hub.listedCount(1, besides: []) == 1)
        stage.enact(stage.hub.unfollow(Stage.trip, 1, now: stage.now))
        #expect(stage.hub.listedCount(1, besides: []) == 0)
        stage.commit(1)
        #expect(stage.got(1) == [1])
        stage.enact(stage.hub.unfollowAll(1, now: stage.now))
        stage.commit(2)
        #expect(stage.got(1) == [1] && stage.hub.members[1]?.followsAll == false)
    }

    @Test func onlyWhatIsNamedCounts() {
        var stage = stage()
        stage.follow(1, Stage.trip)
        stage.follow(1, Stage.other, isListed: false)
        #expect(stage.hub.listedCount(1, besides: []) == 1)
        #expect(stage.hub.listedCount(1, besides: [Stage.trip.bits]) == 0)
        stage.follow(1, Stage.other)
        stage.follow(1, Stage.other, isListed: false)
        #expect(stage.hub.listedCount(1, besides: []) == 2)
        #expect(stage.hub.listedCount(7, besides: []) == 0)
    }

    /// A client may name any id; that of his own log would hide from the server that he was removed.
    @Test func nobodyLeavesHisOwnLog() {
        var stage = stage()
        stage.followLive(1)
        stage.enact(stage.hub.unfollow(ID(Stage.ann.id.bits), 1, now: stage.now))
        stage.access(.accessRevoked, Stage.ann, 1)
        stage.commit(1)
        #expect(stage.received[1]?.types == [.accessRevoked])
    }

    @Test func followingAllAgainLosesNothing() {
        var stage = stage()
        stage.hub.followAll(1, since: 0, isPresent: false)
        stage.enact(stage.hub.page(1, Stage.ann.id.bits, from: 0, [], head: 0, now: stage.now))
        // Its own log was read at 1, which it has not been told of yet; and once at 0, when it had it.
        stage.hub.followAll(1, since: 1, isPresent: false)
        stage.access(.accessGranted, Stage.ann, 1)
        stage.hub.followAll(1, since: 0, isPresent: false)
        stage.access(.accessRevoked, Stage.ann, 2)
        #expect(stage.received[1]?.types == [.accessGranted, .accessRevoked])
    }

    @Test func unbindingLeavesNothingBehind() {
        var stage = stage([])
        for peer in 1...4 as ClosedRange<Hub.PeerID> {
            let user = peer % 2 == 0 ? Stage.ann : Stage.ben
            stage.bind(peer, user, session: Int(peer), room: peer == 4 ? Stage.trip : nil)
            stage.hub.followAll(peer, since: 0, isPresent: true)
            stage.followLive(peer, isPresent: true)
            stage.follow(peer, Stage.other, since: 0, head: 3, isPresent: peer == 1)
            stage.commit(Int64(peer), asker: (peer, "never taken"))
            stage.hub.references[peer, default: [:]][77] = "waits"
            stage.enact(stage.hub.typing(true, in: Stage.trip, user, now: stage.now))
            stage.enact(stage.hub.typing(true, in: Stage.other, Stage.cleo, now: stage.now))
        }
        for peer in 1...4 as ClosedRange<Hub.PeerID> {
            stage.enact(stage.hub.unbind(peer, now: stage.now))
            stage.enact(stage.hub.unbind(peer, now: stage.now))
        }
        let hub = stage.hub
        #expect(hub.topics.isEmpty && hub.members.isEmpty && hub.peersOfUser.isEmpty && hub.peersOfSession.isEmpty)
        #expect(hub.references.isEmpty && hub.presence.isEmpty && hub.typing.isEmpty && hub.isEmpty)
    }
}
