public import CaravanProtocol

/// Decides a conflict.
public enum Resolve: WriteOperation {
    public struct Input: OperationInput {
        var head = Head()
        /// What to set, for the strategies that need it.
        var data: JSONObject?

        struct Head: InputRecord {
            var conflictID = ID<Conflict>.unset
            var strategy = ResolutionStrategy.manual
            var notes: String?
            init() {}
            static let fields: FieldList<Head> = [
                .required("conflict_id", \.conflictID), .required("resolution_strategy", \.strategy),
                .optional("notes", \.notes, .length(0...10_000)),
            ]
        }

        public static func read(_ input: CallInput, _ context: DecodingContext) throws(Failure) -> Input {
            let head = try Head.read(input, context)
            let needsData = head.strategy == .merge || head.strategy == .manual
            switch input["resolved_data"] {
            case .json(.object(let data))?: return Input(head: head, data: data)
            case .json(.null)?, nil:
                if !needsData { return Input(head: head, data: nil) }
                throw .invalid("resolved_data", .required, "This strategy needs what is to be set.")
            default: throw .invalid("resolved_data", .type, "This must be an object.")
            }
        }

        public static var inputSchema: JSONValue {
            .merged(
                Head.inputSchema, ["type": "object", "properties": ["resolved_data": ["type": ["object", "null"]]]])
        }
    }

    public static let name = "sync.resolve"
    public static let summary = "Decide a conflict"
    public static let route = Route.post("/sync/resolve/")
    public static let effect = Effect.idempotentWrite
    public static let failures: [FailureCode] = [.notFound, .forbidden, .conflict, .invalidTransition]

    public static let access = Access<Input, Conflict> { input, context in
        guard let conflict = try context.store.find(input.head.conflictID),
            try conflict.userID == context.requireCaller().id,
            try context.grant(conflict.tripID)?.membership != nil
        else { throw Failure(.notFound, "There is no such conflict.") }
        return conflict
    }

    public static func run(_ input: Input, _ conflict: Conflict, in context: WriteContext) throws -> Resolved {
        guard let kind = SyncedKind(rawValue: conflict.entityType) else {
            throw StorageError.corrupt("conflict \(conflict.id) is about a \(conflict.entityType)")
        }
        return try decide(input, conflict, kind.type, in: context)
    }

    private static func decide<E: Synced>(
        _ input: Input, _ conflict: Conflict, _: E.Type, in context: WriteContext
    ) throws -> Resolved {
        try Resolution<E>(conflict: conflict, strategy: input.head.strategy, data: input.data, context: context)
            .decide(notes: input.head.notes)
    }
}
