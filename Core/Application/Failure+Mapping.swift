import CaravanProtocol

extension Failure {
    /// The failure that an error is to the outside: itself, or what a storage's error means; anything else is internal.
    /// The error itself is kept as the cause, for the log.
    init(mapping error: any Error) {
        switch error {
        case let failure as Failure:
            self = failure
        case StorageError.duplicate(IdempotencyRecord.schema.table.name, _):
            // The other call with the key was first, and did it.
            self = Failure(
                .conflict, "Another call with this idempotency key is being carried out.", retryAfterSeconds: 1,
                cause: error)
        case StorageError.duplicate(_, let columns):
            self = Failure(.alreadyExists, cause: error)
            // A folded form is kept for a field of that name.
            let fields = columns.map { $0.hasSuffix("_folded") ? String($0.dropLast("_folded".count)) : $0 }
            errors = fields.map { FieldProblem($0, .taken, "This is taken.") }
        case StorageError.locked, StorageError.serializationFailure, StorageError.unavailable, StorageError.full:
            self = Failure(.unavailable, retryAfterSeconds: 1, cause: error)
        default:
            self = Failure(.internal, cause: error)
        }
    }
}
