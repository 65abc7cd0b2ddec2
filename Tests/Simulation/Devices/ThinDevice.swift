import CaravanProtocol

/// A small client: a replica, a queue, a cursor. It does what WIRE.md tells a client to do and nothing more, so that what it
/// ends up with is the server's doing.
final class ThinDevice: SimulatedDevice {
    private enum Asked {
        case push, pull, resolve(UUIDBits)
    }

    let name: String
    let style: ThinStyle
    let mint: MarkerMint
    let journal: EditJournal
    var disk: ThinDisk
    private var dice: Dice

    // What a kill loses.
    private var asked: Asked?
    private var wantsNews = false
    private var looksAtConflicts = false

    init(_ name: String, _ style: ThinStyle, _ mint: MarkerMint, _ journal: EditJournal, _ dice: Dice) {
        (self.name, self.style, self.mint, self.journal, self.dice) = (name, style, mint, journal, dice)
        disk = ThinDisk(clientID: name)
    }

    var content: ReplicaContent { disk.replica }
    var setUp: String { "thin, \(style)" }
    var hasUnsentWork: Bool { !disk.flight.isEmpty || !disk.queue.isEmpty }

    /// It gives up what hangs on something refused.
    var keptMarkers: Set<MarkerMint.Marker>? { nil }

    func wantNews() { wantsNews = true }
    func failed(now: Instant) { asked = nil }
    func nextAttempt(now: Instant) -> Instant? { nil }

    func die() {
        asked = nil
        wantsNews = false
        looksAtConflicts = false
    }

    // MARK: - Asking

    func nextRequest(now: Instant) -> DeviceRequest? {
        guard asked == nil else { return nil }
        // Pages before pushes now and then, and the other way round.
        if disk.isMidPull, dice.happens(percent: 80) { return pull() }
        if hasUnsentWork { return push() }
        if disk.isMidPull { return pull() }
        if let conflict = disk.conflicts.first, looksAtConflicts {
            looksAtConflicts = false
            return resolve(conflict)
        }
        return wantsNews ? pull() : nil
    }

    private func push() -> DeviceRequest {
        if disk.flight.isEmpty {
            let count = min(style.batchMax, disk.queue.count)
            disk.flight = disk.queue.prefix(count).map { change in
                disk.number += 1
                var change = change
                change.number = disk.number
                return change
            }
            disk.queue.removeFirst(count)
        }
        asked = .push
        var params: JSONObject = [
            "client_id": .string(disk.clientID), "changes": .array(disk.flight.map(\.json)),
        ]
        if style.tellsEpoch, let epoch = disk.epoch { params["epoch"] = .string(epoch) }
        if let policy = style.policy { params["conflict_policy"] = .string(policy) }
        if style.pullsWithPush, let cursor = disk.cursor {
            var pull: JSONObject = ["cursor": .string(cursor)]
            if let limit = style.pageLimit { pull["limit"] = .number(JSONNumber(limit)) }
            params["pull"] = .object(pull)
        }
        return DeviceRequest(operation: "sync.push", params: params)
    }

    private func pull() -> DeviceRequest {
        asked = .pull
        var params: JSONObject = [:]
        if let cursor = disk.cursor, disk.isMidPull || !style.pullsByTime {
            params["cursor"] = .string(cursor)
        } else {
            params["last_sync_timestamp"] = disk.lastSync.map { .string($0) } ?? .null
        }
        if let limit = style.pageLimit { params["limit"] = .number(JSONNumber(limit)) }
        if dice.happens(percent: 30) { params["checksums"] = "all" }
        return DeviceRequest(operation: "sync.pull", params: params)
    }

    private func resolve(_ conflict: (id: UUIDBits, kind: EntityKind, fields: JSONObject)) -> DeviceRequest {
        asked = .resolve(conflict.id)
        let strategy = dice.pick(["server_wins", "client_wins", "merge", "manual"]) ?? "server_wins"
        var params: JSONObject = [
            "conflict_id": JSONValue(conflict.id), "resolution_strategy": .string(strategy),
        ]
        if strategy == "merge" || strategy == "manual" {
            params["resolved_data"] = .object([conflict.kind.name: .string(mint.text())])
        }
        return DeviceRequest(operation: "sync.resolve", params: params)
    }

    // MARK: - Being answered

