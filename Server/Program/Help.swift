import CaravanCore

/// What `caravan help` says.
enum Help {
    static func text(of commands: [any Command.Type]) -> String {
        let lines = commands.map { command in
            let call = (command.words + command.positionals).joined(separator: " ")
            return "  \(padded(call, 22)) \(command.summary)"
        }
        return """
            caravan \(Caravan.version): the server for people who plan trips together

            \(lines.joined(separator: "\n"))

            caravan COMMAND --help lists a command's options. Each is a flag, a variable (CARAVAN_JOB_INTERVAL; or
            CARAVAN_JOB_INTERVAL_FILE, the file that holds the value), or a key of the file named by --config.
            """
    }

    static func text(of command: any Command.Type) -> String {
        let call = (["caravan"] + command.words + command.positionals).joined(separator: " ")
        let lines = command.options.map { option in
            let flag = "--" + option.name + (option.placeholder.map { " " + $0 } ?? "")
            return "  \(padded(flag, 34)) \(option.help)" + (option.standard.map { " [\($0)]" } ?? "")
        }
        return "\(call): \(command.summary)\n\n\(lines.joined(separator: "\n"))"
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
