import CaravanCore

/// Disables an account and ends its sessions.
enum DisableUserCommand: Command {
    static let words = ["user", "disable"]
    static let summary = "Disable an account and end its sessions"
    static let options = Option.application
    static let positionals = ["EMAIL"]

    static func run(_ configuration: Configuration, _ positionals: [String]) async throws -> Int32 {
        try await withApplication(configuration) { application in
            let user = try application.disableUser(email: positionals[0])
            print("disabled \(user.username) <\(user.email)>")
        }
    }
}
