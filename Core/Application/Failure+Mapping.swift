import CaravanProtocol

extension Failure {
    /// The failure that an error is to the outside: itself, or what a storage's error means; anything else is internal.
    /// The error itself is kept as the cause, for the log.
    init(mapping error: any Error) {
        switch error {
        case let failure as Failure:
            self = failure
        case StorageError.duplicate(_, let columns):
            self = Failure(.alreadyExists, cause: error)
            errors = columns.map { FieldProblem($0, .taken, "This is taken.") }
        case StorageError.locked, StorageError.serializationFailure, StorageError.unavailable, StorageError.full:
            self = Failure(.unavailable, retryAfterSeconds: 1, cause: error)
        default:
            self = Failure(.internal, cause: error)
        }
    }
}
