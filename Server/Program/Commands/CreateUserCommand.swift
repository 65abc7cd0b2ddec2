import CaravanCore
import CaravanProtocol

/// Makes an account.
enum CreateUserCommand: Command {
    static let words = ["user", "create"]
    static let summary = "Make an account; the password comes from the terminal or standard input"
    static let options = Option.application + [.email, .username]

    static func run(_ configuration: Configuration, _: [String]) async throws -> Int32 {
        guard let email = configuration[.email], let username = configuration[.username] else {
            throw OperatorError("--email and --username are needed", status: 2)
        }
        guard let password = readPassword(prompt: "Password: ") else { throw OperatorError("no password was given") }
        return try await withApplication(configuration) { application in
            let user = try application.createUser(email: email, username: username, password: password)
            print("made \(user.username) <\(user.email)> \(user.id)")
        }
    }
}

/// Opens the application for a command about accounts, beside a running server or alone.
func withApplication(_ configuration: Configuration, _ body: (Caravan) throws -> Void) async throws -> Int32 {
    let composition = Composition(configuration)
    let directory = try composition.dataDirectory()
    let storage = try composition.storage()
    defer { storage.close() }
    try storage.migrate()
    try body(try await composition.application(storage, directory, .off))
    return 0
}
