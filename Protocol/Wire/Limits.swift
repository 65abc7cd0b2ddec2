/// Every maximum of the protocol, in one place.
public enum Limits {
    /// How deep arrays and objects of one JSON text may stand in each other; each counts 1.
    public static let jsonDepthMax = 64
    /// The longest line that stdio accepts, in bytes without its line ending.
    public static let lineBytesMax = 4 * 1024 * 1024
    /// The longest JSON number, in characters.
    public static let jsonNumberLengthMax = 400
    /// The longest request body over HTTP, in bytes, unless an operation has a limit of its own.
    public static let bodyBytesMax = 1024 * 1024
}
