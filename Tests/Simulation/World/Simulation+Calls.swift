import CaravanProtocol

extension Simulation {
    /// Sends a request over the network, to whichever server.
    func send(_ operation: String, _ params: JSONObject, person: Int, device: Int? = nil) -> Envelope {
        requests += 1
        let envelope = Envelope(
            number: requests, person: person, device: device, operation: operation, params: params)
        transmit(envelope)
        return envelope
    }

    func transmit(_ envelope: Envelope) {
        for delay in network.fates() {
            var copy = envelope
            copy.server = dice.below(servers.count)
            plan(.requestArrives(copy), inMicroseconds: delay)
        }
    }

    func arrive(_ envelope: Envelope) throws {
        let server = servers[envelope.server]
        guard server.isUp else { return note("request \(envelope.number) finds \(server.name) down") }
        let answer = try perform(envelope)
        if dice.happens(permille: 15) {
            // After the commit and before the answer.
            kill(envelope.server)
            return
        }
        guard envelope.device != nil else { return }
        for delay in network.fates() { plan(.answerArrives(envelope, answer), inMicroseconds: delay) }
    }

    /// Has a server perform a call, and holds what it says against what must be.
    func perform(_ envelope: Envelope) throws -> Answer {
        let server = servers[envelope.server]
        let real: (Envelope) throws -> Answer = { try server.perform($0, as: self.people[$0.person]) }
        let answer =
            try saboteur?.perform(envelope, self, real: real) ?? real(envelope)
        report.calls += 1
        if let changes = envelope.params["changes"] { journal.notePush(changes) }
        var performed = Performed(
            step: report.steps, server: server.name, epoch: epoch, envelope: envelope, answer: answer)
        if envelope.operation == "sync.push", answer.isSuccess {
            performed.receipts = Array(
                zip(envelope.params["changes"]?.array ?? [], answer.value["receipts"]?.array ?? []))
        }
        note(describe(performed))
        if answer.failure?.code == .internal { throw Violation(NoInternalFaults.name, server.log.cause ?? "no cause") }
        for place in invariants.indices { try invariants[place].see(performed, ledger) }
        ledger.learn(from: &performed, people: people)
        for (_, receipt) in performed.receipts { report.outcomes[receipt["outcome"]?.string ?? "-", default: 0] += 1 }
        return answer
    }

    private func describe(_ performed: Performed) -> String {
        let envelope = performed.envelope
        var line =
            "\(performed.server): \(envelope.number) \(envelope.operation) of person \(envelope.person + 1) \(performed.answer.outcome)"
        switch envelope.operation {
        case "sync.push":
            line += " " + (envelope.params["client_id"]?.string ?? "") + ":"
            for (change, receipt) in performed.receipts {
                line +=
                    " [\(change["number"]?.text ?? "") \(change["action"]?.string ?? "") \(change["entity_type"]?.string ?? "") \(short(change["entity_id"])) base \(change["base_revision"]?.text ?? "-") \(change["data"]?.text ?? "") → \(receipt["outcome"]?.string ?? "") \(receipt["revision"]?.text ?? "") \(receipt["code"]?.text ?? "")]"
            }
        case "sync.pull":
            let value = performed.answer.value
            line += " \(envelope.params["cursor"] == nil ? "by time" : "by cursor")"
            for kind in EntityKind.allCases {
                line +=
                    " \(value[kind.plural]?.array?.count ?? 0)-\(value["deleted"]?[kind.plural]?.array?.count ?? 0)"
            }
            line += " members \(value["members"]?.array?.count ?? 0)-\(value["deleted"]?["members"]?.array?.count ?? 0)"
            if value["has_more"]?.bool == true { line += " more" }
        default: line += " " + JSONValue.object(envelope.params).text
        }
        return line
    }

    private func short(_ id: JSONValue?) -> String { String((id?.string ?? "").suffix(6)) }

    func kill(_ number: Int) {
        guard servers[number].isUp else { return }
        servers[number].kill()
        report.kills += 1
        note("\(servers[number].name) is killed")
        plan(.serverStarts(number), inSeconds: 1...40)
    }
}