    func received(_ answer: Answer, now: Instant) throws {
        defer { asked = nil }
        switch asked {
        case .push?:
            if answer.failure?.code == .resyncRequired { disk.startAfresh() }
            guard answer.isSuccess else { return }
            acknowledge(answer.value)
            guard let page = answer.value["pull"], !page.isNull else { return }
            // It is what the pull would have answered, a refusal too.
            if page["code"] == "resync_required" { return disk.startAfresh() }
            try apply(page)
        case .pull?:
            if let failure = answer.failure {
                if failure.code == .resyncRequired { disk.startAfresh() }
                return
            }
            try apply(answer.value)
        case .resolve(let conflict)?:
            // Decided, or gone with a restore or with the trip.
            if answer.isSuccess || answer.failure?.code.facts.isRetryable == false {
                disk.conflicts.removeAll { $0.id == conflict }
            }
        case nil: break
        }
    }

    private func acknowledge(_ answer: JSONValue) {
        for (change, receipt) in zip(disk.flight, answer["receipts"]?.array ?? []) {
            switch receipt["outcome"]?.string {
            case "conflict":
                if let id = receipt["conflict_id"]?.id { disk.conflicts.append((id, change.kind, change.data)) }
            case "rejected":
                guard receipt["retryable"]?.bool == true, change.attempts < 5 else {
                    // What hangs on it cannot go through either; the rest stays.
                    disk.queue.removeAll { $0.entity == change.entity }
                    continue
                }
                var again = change
                again.number = nil
                again.attempts += 1
                disk.queue.insert(again, at: 0)
            default: break
            }
        }
        disk.flight = []
    }

    /// Takes a page: first what is gone.
    private func apply(_ page: JSONValue) throws {
        guard let cursor = page["cursor"]?.string, let epoch = page["epoch"]?.string,
            let hasMore = page["has_more"]?.bool, let at = page["sync_timestamp"]?.string
        else { throw Violation("AnswersAreWhole", "a page without cursor, epoch, has_more or time: \(page.text)") }
        if let known = disk.epoch, known != epoch { return disk.startAfresh() }
        for kind in EntityKind.allCases {
            for id in page["deleted"]?[kind.plural]?.array ?? [] { id.id.map { disk.replica.drop(kind, $0) } }
        }
        for id in page["deleted"]?["members"]?.array ?? [] { id.id.map { disk.replica.dropMember($0) } }
        for kind in EntityKind.allCases {
            for entity in page[kind.plural]?.array ?? [] { disk.replica.put(kind, entity) }
        }
        for member in page["members"]?.array ?? [] { disk.replica.putMember(member) }
        (disk.cursor, disk.epoch, disk.isMidPull) = (cursor, epoch, hasMore)
        guard !hasMore else { return }
        disk.lastSync = at
        wantsNews = false
        try compare(page["checksums"])
    }

    /// The page's checksums are those of the replica: nothing was missed.
    private func compare(_ told: JSONValue?) throws {
        for member in told?.object?.members ?? [] {
            guard let trip = UUIDBits(parsing: member.name) else { continue }
            let mine = String(disk.replica.checksum(of: trip), radix: 16)
            let padded = String(repeating: "0", count: 16 - mine.utf8.count) + mine
            if member.value.string != padded {
                throw Violation(
                    ChecksumsAreTrue.name, "\(name) was told \(member.value.text) of trip \(trip) and has \(padded)")
            }
        }
    }

    // MARK: - Editing

    /// What is there, with what was done here.
    func known(_ kind: EntityKind) -> [UUIDBits] {
        let waiting = disk.flight + disk.queue
        let dead = Set(waiting.filter { $0.action == .delete }.map(\.entity))
        let born = waiting.filter { $0.kind == kind && $0.action == .create }.map(\.entity)
        return (disk.replica.ids(kind) + born.filter { !disk.replica.has(kind, $0) }).filter { !dead.contains($0) }
    }

    /// Puts it into the queue, folded into what waits there of the same entity.
    func take(_ action: EditAction, _ kind: EntityKind, _ id: UUIDBits, _ data: JSONObject, now: Instant) -> Bool {
        guard let waiting = disk.queue.firstIndex(where: { $0.entity == id }) else {
            let base = action == .create || !style.usesBase ? nil : disk.replica[kind, id]?["revision"]?.int
            disk.queue.append(
                QueuedChange(
                    kind: kind, entity: id, action: action, data: data, at: now, baseRevision: base,
                    baseEpoch: disk.epoch))
            return true
        }
        switch action {
        case .update:
            for member in data.members { disk.queue[waiting].data[member.name] = member.value }
            disk.queue[waiting].at = now
        case .delete where disk.queue[waiting].action == .create:
            // It never left this device.
            disk.queue.removeAll { $0.entity == id }
        case .create, .delete:
            disk.queue[waiting].action = .delete
            disk.queue[waiting].data = [:]
            disk.queue[waiting].at = now
        }
        return true
    }

    func lookAtConflicts(_ dice: inout Dice, now: Instant) { looksAtConflicts = true }
}
