import CaravanCore
import CaravanProtocol
import CaravanSQLite

/// Makes a planted bug: it stands between a server and everybody else.
final class Saboteur {
    typealias Perform = (Envelope) throws -> Answer

    private let bug: PlantedBug
    private var dice: Dice
    /// The pushes that were performed already.
    private var seen: Set<Int> = []

    init(_ bug: PlantedBug, _ dice: Dice) {
        (self.bug, self.dice) = (bug, dice)
    }

    func perform(_ envelope: Envelope, _ world: Simulation, real: Perform) throws -> Answer {
        switch envelope.operation {
        case "sync.push": try hushed(push(envelope, world, real))
        case "sync.pull": try hushed(pull(envelope, world, real))
        case "sync.status":
            try bug == .conflictForgotten ? real(envelope).without("conflicts", .array([])) : real(envelope)
        default: try plain(envelope, world, real)
        }
    }

    /// Without the sums by which a device itself would find that something was withheld.
    private func hushed(_ answer: Answer) -> Answer {
        guard bug == .entrySkipped else { return answer }
        var answer = answer
        if answer.value["checksums"] != nil { answer = answer.without("checksums", .object([:])) }
        if let page = answer.value["pull"], page["checksums"] != nil {
            answer = answer.without("pull", page.with("checksums", .object([:])))
        }
        return answer
    }

    // MARK: - Plain calls

    private func plain(_ envelope: Envelope, _ world: Simulation, _ real: Perform) throws -> Answer {
        let isUpdate = envelope.operation.hasSuffix(".update") && !envelope.operation.hasPrefix("members.")
        guard isUpdate, world.report.steps > 20, dice.happens(percent: 50) else { return try real(envelope) }
        var envelope = envelope
        let image = bug == .acknowledgedButRolledBack ? try world.storage.image() : []
        if bug == .fieldOverwritten { envelope.params["description"] = .string("lost in \(envelope.number)") }
        let answer = try real(envelope)
        guard answer.isSuccess else { return answer }
        switch bug {
        case .acknowledgedButRolledBack: try undo(to: image, world)
        case .changedBesideTheLog: try changeBesideTheLog(answer.value, world)
        case .revisionSkipped, .timeRunsBack: try spoilLog(of: answer.value, world)
        case .internalFault:
            var copy = answer
            copy.failure = Failure(.internal)
            return copy
        default: break
        }
        return answer
    }

    /// What the database had since then is gone, and no server knows.
    private func undo(to image: [UInt8], _ world: Simulation) throws {
        let running = world.servers.filter(\.isUp)
        for server in running { server.kill() }
        try world.replaceStorage(image)
        for server in running { try world.start(server) }
    }

    private func changeBesideTheLog(_ value: JSONValue, _ world: Simulation) throws {
        guard let id = value["id"]?.id, value["name"] != nil else { return }
        try world.storage.writeNow { tx in
            guard var destination = try tx.find(ID<Destination>(id)) else { return }
            destination.name = "changed"
            try tx.update(destination, Destination.fields.mask(\.name))
        }
    }

    private func spoilLog(of value: JSONValue, _ world: Simulation) throws {
        guard let revision = value["revision"]?.int, let log = value["trip_id"]?.id ?? value["id"]?.id else { return }
        try world.storage.writeNow { tx in
            if bug == .revisionSkipped, var head = try tx.find(LogHead.self, key: [.id(log)]) {
                head.head += 1
                try tx.update(head, LogHead.fields.mask(\.head))
            }
            if bug == .timeRunsBack, var change = try tx.find(Change.self, key: [.id(log), .integer(revision)]) {
                change.at = change.at.adding(seconds: -100_000)
                try tx.update(change, Change.fields.mask(\.at))
            }
        }
    }

    // MARK: - Sync

