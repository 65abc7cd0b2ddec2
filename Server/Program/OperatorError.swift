/// A mistake of whoever runs the program, or of his machine: one line on standard error, and an exit status.
public struct OperatorError: Error, Sendable, CustomStringConvertible {
    public let description: String
    public let status: Int32

    public init(_ description: String, status: Int32 = 1) {
        self.description = description
        self.status = status
    }

    /// The description without line breaks and other controls, which may stand in a value that it repeats.
    var line: String {
        String(
            String.UnicodeScalarView(
                description.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    }
}
