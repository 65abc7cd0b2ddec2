/// Turns passwords into what may be stored. Slow by design: called in an operation's `prepare` step only.
public protocol PasswordHasher: Sendable {
    /// A PHC string with a fresh salt and the present figures.
    func hash(_ password: String) throws -> String
    /// Whether the password is the one that was hashed; takes the same time for each wrong one.
    func verify(_ password: String, against hash: String) -> Bool
    /// Whether the figures have risen since; the hash should then be made anew at the next login.
    func isOutdated(_ hash: String) -> Bool
    /// A hash that no password has, so that unknown users cost as much time as known ones.
    var decoy: String { get }
}
