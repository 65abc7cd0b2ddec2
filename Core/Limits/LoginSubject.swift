import CaravanProtocol

/// For whom wrong passwords are counted: an account, by whichever of its names it is meant, or a name that none has.
struct LoginSubject {
    let key: String

    /// - Parameter typed: what was typed as the name, folded. Names of no account are counted as if they had one: who
    ///   guesses sees no difference.
    init(_ user: User?, typed: String) {
        key = user.map { "account " + $0.id.description } ?? "name " + typed
    }

    init(_ user: User) {
        self.init(user, typed: "")
    }
}
