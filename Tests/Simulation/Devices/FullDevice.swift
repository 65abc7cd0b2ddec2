import CaravanClient
import CaravanCore
import CaravanProtocol
import CaravanSQLite
import TestSupport

/// The product's own client on a device: its replica as it is, over a database in memory that outlives its kills.
final class FullDevice: SimulatedDevice {
    let name: String
    let mint: MarkerMint
    let journal: EditJournal
    private let options: ReplicaOptions
    private let random: SeededRandom
    private let disk: SQLiteStorage
    private var replica: Replica
    private var asked: SyncRequest?
    /// A planted bug: every so many edits are taken and forgotten.
    private let forgetsEvery: Int?
    private var edits = 0

    /// A device's fresh database, made once.
    private static let image = Result {
        let storage = ClientDatabase.sqlite(.memory)
        try storage.migrate()
        defer { storage.close() }
        return try storage.image()
    }

    init(_ name: String, _ mint: MarkerMint, _ journal: EditJournal, _ dice: Dice, forgetsEvery: Int? = nil) throws {
        self.forgetsEvery = forgetsEvery
        var dice = dice
        var options = ReplicaOptions()
        options.batchMax = dice.pick([1, 3, 50]) ?? 50
        options.pageMax = dice.pick([1, 2, 7, 50, 1000]) ?? 50
        options.backoff.baseMilliseconds = 500
        options.backoff.capMilliseconds = 20_000
        options.conflictPolicy = dice.pick([nil, nil, nil, "manual", "server_wins", "client_wins", "merge"]) ?? nil
        (self.name, self.mint, self.journal, self.options) = (name, mint, journal, options)
        random = SeededRandom(seed: dice.next())
        // All its migrations are in the image.
        disk = try SQLiteStorage(image: Self.image.get(), migrations: [])
        replica = try Replica(disk, random: random, options: options)
    }

    deinit { disk.close() }

    var setUp: String {
        "full, batches of \(options.batchMax), pages of \(options.pageMax), \(options.conflictPolicy ?? "no policy")"
    }

    var content: ReplicaContent {
        get throws {
            var content = ReplicaContent()
            for kind in EntityKind.allCases {
                for entity in try served(kind) { content.put(kind, .object(try snapshot(entity))) }
            }
            for member in try replica.served(.member) { content.putMember(.object(try snapshot(member))) }
            return content
        }
    }

    private func snapshot(_ entity: ServedEntity) throws -> JSONObject {
        try JSONReader.parse(Array(entity.snapshot.text.utf8), depthMax: .max).object ?? [:]
    }

    private func served(_ kind: EntityKind) throws -> [ServedEntity] {
        switch kind {
        case .trip: try replica.served(.trip)
        case .destination: try replica.served(.destination)
        case .activity: try replica.served(.activity)
        case .message: try replica.served(.message)
        }
    }

    var hasUnsentWork: Bool { get throws { try replica.metadata().pendingChangesCount > 0 } }

    var keptMarkers: Set<MarkerMint.Marker>? {
        get throws {
            let entries = try replica.queue() + replica.quarantine()
            return Set(entries.flatMap { MarkerMint.markers(in: Array($0.data.text.utf8)) })
        }
    }

    // MARK: - Its user

    func known(_ kind: EntityKind) throws -> [UUIDBits] {
        let served = try served(kind).map(\.id)
        let born = try replica.queue().filter { $0.action == .create && $0.entityType.rawValue == kind.rawValue }
        return served + born.map(\.entityID).filter { !served.contains($0) }
    }

    func take(_ action: EditAction, _ kind: EntityKind, _ id: UUIDBits, _ data: JSONObject, now: Instant) throws -> Bool
    {
        var edit: LocalEdit
        switch kind {
        case .trip: edit = LocalEdit(.update, .trip, id, data)
        case .destination: edit = LocalEdit(.update, .destination, id, data)
        case .activity: edit = LocalEdit(.update, .activity, id, data)
        case .message: edit = LocalEdit(.update, .message, id, data)
        }
        switch action {
        case .create: edit.action = .create
        case .update: break
        case .delete: edit.action = .delete
        }
        edits += 1
        if let forgetsEvery, edits % forgetsEvery == 0 { return true }
        do {
            try replica.edit(edit, now: now)
            return true
        } catch is ReplicaFault {
            return false
        }
    }

    func lookAtConflicts(_ dice: inout Dice, now: Instant) throws {
        guard let conflict = try replica.conflicts().first(where: { $0.resolution == nil }) else { return }
        switch dice.below(3) {
        case 0: try replica.resolve(conflict.id, .serverWins, now: now)
        case 1: try replica.resolve(conflict.id, .clientWins, now: now)
        default:
            guard let kind = EntityKind(rawValue: conflict.entityType.rawValue) else { return }
            try replica.resolve(conflict.id, .merge, data: [kind.name: .string(mint.text())], now: now)
        }
    }

    // MARK: - Syncing

    func wantNews() { replica.pullSoon() }

    func nextRequest(now: Instant) throws -> DeviceRequest? {
        guard let request = try replica.nextRequest(now: now) else { return nil }
        asked = request
        return DeviceRequest(operation: request.operation, params: request.params)
    }

    func nextAttempt(now: Instant) throws -> Instant? { try replica.nextAttempt(now: now) }

    func received(_ answer: Answer, now: Instant) throws {
        guard let request = asked else { return }
        asked = nil
        if let failure = answer.failure { return try replica.failed(.refused(failure), for: request, now: now) }
        let healed = try replica.metadata().healedCount
        try replica.received(answer.value, for: request, now: now)
        let metadata = try replica.metadata()
        if metadata.healedCount > healed {
            throw Violation(ChecksumsAreTrue.name, "\(name) found that it had diverged")
        }
        if let error = metadata.lastSyncError {
            throw Violation(AnswersAreWhole.name, "\(name) cannot take an answer: \(error): \(answer.value.text)")
        }
    }

    func failed(now: Instant) throws {
        guard let request = asked else { return }
        asked = nil
        try replica.failed(.network("No answer came."), for: request, now: now)
    }

    func die() throws {
        asked = nil
        replica = try Replica(disk, random: random, options: options)
    }
}
