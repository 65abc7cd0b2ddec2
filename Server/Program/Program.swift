import Glibc

/// The program: finds the command, reads its options, runs it.
public enum Program {
    static let commands: [any Command.Type] = [
        ServeCommand.self, StdioCommand.self, MigrateCommand.self, CreateUserCommand.self, ListUsersCommand.self,
        DisableUserCommand.self, SpecCommand.self, HealthcheckCommand.self, VersionCommand.self,
    ]

    /// Runs the command that the arguments (without the program's name) name, and answers the exit status. What is wrong
    /// is one line on standard error.
    public static func main(_ arguments: [String], environment: [String: String]) async -> Int32 {
        // A peer that goes away is an error of a write, not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        do {
            let arguments = arguments.first == "--version" ? ["version"] : arguments
            if arguments.isEmpty || Self.helpWords.contains(arguments[0]) {
                print(find(Array(arguments.dropFirst())).map { Help.text(of: $0) } ?? Help.text(of: commands))
                return arguments.isEmpty ? 2 : 0
            }
            guard let command = find(arguments) else {
                throw OperatorError("there is no command \(arguments[0]); caravan help lists them", status: 2)
            }
            let rest = arguments.dropFirst(command.words.count)
            if rest.contains("--help") || rest.contains("-h") {
                print(Help.text(of: command))
                return 0
            }
            let parsed = try ParsedArguments(rest, options: command.options)
            guard parsed.positionals.count == command.positionals.count else {
                let wanted = (command.words + command.positionals).joined(separator: " ")
                throw OperatorError("it is: caravan \(wanted)", status: 2)
            }
            let configuration = try Configuration(command.options, flags: parsed.flags, environment: environment)
            return try await command.run(configuration, parsed.positionals)
        } catch {
            let error = OperatorError(mapping: error)
            printError("caravan: \(error.line)")
            return error.status
        }
    }

    private static let helpWords = ["help", "--help", "-h"]

    private static func find(_ arguments: [String]) -> (any Command.Type)? {
        commands.first { arguments.starts(with: $0.words) }
    }
}
