public import CaravanProtocol

/// What a device pushes: its changes in order, and what else it asks for.
public struct PushRequest: OperationInput {
    /// The device's own name for itself.
    let clientID: String
    /// As they came: what is wrong with one of them is said in its receipt.
    let changes: [JSONValue]
    let policy: ResolutionStrategy
    /// The epoch whose revisions the changes are based on, if the device says it.
    let epoch: String?
    /// What to pull after it.
    let pull: JSONObject?

    /// The most changes at once.
    static let changesMax = 5000

    private struct Head: InputRecord {
        var clientID = ""
        var policy = ResolutionStrategy.manual
        var epoch: String?
        init() {}
        static let fields: FieldList<Head> = [
            .required("client_id", \.clientID, .length(1...SyncClient.clientIDMax), .notBlank),
            .optional("conflict_policy", \.policy, .nullIsDefault), .optional("epoch", \.epoch),
        ]
    }

    public static func read(_ input: CallInput, _ context: DecodingContext) throws(Failure) -> PushRequest {
        var problems: [FieldProblem] = []
        var head = Head()
        do throws(Failure) {
            head = try Head.read(input, context)
        } catch {
            problems = error.errors
        }
        var changes: [JSONValue] = []
        switch input["changes"] {
        case .json(.array(let given))? where given.count <= changesMax: changes = given
        case .json(.array)?:
            problems.append(FieldProblem("changes", .length, "There may be \(changesMax) changes at once."))
        case nil: problems.append(FieldProblem("changes", .required, "This field is required."))
        default: problems.append(FieldProblem("changes", .type, "This must be a list."))
        }
        var pull: JSONObject?
        switch input["pull"] {
        case .json(.object(let object))?: pull = object
        case .json(.null)?, nil: break
        default: problems.append(FieldProblem("pull", .type, "This must be an object."))
        }
        guard problems.isEmpty else { throw .invalid(problems) }
        return PushRequest(
            clientID: head.clientID, changes: changes, policy: head.policy, epoch: head.epoch, pull: pull)
    }

    public static var inputSchema: JSONValue {
        .merged(
            Head.inputSchema,
            [
                "type": "object", "required": ["changes"],
                "properties": [
                    "changes": [
                        "type": "array", "maxItems": .number(JSONNumber(Int64(changesMax))), "items": changeSchema,
                    ],
                    "pull": ["description": "What `sync.pull` takes; its answer comes as `pull`.", "type": "object"],
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
