/// One option of the program. It can be given as a flag, a variable, a file that a variable names, or a key of the
/// configuration file; what reads it asks by its name.
public struct Option: Sendable {
    /// The flag's name and the file's key (`job-interval`).
    public let name: String
    /// What stands for the value in the help; `nil` for an option that is on when it is named.
    public let placeholder: String?
    /// What holds when nothing is given; `nil` if that is nothing, or depends on another option.
    public let standard: String?
    /// One line for people.
    public let help: String
    /// What is wrong with a value; `nil` if nothing.
    let fault: @Sendable (String) -> String?

    init(
        _ name: String, _ placeholder: String?, standard: String? = nil, _ help: String,
        fault: @escaping @Sendable (String) -> String? = { _ in nil }
    ) {
        self.name = name
        self.placeholder = placeholder
        self.standard = standard
        self.help = help
        self.fault = fault
    }

    /// The variable (`CARAVAN_JOB_INTERVAL`).
    public var variable: String {
        "CARAVAN_" + name.uppercased().map { $0 == "-" ? "_" : String($0) }.joined()
    }
}

extension Option {
    /// An option that is one of a few words.
    static func choice(_ name: String, _ words: [String], standard: String? = nil, _ help: String) -> Option {
        Option(name, words.joined(separator: "|"), standard: standard, help) { value in
            words.contains(value) ? nil : "\(value) is none of \(words.joined(separator: ", "))"
        }
    }

    /// An option that is a whole number.
    static func number(
        _ name: String, _ placeholder: String, in range: ClosedRange<Int>, standard: String? = nil, _ help: String
    ) -> Option {
        Option(name, placeholder, standard: standard, help) { value in
            guard let number = Int(value), range.contains(number) else {
                return "\(value) is no whole number from \(range.lowerBound) to \(range.upperBound)"
            }
            return nil
        }
    }
}
