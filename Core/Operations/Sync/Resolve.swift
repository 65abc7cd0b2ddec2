public import CaravanProtocol

/// Decides a conflict.
public enum Resolve: WriteOperation {
    public struct Input: InputRecord {
        public var conflictID = ID<Conflict>.unset
        public var resolutionStrategy = ResolutionStrategy.manual
        /// What to set, for the strategies that need it.
        public var resolvedData: GivenObject?
        public var notes: String?

        public init() {}
        public static let fields: FieldList<Input> = [
            .required("conflict_id", \.conflictID), .required("resolution_strategy", \.resolutionStrategy),
            .optional("resolved_data", \.resolvedData), .optional("notes", \.notes, .length(0...10_000)),
        ]

        public static func read(_ input: CallInput, _ context: DecodingContext) throws(Failure) -> Input {
            let read = try fields.decode(input, .input, context).value
            guard read.resolvedData != nil || !read.resolutionStrategy.needsData else {
                throw .invalid("resolved_data", .required, "This strategy needs what is to be set.")
            }
            return read
        }
    }

    public static let name = "sync.resolve"
    public static let summary = "Decide a conflict"
    public static let route = Route.post("/sync/resolve/")
    public static let effect = Effect.idempotentWrite
    public static let failures: [FailureCode] = [.notFound, .forbidden, .conflict, .invalidTransition]

    public static let access = Access<Input, Conflict> { input, context in
        guard let conflict = try context.store.find(input.conflictID),
            try conflict.userID == context.requireCaller().id,
            try context.grant(conflict.tripID)?.membership != nil
        else { throw Failure(.notFound, "There is no such conflict.") }
        return conflict
    }

    public static func run(_ input: Input, _ conflict: Conflict, in context: WriteContext) throws -> Resolved {
        let resolved = try decide(input, conflict, kind(of: conflict).type, in: context)
        // The entity is told anew when the answer is: words of it may have been deleted by then.
        if context.keepsAnswer {
            context.keptAnswer = Resolved(entity: EncodedJSON(), revision: resolved.revision).encoded
        }
        return resolved
    }

    public static func replayed(_ answer: EncodedJSON, to input: Input, in context: Context) throws -> EncodedJSON {
        let conflict = try access.check(input, context)
        return try told(conflict, kind(of: conflict).type, in: context).encoded
    }

    private static func kind(of conflict: Conflict) throws -> SyncedKind {
        guard let kind = SyncedKind(rawValue: conflict.entityType) else {
            throw StorageError.corrupt("conflict \(conflict.id) is about a \(conflict.entityType)")
        }
        return kind
    }

    private static func decide<E: Synced>(
        _ input: Input, _ conflict: Conflict, _: E.Type, in context: WriteContext
    ) throws -> Resolved {
        try Resolution<E>(
            conflict: conflict, strategy: input.resolutionStrategy, data: input.resolvedData?.members, context: context
        ).decide(notes: input.notes)
    }

    private static func told<E: Synced>(_ conflict: Conflict, _: E.Type, in context: Context) throws -> Resolved {
        try Resolution<E>.answer(of: conflict, in: context)
    }
}
