import CaravanProtocol

/// Carries out the changes of a push one after the other, each in a savepoint of its own, and gives each its receipt. A
/// long one takes several transactions: each change is atomic, the push is not.
struct PushBatch {
    private let policy: ResolutionStrategy
    private let context: WriteContext
    private var device: SyncClient
    private(set) var answer = PushAnswer()

    /// How much of it one transaction does, so that other writers have their turn: entries of logs, and changes.
    private static let workMax = 2_000
    private static let changesMax = 250

    private let changes: [JSONValue]
    /// How many of them are done.
    private var done = 0
    private let memory = HistoryMemory()

    /// What is left to do of a push, and what is answered so far.
    struct Rest: Sendable {
        fileprivate var done: Int
        fileprivate var answer: PushAnswer
    }

    init(_ request: PushRequest, in context: WriteContext) throws {
        policy = request.conflictPolicy
        self.context = context
        changes = request.changes.elements
        device = try context.device(request.clientID)
        if let rest = context.begun as? Rest {
            (done, answer) = (rest.done, rest.answer)
        } else {
            answer.receipts.reserveCapacity(changes.count)
        }
    }

    /// Carries out as many of the changes as one transaction should; `nil` once all are done.
    mutating func carryOn() throws -> Rest? {
        let first = done
        while done < changes.count, done - first < Self.changesMax, context.work < Self.workMax {
            try carryOut(changes[done])
            done += 1
        }
        try context.table.update(device, SyncClient.fields.mask(\.highestNumber, \.lastSyncAt))
        return done < changes.count ? Rest(done: done, answer: answer) : nil
    }

    private mutating func carryOut(_ change: JSONValue) throws {
        guard case .object(let object) = change else {
            var receipt = Receipt()
            receipt.refuse(.invalid("changes", .type, "A change is an object."))
            return answer.receipts.append(ReceiptView(receipt: receipt, isNumbered: false))
        }
        guard let number = PushedChange.number(of: object) else {
            return try tell(try receipt(for: object), isNumbered: false)
        }
        if let highest = device.highestNumber, number <= highest { return try repeatReceipt(number, for: object) }
        var made = try receipt(for: object)
        made.receipt.syncClientID = device.id
        made.receipt.number = number
        try context.table.insert(made.receipt)
        device.highestNumber = number
        try tell(made, isNumbered: true)
    }

    // MARK: - Receipts

    /// A number that is done answers its receipt again; one that was passed over comes too late, since its device has
    /// gone back in time.
    private mutating func repeatReceipt(_ number: Int64, for object: JSONObject) throws {
        let key = [device.id.stored, number.stored]
        if let receipt = try context.store.find(Receipt.self, key: key) {
            let conflict = try receipt.conflictID.flatMap { try context.store.find($0) }
            return try tell((receipt, conflict), isNumbered: true)
        }
        var late = Receipt()
        late.number = number
        late.name(object)
        late.refuse(Failure(.conflict, "A higher number of this client_id is done already."))
        try tell((late, nil), isNumbered: true)
    }

    private mutating func tell(_ made: (receipt: Receipt, conflict: Conflict?), isNumbered: Bool) throws {
        answer.receipts.append(ReceiptView(receipt: made.receipt, isNumbered: isNumbered))
        if let conflict = made.conflict {
            answer.conflicts.append(ConflictView(conflict: conflict, clientID: device.clientID))
        }
    }

    /// Carries a change out, and says what became of it. What the storage cannot do at all ends the whole push instead.
    private func receipt(for object: JSONObject) throws -> (receipt: Receipt, conflict: Conflict?) {
        var receipt = Receipt()
        receipt.name(object)
        receipt.at = context.now
        do {
            let change = try PushedChange(object, DecodingContext(zones: context.services.zones))
            context.origin = ChangeOrigin(clientID: device.clientID, clientTimestamp: change.clientTimestamp)
            defer { context.origin = nil }
            let verdict: Verdict = try context.savepoint { try self.verdict(on: change, change.kind.type) }
            receipt.outcome = verdict.outcome
            receipt.revision = verdict.revision
            receipt.conflictID = verdict.conflict?.id
            return (receipt, verdict.conflict)
        } catch {
            let failure = Failure(mapping: error)
            // Not the change is at fault: nothing of the push is done, and it may come again as it is.
            if failure.code == .unavailable { throw error }
            if failure.code == .internal { context.services.log.note("a pushed change", cause: error) }
            receipt.refuse(failure)
            return (receipt, nil)
        }
    }

    private func verdict<E: Synced>(on change: PushedChange, _: E.Type) throws -> Verdict {
        try ChangeRun<E>(change: change, device: device, policy: policy, memory: memory, context: context).run()
    }
}

extension Receipt {
    /// Names what the change is about, as far as it can be about something.
    fileprivate mutating func name(_ object: JSONObject) {
        entityType = object["entity_type"]?.string.flatMap(SyncedKind.init(rawValue:))?.rawValue
        entityID = object["entity_id"]?.string.flatMap { UUIDBits(parsing: $0) }
    }

    fileprivate mutating func refuse(_ failure: Failure) {
        outcome = .rejected
        code = failure.code.rawValue
        detail = failure.detail
        isRetryable = failure.code.facts.isRetryable
        guard !failure.errors.isEmpty else { return }
        errors = EncodedJSON { Problem.write(failure.errors, to: &$0) }
    }
}
