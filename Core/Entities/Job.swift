public import CaravanProtocol

/// Work to be done outside after a commit: written in the transaction that wants it, deleted when it is done.
public struct Job: Identified, Sendable {
    public var id = ID<Job>.unset
    public var kind = JobKind.passwordResetMail
    /// What it is about: the id of an entity of the kind's.
    public var subject = UUIDBits.zero
    public var dueAt = Instant.epoch
    public var attempts = 0
    public var createdAt = Instant.epoch

    public init() {}

    public static let schema = EntitySchema<Job>(
        "job", table: "jobs",
        fields: [
            .key("id", \.id),
            .hidden("kind", \.kind),
            .hidden("subject", \.subject),
            .hidden("due_at", \.dueAt),
            .hidden("attempts", \.attempts),
            .hidden("created_at", \.createdAt),
        ],
        indexes: [.on(\.dueAt)])
}
