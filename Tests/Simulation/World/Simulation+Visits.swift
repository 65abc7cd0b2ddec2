import CaravanProtocol

extension Simulation {
    /// Somebody calls a plain operation, beside the devices; whatever comes of it.
    func visit() {
        plan(.visit, inSeconds: seats.isEmpty ? 1...4 : 2...25)
        guard let trip = dice.pick(ledger.trips.filter { !$0.isDeleted }) ?? ledger.trips.last else { return }
        let owner = people.indices.first { ledger.access(of: $0, to: trip.id)?.role == "owner" } ?? 0
        // Mostly somebody who may; now and then anybody.
        let editor = people.indices.filter { ledger.access(of: $0, to: trip.id)?.mayEdit == true }
        let person = dice.happens(percent: 80) ? dice.pick(editor) ?? owner : dice.below(people.count)
        let other = dice.below(people.count)
        let id = JSONValue(trip.id)
        switch dice.below(40) {
        case 0:
            let params: JSONObject = [
                "id": JSONValue(dice.id(at: VirtualTime.start)), "title": .string(mint.text()),
                "start_date": "2031-05-01", "end_date": "2031-05-20",
            ]
            _ = send("trips.create", params, person: other)
        case 1...4: visitTrip(id, person)
        case 5: if dice.happens(percent: 20) { _ = send("trips.delete", ["id": id], person: owner) }
        case 6: if dice.happens(percent: 50) { transfer(id, to: other, person: owner) }
        case 7...10:
            let role = dice.pick(["editor", "editor", "viewer"]) ?? "editor"
            let params: JSONObject = ["trip_id": id, "user_id": JSONValue(people[other].id), "role": .string(role)]
            _ = send("members.add", params, person: owner)
        case 11...12:
            let role = dice.pick(["editor", "viewer"]) ?? "editor"
            let params: JSONObject = ["trip_id": id, "user_id": JSONValue(people[other].id), "role": .string(role)]
            _ = send("members.update", params, person: owner)
        case 13...16:
            let params: JSONObject = ["trip_id": id, "user_id": JSONValue(people[other].id)]
            _ = send("members.remove", params, person: dice.happens(percent: 75) ? owner : other)
        case 17...20: visitDestinations(trip, id, person)
        case 21...26: visitDestination(trip, person)
        case 27...31: visitActivity(trip, person)
        case 32...35: visitRoom(trip, id, person)
        default: read(id, dice.happens(percent: 50) ? other : person)
        }
    }

    private func transfer(_ trip: JSONValue, to other: Int, person: Int) {
        _ = send("trips.transfer", ["id": trip, "user_id": JSONValue(people[other].id)], person: person)
    }

    private func visitTrip(_ id: JSONValue, _ person: Int) {
        if dice.happens(percent: 20) {
            let operation = dice.pick(["trips.plan", "trips.start", "trips.complete", "trips.cancel"]) ?? "trips.plan"
            _ = send(operation, ["id": id], person: person)
            return
        }
        var params: JSONObject = ["id": id]
        params[dice.happens(percent: 60) ? "title" : "description"] = .string(mint.text())
        _ = send("trips.update", params, person: person)
    }

    private func visitDestinations(_ trip: KnownTrip, _ id: JSONValue, _ person: Int) {
        var params: JSONObject = [
            "trip_id": id, "name": .string(mint.text()), "arrival_date": "2031-05-02", "departure_date": "2031-05-04",
        ]
        if dice.happens(percent: 50) { params["id"] = JSONValue(dice.id(at: VirtualTime.start)) }
        if dice.happens(percent: 20) { params["order"] = .number(JSONNumber(dice.within(0...3))) }
        _ = send("destinations.create", params, person: person)
    }

    private func visitDestination(_ trip: KnownTrip, _ person: Int) {
        guard let destination = dice.pick(trip.items(.destination)) else { return }
        var params: JSONObject = ["id": JSONValue(destination)]
        switch dice.below(10) {
        case 0...4:
            params[dice.happens(percent: 60) ? "name" : "description"] = .string(mint.text())
            _ = send("destinations.update", params, person: person)
        case 5...6:
            params["order"] = .number(JSONNumber(dice.within(0...5)))
            _ = send("destinations.reorder", params, person: person)
        case 7: _ = send("destinations.delete", params, person: person)
        default:
            let create: JSONObject = [
                "destination_id": JSONValue(destination), "title": .string(mint.text()), "activity_type": "other",
            ]
            _ = send("activities.create", create, person: person)
        }
    }

    private func visitActivity(_ trip: KnownTrip, _ person: Int) {
        guard let activity = dice.pick(trip.items(.activity)) else { return visitDestination(trip, person) }
        var params: JSONObject = ["id": JSONValue(activity)]
        switch dice.below(10) {
        case 0...4:
            params[dice.happens(percent: 60) ? "title" : "description"] = .string(mint.text())
            _ = send("activities.update", params, person: person)
        case 5...6:
            params["order"] = .number(JSONNumber(dice.within(0...3)))
            if dice.happens(percent: 40), let destination = dice.pick(trip.items(.destination)) {
                params["destination_id"] = JSONValue(destination)
            }
            _ = send("activities.reorder", params, person: person)
        case 7: _ = send("activities.complete", params, person: person)
        case 8: _ = send("activities.reopen", params, person: person)
        default: _ = send("activities.delete", params, person: person)
        }
    }

    private func visitRoom(_ trip: KnownTrip, _ id: JSONValue, _ person: Int) {
        guard let message = dice.pick(trip.items(.message)), dice.happens(percent: 60) else {
            var params: JSONObject = ["trip_id": id, "content": .string(mint.text())]
            if dice.happens(percent: 50) { params["id"] = JSONValue(dice.id(at: VirtualTime.start)) }
            _ = send("chat.send", params, person: person)
            return
        }
        if dice.happens(percent: 60) {
            let params: JSONObject = ["id": JSONValue(message), "content": .string(mint.text())]
            _ = send("chat.edit", params, person: person)
        } else {
            _ = send("chat.delete", ["id": JSONValue(message)], person: person)
        }
    }

    private func read(_ trip: JSONValue, _ person: Int) {
        let reads: [(String, JSONObject)] = [
            ("trips.list", [:]), ("trips.get", ["id": trip]), ("trips.changes", ["id": trip, "limit": 200]),
            ("destinations.list", ["trip_id": trip]), ("chat.history", ["trip_id": trip]),
        ]
        guard let (operation, params) = dice.pick(reads) else { return }
        _ = send(operation, params, person: person)
    }
}
