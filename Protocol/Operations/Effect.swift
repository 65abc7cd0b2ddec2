/// What an operation does to the state.
public enum Effect: String, Sendable {
    /// Changes nothing.
    case read
    /// Changes something; repeated, it may change more.
    case write
    /// Changes something; repeated with the same input, nothing more.
    case idempotentWrite
    /// Takes something away; repeated, nothing more.
    case removal

    public var isRead: Bool { self == .read }
}
