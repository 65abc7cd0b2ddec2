/// What a caller says about a call beside its input: `_meta` in the params of JSON-RPC, header fields of HTTP.
///
/// It is kept as it came, and read once it is known who calls and what the operation takes: a key that no operation takes
/// is no fault, and nobody without a session learns that his is a bad one.
public struct CallMeta: Sendable {
    /// How long a key may be, in bytes.
    public static let keyLength = 1...255

    private let value: JSONValue

    /// - Parameter value: `_meta`; `nil` and `null` say nothing.
    public init(_ value: JSONValue? = nil) {
        self.value = value ?? .null
    }

    /// What HTTP's fields `Idempotency-Key` and `If-Match` say.
    public init(idempotencyKey: String?, ifMatch: String?) {
        guard idempotencyKey != nil || ifMatch != nil else {
            value = .null
            return
        }
        var members = JSONObject()
        members["idempotency_key"] = idempotencyKey.map(JSONValue.string)
        members["if_match"] = ifMatch.map(JSONValue.string)
        value = .object(members)
    }

    /// Throws `validation_failed` for what is no object.
    public func check() throws(Failure) {
        guard value == .null || value.object != nil else {
            throw .invalid("_meta", .type, "This must be an object.")
        }
    }

    /// The key under which the answer is kept: 1 to 255 visible characters of ASCII. Throws `validation_failed` for
    /// anything else.
    public func idempotencyKey() throws(Failure) -> String? {
        switch value["idempotency_key"] {
        case nil, .null?: return nil
        case .string(let key)?:
            guard Self.keyLength.contains(key.utf8.count) else {
                throw .invalid("idempotency_key", .length, "This must have 1 to 255 characters.")
            }
            guard key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
                throw .invalid("idempotency_key", .format, "This must be visible ASCII characters without spaces.")
            }
            return key
        default: throw .invalid("idempotency_key", .type, "This must be text.")
        }
    }

    /// The condition of a write: text as `If-Match` has it, or a whole number for a revision. Throws `malformed` for
    /// other text, `validation_failed` for what is neither.
    public func precondition() throws(Failure) -> Precondition? {
        switch value["if_match"] {
        case nil, .null?: return nil
        case .string(let text)?:
            guard let tags = EntityTagList(parsing: text) else {
                throw Failure(.malformed, "If-Match is * or a list of entity tags in quotes.")
            }
            return .tagged(tags)
        case .number(let number)?:
            if let revision = number.int64 { return .revision(revision) }
        default: break
        }
        throw .invalid("if_match", .type, "This must be text, or a whole number for a revision.")
    }
}
