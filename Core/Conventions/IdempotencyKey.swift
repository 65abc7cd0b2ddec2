import CaravanProtocol

/// The key of a call, and what the call is: under one key a user gets the answer to one call.
struct IdempotencyKey: Sendable {
    private let key: String
    private let operation: String
    private let fingerprint: Bytes

    init(_ key: String, of operation: String, _ input: CallInput, _ signer: any TokenSigner) {
        self.key = key
        self.operation = operation
        fingerprint = Bytes(signer.fingerprint(Array(operation.utf8) + [0] + input.canonicalBytes))
    }

    /// Whether the record is of the same call.
    func isOf(_ record: IdempotencyRecord) -> Bool {
        record.operation == operation && record.fingerprint == fingerprint
    }

    /// What the user was answered under the key, unless it is too long ago.
    func record(of user: ID<User>, in context: Context) throws -> IdempotencyRecord? {
        let record = try context.store.lock(IdempotencyRecord.self, key: [.id(user.bits), .text(key)])
        return record.flatMap { $0.createdAt > context.oldestKeptAnswer ? $0 : nil }
    }

    /// Keeps the answer, in the place of one that is too old.
    func keep(_ reply: Reply, of user: ID<User>, in context: WriteContext) throws {
        try context.forgetOldAnswers()
        try context.table.delete(IdempotencyRecord.self, key: [.id(user.bits), .text(key)])
        var record = IdempotencyRecord()
        record.userID = user
        record.key = key
        record.operation = operation
        record.fingerprint = fingerprint
        if case .json(let bytes) = reply.content { record.answer = context.keptAnswer ?? EncodedJSON(bytes: bytes) }
        record.createdAt = context.now
        record.subject = context.subject
        try context.table.insert(record)
    }
}

extension Context {
    fileprivate var oldestKeptAnswer: Instant { now.adding(seconds: -Bounds.keptAnswerSeconds) }
}

extension WriteContext {
    /// Some at a time: after a long rest there may be many, and no call should wait for all of them.
    fileprivate func forgetOldAnswers() throws {
        let old = Query<IdempotencyRecord>(.atMost(\.createdAt, oldestKeptAnswer)).ordered(by: \.createdAt)
        for record in try store.select(old.limited(to: Bounds.forgottenAnswersMax)) {
            try table.delete(IdempotencyRecord.self, key: [.id(record.userID.bits), .text(record.key)])
        }
    }
}
