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
    /// The longest body of a push, in bytes.
    public static let pushBytesMax = 8 * 1024 * 1024
    /// The longest message on the chat socket, in bytes.
    public static let chatMessageBytesMax = 64 * 1024
    /// The longest message on the RPC socket, in bytes.
    public static let rpcMessageBytesMax = 4 * 1024 * 1024
    /// How many live bytes wait for a peer that does not take them.
    public static let unsentLiveBytesMax = 1024 * 1024
    /// How long a socket may be open before somebody is known to be behind it.
    public static let authenticationSeconds = 10
    /// How often a socket is pinged.
    public static let pingSeconds = 30
    /// How long the close frame of a peer that was too slow waits for it to read again.
    public static let slowCloseSeconds = 30
}
