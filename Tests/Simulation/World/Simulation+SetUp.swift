import CaravanProtocol

extension Simulation {
    /// Some trips with some members, made before anything goes wrong.
    func setUp() throws {
        for person in people.indices where person == 0 || dice.happens(percent: 40) {
            let trip = dice.id(at: VirtualTime.start)
            try call(
                "trips.create",
                [
                    "id": JSONValue(trip), "title": .string(mint.text()), "start_date": "2031-05-01",
                    "end_date": "2031-05-20",
                ], person: person)
            for other in people.indices where other != person && dice.happens(percent: 65) {
                try call(
                    "members.add",
                    [
                        "trip_id": JSONValue(trip), "user_id": JSONValue(people[other].id),
                        "role": .string(dice.pick(["editor", "editor", "viewer"]) ?? "editor"),
                    ], person: person)
            }
            for _ in 0..<dice.below(4) {
                try call(
                    "destinations.create",
                    [
                        "trip_id": JSONValue(trip), "name": .string(mint.text()), "arrival_date": "2031-05-02",
                        "departure_date": "2031-05-04",
                    ], person: person)
            }
        }
        if servers[0].operations.contains("sync.push") { try addDevices() }
        plan(.visit, inSeconds: 1...20)
        plan(.mischief, inSeconds: 10...40)
    }
}
