import CaravanProtocol
import Testing

@testable import CaravanCore

/// Whatever comes in whatever order: each follower gets each entry after its position once and in order, until his access
/// ends, and none after.
@Suite struct HubModelTests {
    @Test(arguments: 1...40 as ClosedRange<UInt64>) func eachEntryOnceAndInOrder(seed: UInt64) {
        var model = HubModel(seed: seed)
        for _ in 0..<1000 { act(&model) }
        settle(&model)
        #expect(model.faults.isEmpty, "seed \(seed): \(model.faults.prefix(3))")
        #expect(model.deliveredCount > 100, "seed \(seed)")
        for (peer, user) in HubModel.peers {
            for trip in HubModel.trips {
                guard let follower = model.hub.follower(peer, in: trip.bits) else { continue }
                #expect(follower.isLive && follower.position == model.head(trip.bits), "seed \(seed): \(peer)")
                #expect(model.next[[peer, trip.bits.high, trip.bits.low]] == model.head(trip.bits) + 1, "seed \(seed)")
                #expect(model.members.contains([trip.bits, user.id.bits]), "seed \(seed): \(peer) is no member")
            }
        }
        for (peer, _) in HubModel.peers { model.enact(model.hub.unbind(peer, now: model.now)) }
        #expect(model.hub.topics.isEmpty && model.hub.references.isEmpty && model.hub.presence.isEmpty, "seed \(seed)")
    }

    private func act(_ model: inout HubModel) {
        let (peer, user) = HubModel.peers[Int.random(in: 0..<6, using: &model.random)]
        let trip = HubModel.trips[Int.random(in: 0..<3, using: &model.random)]
        let isForeign = model.chance(15, &model.random)
        let count = Int.random(in: 1...5, using: &model.random)
        switch Int.random(in: 0..<100, using: &model.random) {
        case 0..<30: model.say(trip, isForeign: isForeign)
        case 30..<60: model.publish()
        case 60..<68: model.read(peer, count)
        case 68..<78: model.arrive()
        case 78..<83: model.catchUp(count)
        case 83..<85: model.hint()
        case 85..<91: model.plan(peer, user, trip)
        case 91..<97: model.begin()
        case 97: model.unfollow(peer, trip)
        default: model.turn(trip, user, isForeign: isForeign)
        }
    }

    /// Lets everything arrive.
    private func settle(_ model: inout HubModel) {
        while !model.plans.isEmpty { model.begin() }
        while !model.published.isEmpty { model.publish() }
        model.hint()
        for _ in 0..<2000 {
            while !model.hub.staleScopes().isEmpty { model.catchUp(3) }
            for (peer, _) in HubModel.peers { model.read(peer, 3) }
            guard !model.readings.isEmpty else { return }
            while !model.readings.isEmpty { model.arrive() }
        }
        Issue.record("it never settles")
    }
}
