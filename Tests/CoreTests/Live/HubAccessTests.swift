import CaravanProtocol
import Testing

@testable import CaravanCore

/// What the hub makes of gained and lost access.
@Suite struct HubAccessTests {
    private typealias Stage = HubStage

    @Test func whoNamedTheTripIsToldOnce() {
        var stage = Stage()
        for (peer, user) in [(1, Stage.ann), (2, Stage.ann), (3, Stage.ben)] as [(Hub.PeerID, UserSummary)] {
            stage.bind(peer, user)
            stage.followLive(peer)
            stage.followLive(peer, Stage.other)
        }
        stage.access(.accessRevoked, Stage.ann, 1)
        stage.access(.accessRevoked, Stage.ann, 1)
        stage.commit(1)
        stage.commit(1, Stage.other)
        for peer in [1, 2] as [Hub.PeerID] {
            #expect(stage.received[peer]?.types == [.accessRevoked, .messageSent])
            #expect(stage.got(peer).isEmpty && stage.got(peer, Stage.other) == [1])
        }
        #expect(stage.received[3]?.types == [.messageSent, .messageSent])
    }

    @Test func whoFollowsAllIsToldOnceByHisOwnLog() {
        var stage = Stage()
        stage.bind(1, Stage.ann)
        stage.hub.followAll(1, since: 0, isPresent: false)
        stage.enact(stage.hub.page(1, Stage.ann.id.bits, from: 0, [], head: 0, now: stage.now))
        stage.followLive(1)
        stage.access(.accessRevoked, Stage.ann, 1)
        stage.commit(1)
        #expect(stage.received[1]?.types == [.accessRevoked] && stage.got(1).isEmpty)
        stage.access(.accessGranted, Stage.ann, 2)
        #expect(stage.attached.map(\.peer) == [1] && stage.attached.map(\.trip) == [Stage.trip])
        #expect(stage.received[1]?.types == [.accessRevoked, .accessGranted])
    }

    @Test func aRoomsPeerIsEndedAndNotTold() {
        var stage = Stage()
        stage.bind(1, Stage.ann, room: Stage.trip)
        stage.bind(2, Stage.ann, room: Stage.trip)
        stage.bind(3, Stage.ann, room: Stage.other)
        stage.followLive(1, isPresent: true)
        stage.access(.accessRevoked, Stage.ann, 1)
        #expect(stage.received[1]?.revokedCount == 1 && stage.received[1]?.types == [])
        #expect(stage.received[2]?.revokedCount == 1, "it had not subscribed yet")
        #expect(stage.received[3] == nil)
    }

    /// Removed and added again by another process, he subscribed before this one heard of either.
    @Test func anOldRevocationEndsNothingNewer() {
        var stage = Stage()
        for peer in [1, 2] as [Hub.PeerID] { stage.bind(peer, Stage.ann, room: peer == 2 ? Stage.trip : nil) }
        stage.follow(1, asOf: 2)
        stage.page(1, from: 0, [], head: 0)
        stage.follow(2, asOf: 2)
        stage.page(2, from: 0, [], head: 0)
        stage.hub.bind(3, Stage.ann, nil, room: Stage.trip, head: 2)
        stage.access(.accessRevoked, Stage.ann, 1)
        stage.access(.accessGranted, Stage.ann, 2)
        stage.commit(1)
        #expect(stage.got(1) == [1] && stage.got(2) == [1] && stage.received[3] == nil)
        stage.access(.accessRevoked, Stage.ann, 3)
        stage.commit(2)
        #expect(stage.got(1) == [1] && stage.got(2) == [1])
        #expect([1, 2, 3].map { stage.received[$0]?.revokedCount } == [1, 1, 1])
    }

    /// What a peer reads for itself, its process has still to act upon.
    @Test func aRevocationThatOnlyAPageHasShown() {
        var stage = Stage()
        stage.bind(1, Stage.ann)
        stage.followLive(1)
        stage.hub.followAll(1, since: 0, isPresent: false)
        let event = Stage.access(.accessRevoked, Stage.ann.id, Stage.trip, 1)
        stage.enact(stage.hub.page(1, Stage.ann.id.bits, from: 0, [event], head: 1, now: stage.now))
        #expect(stage.hub.staleScopes().map(\.scope) == [Stage.ann.id.bits])
        stage.enact(stage.hub.caughtUp([event], now: stage.now))
        stage.commit(1)
        #expect(stage.received[1]?.types == [.accessRevoked] && stage.got(1).isEmpty)
    }

    @Test func whoFindsThatHeLostItIsToldAsWell() {
        var stage = Stage()
        for peer in [1, 2] as [Hub.PeerID] {
            stage.bind(peer, Stage.ann)
            stage.follow(peer, since: 3, head: 5)
        }
        let event = Stage.access(.accessRevoked, Stage.ann.id, Stage.trip, 1)
        stage.enact(stage.hub.lose(Stage.trip.bits, 1, from: 3, telling: event, now: stage.now))
        #expect(stage.received[1]?.types == [.accessRevoked])
        #expect(stage.received[2] == nil, "what one peer saw at its time says nothing of another's")
        stage.enact(stage.hub.lose(Stage.trip.bits, 2, from: 2, telling: event, now: stage.now))
        #expect(stage.received[2] == nil, "it stands elsewhere by now")
        stage.enact(stage.hub.lose(Stage.trip.bits, 1, from: 3, telling: event, now: stage.now))
        #expect(stage.received[1]?.types == [.accessRevoked])
    }

    @Test func theSameRevisionInAnotherLogIsNoAnswer() {
        var stage = Stage()
        stage.bind(1, Stage.ann, room: Stage.trip)
        stage.followLive(1)
        stage.commit(2, isWhole: false, asker: (1, "r"))
        stage.access(.accessGranted, Stage.ann, 1, Stage.other)
        stage.access(.accessGranted, Stage.ann, 2, Stage.other)
        #expect(stage.received[1] == nil)
        stage.catchUp([1, 2])
        #expect(stage.received[1]?.echoes == [2: ["r"]])
    }
}
