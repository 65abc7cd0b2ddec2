import CaravanProtocol

extension WriteContext {
    /// Changes the caller's account; what changes nothing is no entry in the log.
    func edit(_ caller: Caller, _ partial: Partial<Account>) throws -> Account {
        var user = caller.user
        var profile = try self.profile(of: user.id)
        let before = Account(user, profile)
        let after = partial.applied(to: before)
        guard !Account.fields.difference(before, after).isEmpty else { return before }
        try requireFree(after.username, except: user.id)
        user.setUsername(after.username)
        profile.firstName = after.firstName
        profile.lastName = after.lastName
        profile.bio = after.bio
        profile.fold()
        profile.updatedAt = max(now, Instant(microseconds: profile.updatedAt.microseconds + 1))
        try table.update(user, User.fields.mask(\.username, \.usernameFolded))
        try table.update(
            profile,
            Profile.fields.mask(\.firstName, \.firstNameFolded, \.lastName, \.lastNameFolded, \.bio, \.updatedAt))
        try logProfile(&user, profile, .update)
        return Account(user, profile)
    }
}
