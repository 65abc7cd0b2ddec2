import CaravanProtocol

extension ThinDevice {
    func edit(_ dice: inout Dice, now: Instant) {
        let trips = known(.trip)
        let trip = dice.pick(trips)
        switch dice.below(20) {
        case 0: createTrip(&dice, now)
        case 1...3: if let trip { update(.trip, trip, &dice, now) }
        case 4: if let trip, dice.happens(percent: 15) { delete(.trip, trip, now) }
        case 5...7: if let trip { createDestination(in: trip, &dice, now) }
        case 8...11: if let id = dice.pick(known(.destination)) { update(.destination, id, &dice, now) }
        case 12: if let id = dice.pick(known(.destination)) { delete(.destination, id, now) }
        case 13: if let destination = dice.pick(known(.destination)) { createActivity(at: destination, &dice, now) }
        case 14...15: if let id = dice.pick(known(.activity)) { update(.activity, id, &dice, now) }
        case 16: if let id = dice.pick(known(.activity)) { delete(.activity, id, now) }
        case 17...18: if let trip { createMessage(in: trip, &dice, now) }
        default:
            guard let id = dice.pick(known(.message)) else { return }
            if dice.happens(percent: 60) { update(.message, id, &dice, now) } else { delete(.message, id, now) }
        }
    }

    /// What the user of this device sees, with what he did himself.
    private func known(_ kind: EntityKind) -> [UUIDBits] {
        let waiting = disk.flight + disk.queue
        let dead = Set(waiting.filter { $0.action == "delete" }.map(\.entity))
        let born = waiting.filter { $0.kind == kind && $0.action == "create" }.map(\.entity)
        return (disk.replica.ids(kind) + born.filter { !disk.replica.has(kind, $0) }).filter { !dead.contains($0) }
    }

    private func createTrip(_ dice: inout Dice, _ now: Instant) {
        let id = dice.id(at: now)
        add(
            .trip, "create", id,
            ["title": .string(mint.text()), "start_date": "2031-05-01", "end_date": "2031-05-20"], now)
    }

    private func createDestination(in trip: UUIDBits, _ dice: inout Dice, _ now: Instant) {
        let id = dice.id(at: now)
        disk.home[id] = trip
        var data: JSONObject = [
            "trip_id": JSONValue(trip), "name": .string(mint.text()), "arrival_date": "2031-05-02",
            "departure_date": "2031-05-04",
        ]
        if dice.happens(percent: 20) { data["order"] = .number(JSONNumber(dice.within(0...3))) }
        add(.destination, "create", id, data, now)
    }

    private func createActivity(at destination: UUIDBits, _ dice: inout Dice, _ now: Instant) {
        let id = dice.id(at: now)
        disk.home[id] = disk.replica.home(.destination, destination) ?? disk.home[destination]
        add(
            .activity, "create", id,
            [
                "destination_id": JSONValue(destination), "title": .string(mint.text()), "activity_type": "other",
                "cost": "12.50", "currency": "EUR",
            ], now)
    }

    private func createMessage(in trip: UUIDBits, _ dice: inout Dice, _ now: Instant) {
        let id = dice.id(at: now)
        disk.home[id] = trip
        add(.message, "create", id, ["trip_id": JSONValue(trip), "content": .string(mint.text())], now)
    }

    private func update(_ kind: EntityKind, _ id: UUIDBits, _ dice: inout Dice, _ now: Instant) {
        var data: JSONObject = [:]
        if kind == .message || dice.happens(percent: 60) { data[kind.name] = .string(mint.text()) }
        if kind != .message, data.isEmpty || dice.happens(percent: 30) { data["description"] = .string(mint.text()) }
        switch kind {
        case .trip where dice.happens(percent: 15):
            data["currency"] = .string(dice.pick(["EUR", "CZK", "CHF"]) ?? "EUR")
        case .destination where dice.happens(percent: 20):
            data["order"] = .number(JSONNumber(dice.within(0...4)))
        case .activity where dice.happens(percent: 25):
            data["cost"] = .string("\(dice.within(1...99)).\(dice.within(10...99))")
        default: break
        }
        add(kind, "update", id, data, now)
    }

    private func delete(_ kind: EntityKind, _ id: UUIDBits, _ now: Instant) { add(kind, "delete", id, [:], now) }

    /// Puts it into the queue, folded into what waits there of the same entity.
    private func add(_ kind: EntityKind, _ action: String, _ id: UUIDBits, _ data: JSONObject, _ now: Instant) {
        guard let waiting = disk.queue.firstIndex(where: { $0.entity == id }) else {
            let base = action == "create" || !style.usesBase ? nil : disk.replica[kind, id]?["revision"]?.int
            disk.queue.append(
                QueuedChange(
                    kind: kind, entity: id, action: action, data: data, at: now, baseRevision: base,
                    baseEpoch: disk.epoch))
            return
        }
        switch action {
        case "update":
            for member in data.members { disk.queue[waiting].data[member.name] = member.value }
            disk.queue[waiting].at = now
        case "delete" where disk.queue[waiting].action == "create":
            // It never left this device, and what hangs on it does not either.
            disk.queue.removeAll { $0.entity == id }
        default:
            disk.queue[waiting].action = "delete"
            disk.queue[waiting].data = [:]
            disk.queue[waiting].at = now
        }
    }
}
