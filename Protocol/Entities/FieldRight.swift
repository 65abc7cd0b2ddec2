/// What a client may do with a field.
public enum FieldRight: Sendable {
    /// The identity: a client may choose it when it creates, never change it.
    case key
    /// Needed on create and replace; never `null`.
    case required
    /// May be left out, and then has its default.
    case optional
    /// May be left out on create, and then has its default; ignored afterwards.
    case initial
    /// Needed on create, ignored afterwards.
    case fixed
    /// Set by the server; ignored in input, shown in output.
    case server
    /// Set by the server; never shown.
    case hidden

    /// Whether it appears in what clients receive.
    public var isShown: Bool { self != .hidden }
}
