public import CaravanProtocol

/// What a device pushes: its changes in order, and what else it asks for.
public struct PushRequest: InputRecord {
    /// The device's own name for itself.
    public var clientID = ""
    /// What is wrong with one of them is said in its receipt.
    public var changes = GivenList()
    public var conflictPolicy = ResolutionStrategy.manual
    /// The epoch whose revisions the changes are based on, if the device says it.
    public var epoch: String?
    /// What to pull after it.
    public var pull: GivenValue?

    /// The most changes at once.
    static let changesMax = 5000

    public init() {}
    public static let fields: FieldList<PushRequest> = [
        .required("client_id", \.clientID, .length(1...SyncClient.clientIDMax), .notBlank),
        .required("changes", \.changes),
        .optional("conflict_policy", \.conflictPolicy, .nullIsDefault),
        .optional("epoch", \.epoch),
        .optional("pull", \.pull),
    ]

    public static func read(_ input: CallInput, _ context: DecodingContext) throws(Failure) -> PushRequest {
        let request = try fields.decode(input, .input, context).value
        guard request.changes.elements.count <= changesMax else {
            throw .invalid("changes", .length, "There may be \(changesMax) changes at once.")
        }
        return request
    }

    public static var inputSchema: JSONValue {
        .merged(
            fields.inputSchema(.input),
            [
                "type": "object",
                "properties": [
                    "changes": [
                        "type": "array", "maxItems": .number(JSONNumber(Int64(changesMax))), "items": changeSchema,
                    ],
                    // What is wrong with it is said in its place in the answer: the push goes on.
                    "pull": ["description": "What `sync.pull` takes: an object. Its answer comes as `pull`."],
                ],
            ])
    }

    private static var changeSchema: JSONValue {
        [
            "title": "pushed_change", "type": "object",
            "required": ["entity_type", "entity_id", "action", "client_timestamp"],
            "properties": [
                "entity_type": SyncedKind.jsonSchema, "entity_id": UUIDBits.jsonSchema,
                "action": ChangeAction.jsonSchema, "client_timestamp": Instant.jsonSchema,
                "data": ["type": ["object", "null"]], "base_revision": Int64?.jsonSchema,
                "number": ["type": ["integer", "null"], "minimum": 0],
            ],
        ]
    }
}
