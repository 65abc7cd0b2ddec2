/// What a program left when it ended.
public struct Outcome: Sendable, CustomStringConvertible {
    /// Minus the signal's number when one ended it.
    public let status: Int32
    public let output: String
    public let errors: String

    public init(status: Int32, output: String, errors: String) {
        self.status = status
        self.output = output
        self.errors = errors
    }

    public var outputLines: [String] { Self.lines(output) }
    public var errorLines: [String] { Self.lines(errors) }

    public var description: String { "status \(status)\nstdout: \(output)\nstderr: \(errors)" }

    static func lines(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).dropLast()
            + (text.hasSuffix("\n") || text.isEmpty ? [] : [String(text.split(separator: "\n").last ?? "")])
    }
}
