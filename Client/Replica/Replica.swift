import CaravanCore
public import CaravanProtocol
import Synchronization

/// What one account has on one device: the server's state as last told, and the edits on their way to it.
///
/// It does nothing by itself. Somebody asks for the next request, makes the call, and brings back the answer; time and
/// randomness are passed in. All that it keeps is in its storage, each step in one transaction, so that the process may
/// end at any point. Calls block for as long as a transaction takes; they may come from several threads.
public final class Replica: Sendable {
    /// What dies with the process.
    struct Flight {
        var lastSerial = 0
        /// The call that is being made. One at a time.
        var request: SyncRequest?
        /// A pull is wanted that has not begun: at the start, and after each hint.
        var wantsNews = true
        /// Whether it is to be asked how this device's numbers and the user's conflicts stand: at the start, and when the
        /// app wants it.
        var wantsStatus = true
        var needsToken = false
        /// Whether the checksums of all trips have been compared.
        var hasCompared = false
    }

    let storage: any Storage
    let random: any RandomSource
    public let options: ReplicaOptions
    let flight = Mutex(Flight())

    /// Opens the replica in a storage with the tables of ``ClientMigrations``; a fresh one becomes a new device.
    ///
    /// Throws ``StorageError``.
    public init(_ storage: any Storage, random: any RandomSource, options: ReplicaOptions = ReplicaOptions()) throws {
        self.storage = storage
        self.random = random
        self.options = options
        try storage.migrate()
        let bits = (random.next(), random.next())
        try storage.writeNow { table in
            guard try table.find(ID<ReplicaState>.unset) == nil else { return }
            var state = ReplicaState()
            state.clientID = "device-" + Self.hex(bits.0) + Self.hex(bits.1)
            state.batchMax = options.batchMax
            try table.insert(state)
        }
    }

    private static func hex(_ bits: UInt64) -> String {
        let digits = String(bits, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// What the server knows this device by.
    public var clientID: String { get throws { try storage.readNow { try $0.state().clientID } } }

    /// Runs a step in one transaction.
    func step<R>(_ now: Instant, _ body: (inout Ledger) throws -> R) throws -> R {
        try storage.writeNow { table in
            var ledger = try Ledger(table, now: now, options: options, random: random)
            let result = try body(&ledger)
            try ledger.save()
            return result
        }
    }

    // MARK: - Edits

    /// Takes an edit: it is seen at once, and on its way to the server. Throws ``ReplicaFault``, ``StorageError``.
    ///
    /// - Returns: The entry that carries it; `nil` when it undoes what never left this device.
    @discardableResult
    public func edit(_ edit: LocalEdit, now: Instant) throws -> QueueEntry? {
        try step(now) { try $0.take(edit) }
    }

    /// Makes an entity with a fresh id, which it gives. Throws as ``edit(_:now:)``.
    public func create(_ kind: EntityKind, _ data: JSONObject, now: Instant) throws -> UUIDBits {
        let id = newID(now)
        try edit(LocalEdit(.create, kind, id, data), now: now)
        return id
    }

    /// Makes an entity of the meant fields with a fresh id, which it gives. Throws as ``edit(_:now:)``.
    public func create<E: EditedEntity>(_ draft: Partial<E>, now: Instant) throws -> ID<E> {
        var draft = draft
        draft.value.id = ID(newID(now))
        try edit(.create(draft), now: now)
        return draft.value.id
    }

    /// A fresh id for an entity.
    public func newID(_ now: Instant) -> UUIDBits {
        .version7(unixMilliseconds: now.microseconds / 1000, random: random.next(), low: random.next())
    }
}

extension Reading {
    func state() throws -> ReplicaState {
        guard let state = try find(ID<ReplicaState>.unset) else {
            throw StorageError.corrupt("the replica has lost its state")
        }
        return state
    }
}
