import CaravanProtocol

extension Simulation {
    /// The network heals, everybody syncs, and everything is looked at.
    func heal() throws {
        note("the network heals")
        network.heal()
        while let (at, happening) = timeline.takeNext() {
            time.advance(to: at)
            if happening.isUnderWay { try happen(happening) }
        }
        for server in servers { try start(server) }
        for number in seats.indices {
            seats[number].isOnline = true
            seats[number].awaited = nil
            try seats[number].device.failed(now: seats[number].clock.now())
        }
        var rounds = 0
        while try syncAll() {
            rounds += 1
            if rounds > 20 { throw Violation("EverythingSettles", "devices go on writing") }
        }
        try examine()
        let rest = Rest(
            ledger: ledger, book: book, served: try people.indices.map(served),
            conflicts: try people.indices.map(undecided), journal: journal,
            devices: seats.map { ($0.person, $0.device) })
        for invariant in invariants { try invariant.rest(rest) }
    }

    /// Everybody syncs once; whether somebody did more than pull.
    private func syncAll() throws -> Bool {
        var hasWritten = false
        for seat in seats {
            seat.device.wantNews()
            var asked = 0
            while let request = try nextRequest(of: seat) {
                time.advance(to: time.microseconds + 1000)
                asked += 1
                if asked > 1500 { throw Violation("EverythingSettles", "\(seat.device.name) never comes to an end") }
                if request.operation != "sync.pull", request.params["changes"]?.array?.isEmpty != true {
                    hasWritten = true
                }
                let answer = try call(request.operation, request.params, person: seat.person)
                try seat.device.received(answer, now: seat.clock.now())
            }
            if try seat.device.hasUnsentWork {
                throw Violation("EverythingSettles", "\(seat.device.name) has unsent work, and does not send it")
            }
        }
        return hasWritten
    }

    /// What a device asks next, however long it wants to wait before.
    private func nextRequest(of seat: Seat) throws -> DeviceRequest? {
        for _ in 0..<100 {
            let now = seat.clock.now()
            if let request = try seat.device.nextRequest(now: now) { return request }
            guard let next = try seat.device.nextAttempt(now: now) else { return nil }
            time.advance(to: time.microseconds + max(1000, next.microseconds - now.microseconds))
        }
        throw Violation("EverythingSettles", "\(seat.device.name) wants to ask something, and does not")
    }

    /// A call at once, without the network.
    @discardableResult
    func call(_ operation: String, _ params: JSONObject, person: Int) throws -> Answer {
        requests += 1
        var envelope = Envelope(number: requests, person: person, operation: operation, params: params)
        let up = servers.indices.filter { servers[$0].isUp }
        envelope.server = dice.pick(up) ?? 0
        return try perform(envelope)
    }

    private var hasSync: Bool { !seats.isEmpty }

    /// What an account gets by plain reading: its own trips and everything in them.
    func served(_ person: Int) throws -> ReplicaContent {
        var replica = ReplicaContent()
        for trip in try all("trips.list", [:], person) {
            replica.put(.trip, trip)
            let asked: JSONObject = ["trip_id": trip["id"] ?? .null]
            for entity in try all("destinations.list", asked, person) { replica.put(.destination, entity) }
            for entity in try all("activities.list", asked, person) { replica.put(.activity, entity) }
            for entity in try all("chat.history", asked, person) where entity["is_deleted"]?.bool == false {
                replica.put(.message, entity)
            }
            for member in try all("members.list", asked, person) { replica.putMember(member) }
        }
        return replica
    }

    private func all(_ operation: String, _ params: JSONObject, _ person: Int) throws -> [JSONValue] {
        var params = params
        params["limit"] = 200
        var results: [JSONValue] = []
        repeat {
            let answer = try call(operation, params, person: person)
            guard let page = answer.value["results"]?.array else {
                throw Violation("AnswersAreWhole", "\(operation) answers \(answer.outcome)")
            }
            results += page
            params["cursor"] = answer.value["next"]
        } while params["cursor"]?.string != nil
        return results
    }

    private func undecided(_ person: Int) throws -> [JSONValue] {
        guard hasSync else { return [] }
        return try call("sync.status", [:], person: person).value["conflicts"]?.array ?? []
    }
}