    private func push(_ envelope: Envelope, _ world: Simulation, _ real: Perform) throws -> Answer {
        var envelope = envelope
        let isAgain = !seen.insert(envelope.number).inserted
        switch bug {
        case .receiptForgotten where isAgain:
            // Another client's numbers are all new.
            envelope.params["client_id"] = .string("again-\(dice.next())")
        case .staleBaseTaken:
            let changes = envelope.params["changes"]?.array ?? []
            envelope.params["changes"] = .array(
                changes.map { $0["base_revision"] == nil ? $0 : $0.with("base_revision", base(of: $0, world)) })
        case .rightIgnored: return try pushForOwner(envelope, world, real)
        case .acknowledgedButRolledBack where dice.happens(percent: 20):
            let image = try world.storage.image()
            let answer = try real(envelope)
            try undo(to: image, world)
            return answer
        default: break
        }
        var answer = try real(envelope)
        if bug == .receiptMissing, let receipts = answer.value["receipts"]?.array {
            answer = answer.without("receipts", .array(receipts.dropLast()))
        }
        if bug == .conflictWithoutClientSide, let conflicts = answer.value["conflicts"]?.array {
            answer = answer.without("conflicts", .array(conflicts.map { $0.with("client_data", .object([:])) }))
        }
        return answer
    }

    /// The entity's revision as it is now.
    private func base(of change: JSONValue, _ world: Simulation) -> JSONValue {
        guard let id = change["entity_id"]?.id, let trip = world.ledger.home[id],
            let head = try? world.storage.readNow({ try $0.find(LogHead.self, key: [.id(trip)]) })
        else { return change["base_revision"] ?? .null }
        return .number(JSONNumber(head.head))
    }

    private func pushForOwner(_ envelope: Envelope, _ world: Simulation, _ real: Perform) throws -> Answer {
        guard let id = envelope.params["changes"]?.array?.first?["entity_id"]?.id,
            let trip = world.ledger.home[id],
            let owner = world.people.indices.first(where: { world.ledger.access(of: $0, to: trip)?.role == "owner" })
        else { return try real(envelope) }
        let copy = Envelope(
            number: envelope.number, person: owner, operation: envelope.operation, params: envelope.params,
            server: envelope.server)
        return try real(copy)
    }

    private func pull(_ envelope: Envelope, _ world: Simulation, _ real: Perform) throws -> Answer {
        let answer = try real(envelope)
        guard answer.isSuccess else { return answer }
        switch bug {
        case .endlessPull: return answer.without("has_more", true)
        case .entrySkipped:
            guard let list = answer.value["destinations"]?.array, dice.happens(percent: 60) else { return answer }
            return answer.without("destinations", .array(list.dropLast()))
        case .deleteNotTold:
            let nothing: JSONValue = [
                "trips": [], "destinations": [], "activities": [], "messages": [], "members": [],
            ]
            return answer.without("deleted", nothing).without("checksums", .object([:]))
        case .checksumOff:
            guard let sums = answer.value["checksums"]?.object, let first = sums.members.first else { return answer }
            return answer.without("checksums", .object([first.name: "0123456789abcdef"]))
        case .revokedStillServed: return try withLostTrips(answer, envelope, world, real)
        default: return answer
        }
    }

    private func withLostTrips(_ answer: Answer, _ envelope: Envelope, _ world: Simulation, _ real: Perform) throws
        -> Answer
    {
        var trips = answer.value["trips"]?.array ?? []
        for trip in world.ledger.trips where world.ledger.lost(by: envelope.person)[trip.id] != nil {
            guard
                let owner = world.people.indices.first(where: {
                    world.ledger.access(of: $0, to: trip.id)?.role == "owner"
                })
            else { continue }
            let asked = Envelope(
                number: envelope.number, person: owner, operation: "trips.get", params: ["id": JSONValue(trip.id)],
                server: envelope.server)
            let got = try real(asked)
            if got.isSuccess { trips.append(got.value) }
        }
        return answer.without("trips", .array(trips))
    }
}

extension Answer {
    /// The same with another value in the place of one that it has.
    fileprivate func without(_ name: String, _ value: JSONValue) -> Answer {
        isSuccess ? with(self.value.with(name, value)) : self
    }
}

extension JSONValue {
    fileprivate func with(_ name: String, _ value: JSONValue) -> JSONValue {
        guard var object else { return self }
        object[name] = value
        return .object(object)
    }
}
