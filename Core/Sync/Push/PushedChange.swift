import CaravanProtocol

/// A change as a device pushes it.
struct PushedChange: Sendable {
    let kind: SyncedKind
    let entityID: UUIDBits
    let action: ChangeAction
    let clientTimestamp: Instant
    let data: JSONObject
    let baseRevision: Int64?

    /// Reads it, and reports all that is wrong with it at once.
    init(_ object: JSONObject, _ context: DecodingContext) throws(Failure) {
        var fields = ChangeFields(object: object, context: context)
        let kind = fields.required("entity_type", SyncedKind.self)
        let entityID = fields.required("entity_id", UUIDBits.self)
        let action = fields.required("action", ChangeAction.self)
        let clientTimestamp = fields.required("client_timestamp", Instant.self)
        baseRevision = fields.optional("base_revision", Int64.self)
        let number = fields.optional("number", Int64.self)
        var data = JSONObject()
        switch object["data"] {
        case .object(let named)?: data = named
        case .null?, nil: break
        default: fields.problems.append(FieldProblem("data", .type, "This must be an object."))
        }
        for (name, value) in [("base_revision", baseRevision), ("number", number)] where (value ?? 0) < 0 {
            fields.problems.append(FieldProblem(name, .range, "This must be at least 0."))
        }
        guard fields.problems.isEmpty, let kind, let entityID, let action, let clientTimestamp else {
            throw .invalid(fields.problems)
        }
        (self.kind, self.entityID, self.action, self.clientTimestamp) = (kind, entityID, action, clientTimestamp)
        self.data = data
    }

    /// Its number, if it has one that counts.
    static func number(of object: JSONObject) -> Int64? {
        guard case .number(let number)? = object["number"], let value = number.int64, value >= 0 else { return nil }
        return value
    }
}

/// The fields of a change, while they are read.
private struct ChangeFields {
    let object: JSONObject
    let context: DecodingContext
    var problems: [FieldProblem] = []

    mutating func required<V: FieldValue>(_ name: String, _: V.Type) -> V? {
        guard let value = object[name] else {
            problems.append(FieldProblem(name, .required, "This field is required."))
            return nil
        }
        return decoded(value, name)
    }

    mutating func optional<V: FieldValue>(_ name: String, _: V.Type) -> V? {
        guard let value = object[name], value != .null else { return nil }
        return decoded(value, name)
    }

    private mutating func decoded<V: FieldValue>(_ value: JSONValue, _ name: String) -> V? {
        do throws(FieldFaults) {
            return try V.decode(.json(value), context)
        } catch {
            problems += error.problems(of: name)
            return nil
        }
    }
}
