public import CaravanProtocol

/// The first answer to a request that may come again under the same key; kept in the transaction of the write.
public struct IdempotencyRecord: Entity, Sendable {
    public var userID = ID<User>.unset
    public var key = ""
    public var operation = ""
    /// SHA-256 of the request.
    public var fingerprint = Bytes()
    public var answer = EncodedJSON()
    public var createdAt = Instant.epoch
    /// Whose words the answer has, if they can be deleted: they are, here too.
    public var subject: UUIDBits?

    public init() {}

    public static let schema = EntitySchema<IdempotencyRecord>(
        "idempotency_record", table: "idempotency_records",
        fields: [
            .hidden("user_id", \.userID),
            .hidden("key", \.key),
            .hidden("operation", \.operation),
            .hidden("fingerprint", \.fingerprint),
            .hidden("answer", \.answer),
            .hidden("created_at", \.createdAt),
            .hidden("subject", \.subject),
        ],
        key: [\.userID, \.key],
        indexes: [.on(\.createdAt), .on(\.subject)],
        references: [.to("users", by: \.userID)])
}
