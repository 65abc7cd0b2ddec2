import CaravanProtocol

/// What the server did with one change of a push.
struct PushReceipt {
    enum Outcome: String {
        case applied, merged, conflict, rejected, superseded
    }

    let number: Int64
    let entityID: UUIDBits?
    let outcome: Outcome
    let revision: Int64?
    let code: String?
    let detail: String?
    let isRetryable: Bool
    let conflictID: UUIDBits?

    init(_ json: JSONValue) throws(AnswerFault) {
        number = try json.required("number", \.int64)
        outcome = try json.required("outcome") { $0.string.flatMap(Outcome.init(rawValue:)) }
        entityID = json["entity_id"]?.id
        revision = json["revision"]?.int64
        code = json["code"]?.string
        detail = json["detail"]?.string
        isRetryable = json["retryable"]?.bool ?? false
        conflictID = json["conflict_id"]?.id
    }

    /// Why it was refused, in words.
    var reason: String { [code, detail].compactMap(\.self).joined(separator: ": ") }
}
