/// Why a test's dealing with a process went wrong.
public struct ProgramFailure: Error, CustomStringConvertible {
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
