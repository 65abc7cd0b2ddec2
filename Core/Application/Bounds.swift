/// What a client can make grow in the domain, and how far.
public enum Bounds {
    /// Destinations of a trip, activities of a destination.
    static let siblingsMax = 10_000
    static let membersMax = 1_000
    /// Edits of a message: deleting it rewrites them all.
    static let messageEditsMax = 1_000
    static let accessTokenSeconds: Int64 = 15 * 60
    static let refreshTokenSeconds: Int64 = 30 * 24 * 3600
    /// A spent refresh token that comes again within this time is a lost answer (WIRE.md section 2).
    static let refreshGraceSeconds: Int64 = 30
    static let passwordResetSeconds: Int64 = 3600
    static let jobAttemptsMax = 10
    /// How long an idempotency key's answer is kept (WIRE.md section 2).
    static let keptAnswerSeconds: Int64 = 30 * 24 * 3600
    /// How many answers that are older are removed when one is kept: more than come in, so that none stay.
    static let forgottenAnswersMax = 100
    /// Devices of a user: the names under which she pushes.
    static let devicesMax = 1_000
    /// Of a user's open conflicts, how many are counted, and how many are told.
    static let openConflictsReadMax = 10_000
    static let openConflictsToldMax = 1_000
}
