import CaravanCore

/// Lists the accounts.
enum ListUsersCommand: Command {
    static let words = ["user", "list"]
    static let summary = "List the accounts"
    static let options = Option.application

    static func run(_ configuration: Configuration, _: [String]) async throws -> Int32 {
        try await withApplication(configuration) { application in
            for user in try application.users() {
                print(
                    "\(user.id)\t\(user.email)\t\(user.username)\t\(user.isActive ? "active" : "disabled")\t\(user.dateJoined)"
                )
            }
        }
    }
}
