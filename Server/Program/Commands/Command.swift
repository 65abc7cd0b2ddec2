/// A command of the program. Each is a type in a file of its own, and one line in ``Program/commands``.
protocol Command: Sendable {
    /// The words that call it (`user create`).
    static var words: [String] { get }
    /// One line for people.
    static var summary: String { get }
    /// The options that it takes.
    static var options: [Option] { get }
    /// What follows the options, by name.
    static var positionals: [String] { get }
    /// Runs it. Throws ``OperatorError``, or what maps to one. Answers the exit status.
    static func run(_ configuration: Configuration, _ positionals: [String]) async throws -> Int32
}

extension Command {
    static var positionals: [String] { [] }
}
