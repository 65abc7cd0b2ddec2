import CaravanProtocol

/// What users do with their devices.
extension SimulatedDevice {
    /// Its user does something, of which this device knows as much as it has pulled and been told.
    func edit(_ dice: inout Dice, now: Instant) throws {
        let trips = try known(.trip)
        let trip = dice.pick(trips)
        switch dice.below(20) {
        case 0: try createTrip(&dice, now)
        case 1...3: if let trip { try update(.trip, trip, &dice, now) }
        case 4: if let trip, dice.happens(percent: 15) { try delete(.trip, trip, now) }
        case 5...7: if let trip { try createDestination(in: trip, &dice, now) }
        case 8...11: if let id = dice.pick(try known(.destination)) { try update(.destination, id, &dice, now) }
        case 12: if let id = dice.pick(try known(.destination)) { try delete(.destination, id, now) }
        case 13:
            if let destination = dice.pick(try known(.destination)) { try createActivity(at: destination, &dice, now) }
        case 14...15: if let id = dice.pick(try known(.activity)) { try update(.activity, id, &dice, now) }
        case 16: if let id = dice.pick(try known(.activity)) { try delete(.activity, id, now) }
        case 17...18: if let trip { try createMessage(in: trip, &dice, now) }
        default:
            guard let id = dice.pick(try known(.message)) else { return }
            if dice.happens(percent: 60) { try update(.message, id, &dice, now) } else { try delete(.message, id, now) }
        }
    }

    private func createTrip(_ dice: inout Dice, _ now: Instant) throws {
        let id = dice.id(at: now)
        try edit(
            .create, .trip, id,
            ["title": .string(mint.text()), "start_date": "2031-05-01", "end_date": "2031-05-20"], now: now)
    }

    private func createDestination(in trip: UUIDBits, _ dice: inout Dice, _ now: Instant) throws {
        let id = dice.id(at: now)
        var data: JSONObject = [
            "trip_id": JSONValue(trip), "name": .string(mint.text()), "arrival_date": "2031-05-02",
            "departure_date": "2031-05-04",
        ]
        if dice.happens(percent: 20) { data["order"] = .number(JSONNumber(dice.within(0...3))) }
        try edit(.create, .destination, id, data, now: now)
    }

    private func createActivity(at destination: UUIDBits, _ dice: inout Dice, _ now: Instant) throws {
        let id = dice.id(at: now)
        try edit(
            .create, .activity, id,
            [
                "destination_id": JSONValue(destination), "title": .string(mint.text()), "activity_type": "other",
                "cost": "12.50", "currency": "EUR",
            ], now: now)
    }

    private func createMessage(in trip: UUIDBits, _ dice: inout Dice, _ now: Instant) throws {
        let id = dice.id(at: now)
        try edit(.create, .message, id, ["trip_id": JSONValue(trip), "content": .string(mint.text())], now: now)
    }

    private func update(_ kind: EntityKind, _ id: UUIDBits, _ dice: inout Dice, _ now: Instant) throws {
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
        try edit(.update, kind, id, data, now: now)
    }

    private func delete(_ kind: EntityKind, _ id: UUIDBits, _ now: Instant) throws {
        try edit(.delete, kind, id, [:], now: now)
    }

    private func edit(
        _ action: EditAction, _ kind: EntityKind, _ id: UUIDBits, _ data: JSONObject, now: Instant
    ) throws {
        if try take(action, kind, id, data, now: now) { journal.note(name, action, id, data) }
    }
}
