/// The words of a command line, sorted: flags with their values, and what is left.
struct ParsedArguments {
    var flags: [String: String] = [:]
    var positionals: [String] = []

    /// `--name value`, `--name=value`, and `--name` for options without a value. Throws ``OperatorError`` for a flag that
    /// the command does not take.
    init(_ arguments: some Sequence<String>, options: [Option]) throws {
        var rest = Array(arguments)[...]
        while let word = rest.popFirst() {
            guard word.hasPrefix("--"), word != "--" else {
                positionals.append(word)
                continue
            }
            let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts.first ?? "")
            guard let option = options.first(where: { $0.name == name }) else {
                throw OperatorError("there is no option --\(name) here")
            }
            guard flags[name] == nil else { throw OperatorError("--\(name) is given twice") }
            if option.placeholder == nil {
                guard parts.count == 1 else { throw OperatorError("--\(name) takes no value") }
                flags[name] = "on"
            } else if parts.count == 2 {
                flags[name] = String(parts[1])
            } else {
                guard let value = rest.popFirst() else { throw OperatorError("--\(name) needs a value") }
                flags[name] = value
            }
        }
    }
}
