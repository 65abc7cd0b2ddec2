/// Why stdio cannot be served, or served any further. A reader that goes away is none: then serving just ends.
public enum StdioError: Error, Equatable, CustomStringConvertible {
    /// A system call failed with this `errno`.
    case system(call: String, number: Int32)

    public var description: String {
        switch self {
        case .system(let call, let number): "\(call) failed: \(Descriptor.message(of: number))"
        }
    }
}
