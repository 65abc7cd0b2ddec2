import CaravanProtocol

extension WriteContext {
    /// Makes an account with its profile and its log. Throws `already_exists` naming what is taken.
    public func create(_ new: NewUser) throws -> User {
        try requireFree(new)
        var user = User()
        user.id = newID()
        user.setEmail(new.email)
        user.setUsername(new.username)
        user.passwordHash = new.passwordHash
        user.dateJoined = now
        var profile = Profile()
        profile.id = newID()
        profile.userID = user.id
        profile.firstName = new.firstName
        profile.lastName = new.lastName
        profile.fold()
        profile.createdAt = now
        profile.updatedAt = now

        try table.insert(user)
        try table.insert(profile)
        try openLog(.user(user.id))
        try logProfile(&user, profile, .create)
        return user
    }

    /// Logs what `/users/me/` shows after a change of it; moves the user's revision.
    func logProfile(_ user: inout User, _ profile: Profile, _ action: ChangeAction) throws {
        var account = Account(user, profile)
        let revision = try log(.profileUpdated, action, "user", user.id.bits, in: .user(user.id)) { revision in
            account.revision = revision
            return account.encoded
        }
        user.revision = revision
        try table.update(user, User.fields.mask(\.revision))
    }

    /// Throws `already_exists` if another user has the name, whatever its case.
    func requireFree(_ name: Username, except own: ID<User>?) throws {
        let holder = try store.user(email: nil, username: name.text)
        guard holder == nil || holder?.id == own else { throw Failure.taken(["username"]) }
    }

    private func requireFree(_ new: NewUser) throws {
        var taken: [String] = []
        if try store.user(email: new.email.text, username: nil) != nil { taken.append("email") }
        if try store.user(email: nil, username: new.username.text) != nil { taken.append("username") }
        guard taken.isEmpty else { throw Failure.taken(taken) }
    }
}

extension Profile {
    /// Sets the folded forms, by which a profile is found.
    mutating func fold() {
        firstNameFolded = firstName.lowercased()
        lastNameFolded = lastName.lowercased()
    }
}

extension Failure {
    /// Unique fields that somebody else has.
    static func taken(_ fields: [String]) -> Failure {
        let problems = fields.map { FieldProblem($0, .taken, "This \($0) is taken.") }
        return Failure(.alreadyExists, problems.map(\.detail).joined(separator: " "), errors: problems)
    }
}
