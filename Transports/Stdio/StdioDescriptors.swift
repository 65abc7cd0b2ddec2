/// The two ends over which a client speaks with this process.
public struct StdioDescriptors: Sendable {
    /// What the client writes into.
    public let input: Int32
    /// What the client reads.
    public let output: Int32

    /// Takes standard input and output away from the rest of the process: 0 becomes `/dev/null` and 1 becomes 2, so that
    /// neither a stray `print` nor a child process can touch what only the protocol may use.
    ///
    /// Call it first thing, once. What was printed before but is still in the C library's buffer goes to 2.
    ///
    /// - Throws: ``StdioError`` when the process was started without one of them.
    public static func claim() throws -> StdioDescriptors {
        let (input, output, errors) = (Descriptor(number: 0), Descriptor(number: 1), Descriptor(number: 2))
        let claimed = StdioDescriptors(input: try input.duplicated().number, output: try output.duplicated().number)
        let null = try Descriptor.openNull()
        defer { null.close() }
        try input.become(null)
        do {
            try output.become(errors)
        } catch {
            // Standard error is closed.
            try output.become(null)
        }
        return claimed
    }
}
