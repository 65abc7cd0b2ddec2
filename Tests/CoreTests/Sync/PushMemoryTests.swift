import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

/// A push remembers what it has read from change to change: it comes to the same as a push for each change would.
@Suite struct PushMemoryTests {
    /// Creates at the end and in between, moves, deletions and what cannot be, in a trip that ends in between.
    private static func changes(_ stage: Stage, seed: UInt64) -> [JSONValue] {
        var chance = SeededGenerator(seed: seed)
        var stops = stage.stops
        var acts = stage.acts
        return (1...80).map { number in
            let id = madeID(number)
            let place: JSONObject =
                Bool.random(using: &chance) ? [:] : ["order": Int.random(in: 0...6, using: &chance).json]
            let (stop, act) = (stops.randomElement(using: &chance) ?? id, acts.randomElement(using: &chance) ?? id)
            switch Int.random(in: 0..<(number < 60 ? 11 : 13), using: &chance) {
            case 0...1:
                stops.append(id)
                return Device.change(
                    "create", "destination", id,
                    (["name": "N", "arrival_date": "2031-05-03", "departure_date": "2031-05-04"] as JSONObject)
                        .with(["trip_id": stage.trip]).with(place), number: number)
            case 2...4:
                acts.append(id)
                return Device.change(
                    "create", "activity", id,
                    (["destination_id": stop, "title": "A", "activity_type": "other"] as JSONObject).with(place),
                    number: number)
            case 5: return Device.change("update", "destination", stop, place.with(["name": "M"]), number: number)
            case 6:
                let moved: JSONObject = Bool.random(using: &chance) ? [:] : ["destination_id": stop]
                return Device.change("update", "activity", act, moved.with(place).with(["title": "B"]), number: number)
            case 7: return Device.change("delete", "activity", act, number: number)
            case 8: return Device.change("delete", "destination", stop, number: number)
            case 9:
                return Device.change(
                    "create", "message", id, ["trip_id": stage.trip, "content": "Hi"], number: number)
            case 10: return Device.change("update", "trip", stage.trip, ["currency": "CHF"], number: number)
            // Fails after it has begun to write, or at once.
            case 11:
                return Device.change(
                    "update", "activity", act,
                    ["start_time": "2031-05-04T10:00:00Z", "end_time": "2031-05-03T10:00:00Z"],
                    number: number)
            default: return Device.change("delete", "trip", stage.trip, number: number)
            }
        }
    }

    @Test(arguments: [UInt64](1...12)) func aBatchComesToTheSame(seed: UInt64) throws {
        let (together, alone) = (try Stage(), try Stage())
        #expect(together.trip == alone.trip, "the worlds are the same")
        let changes = Self.changes(together, seed: seed)
        let receipts = try Device(stage: together, part: .owner).push(changes)["receipts"]?.array ?? []
        let device = Device(stage: alone, part: .owner)
        let single = try changes.map { try device.push($0) }
        func told(_ receipt: JSONValue) -> JSONValue { receipt.without("conflict_id") }
        for (one, other) in zip(receipts, single) { #expect(told(one) == told(other)) }
        #expect(receipts.count == single.count)
        for (area, key) in [("destinations", "trip_id"), ("activities", "trip_id"), ("trips", "id")] {
            let lists = [together, alone].map { stage in
                area == "trips"
                    ? (try? stage[.owner].callNow("trips.get", [key: stage.trip])).map { [$0] } ?? []
                    : (try? stage[.owner].all("\(area).list", [key: stage.trip])) ?? []
            }
            func shown(_ list: [JSONValue]) -> [JSONValue] { list.map { $0.without("created_at", "updated_at") } }
            #expect(shown(lists[0]) == shown(lists[1]))
        }
        try together.world.expectSoundLogs()
    }

    /// What a change takes away is gone for the next one.
    @Test func aDeletedTripIsGoneForTheRestOfThePush() throws {
        let stage = try Stage()
        let stop: JSONObject = ["name": "N", "arrival_date": "2031-05-03", "departure_date": "2031-05-04"]
        let outcomes = try Device(stage: stage, part: .owner).outcomes([
            Device.change("create", "destination", madeID(1), stop.with(["trip_id": stage.trip])),
            Device.change("create", "message", madeID(2), ["trip_id": stage.trip, "content": "Hi"]),
            Device.change("delete", "trip", stage.trip),
            Device.change("create", "destination", madeID(3), stop.with(["trip_id": stage.trip])),
            Device.change("create", "message", madeID(4), ["trip_id": stage.trip, "content": "Hi"]),
        ])
        #expect(outcomes == ["applied", "applied", "applied", "rejected", "rejected"])
    }
}
