import CaravanProtocol

/// What a new account is made of.
public struct NewUser: Sendable {
    public var email: EmailAddress
    public var username: Username
    public var firstName = ""
    public var lastName = ""
    public var passwordHash: String

    public init(email: EmailAddress, username: Username, passwordHash: String) {
        self.email = email
        self.username = username
        self.passwordHash = passwordHash
    }
}
