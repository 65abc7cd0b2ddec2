/// The options as they hold for one run of a command: each from its flag, its variable, the file that its `…_FILE`
/// variable names, the configuration file, or its default, in that order.
public struct Configuration: Sendable {
    /// Where a value comes from.
    public enum Origin: String, Sendable {
        case flag
        case variable
        case variableFile = "variable file"
        case file
        case standard = "default"
    }

    public private(set) var values: [String: (value: String, origin: Origin)] = [:]
    let environment: [String: String]

    /// Throws ``OperatorError`` for the first thing that is wrong; reads only files that are named.
    public init(_ options: [Option], flags: [String: String], environment: [String: String]) throws {
        self.environment = environment
        let file = try Self.configurationFile(flags, environment)
        for option in options {
            guard let found = try Self.find(option, flags, environment, file) else { continue }
            if found.value.isEmpty { throw OperatorError("--\(option.name) is empty") }
            if let fault = option.fault(found.value) { throw OperatorError("--\(option.name): \(fault)") }
            values[option.name] = found
        }
    }

    /// The value of an option, if it has one.
    subscript(_ option: Option) -> String? { values[option.name]?.value }

    /// The value of an option that has a default.
    func text(_ option: Option) -> String { self[option] ?? option.standard ?? "" }

    /// The value of an option that was checked to be a whole number.
    func number(_ option: Option) -> Int { Int(text(option)) ?? 0 }

    /// Whether an option without a value was named.
    func isOn(_ option: Option) -> Bool { self[option] == "on" }

    private static func find(
        _ option: Option, _ flags: [String: String], _ environment: [String: String], _ file: [String: String]
    ) throws -> (value: String, origin: Origin)? {
        if let value = flags[option.name] { return (value, .flag) }
        if let value = environment[option.variable], !value.isEmpty { return (value, .variable) }
        if let path = environment[option.variable + "_FILE"], !path.isEmpty {
            let text = try TextFile.read(path, for: option.variable + "_FILE")
            return (String(text.trimmingSuffix { $0.isWhitespace }), .variableFile)
        }
        if let value = file[option.name] { return (value, .file) }
        return option.standard.map { ($0, .standard) }
    }

    private static func configurationFile(_ flags: [String: String], _ environment: [String: String]) throws -> [String:
        String]
    {
        guard let found = try find(.config, flags, environment, [:]) else { return [:] }
        if found.value.isEmpty { throw OperatorError("--config is empty") }
        let keys = try ConfigurationFile.parse(TextFile.read(found.value, for: "--config"), path: found.value)
        for key in keys.keys.sorted() where !Option.all.contains(where: { $0.name == key }) {
            throw OperatorError("\(found.value): there is no option \(key)")
        }
        return keys
    }
}

extension String {
    fileprivate func trimmingSuffix(_ isTrimmed: (Character) -> Bool) -> Substring {
        var rest = self[...]
        while let last = rest.last, isTrimmed(last) { rest.removeLast() }
        return rest
    }
}
