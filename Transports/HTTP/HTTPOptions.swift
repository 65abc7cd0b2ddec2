public import CaravanProtocol
public import Logging

/// Where and within which limits HTTP is served.
public struct HTTPOptions: Sendable {
    /// The address to listen on: a name or a number.
    public var host: String
    /// The port to listen on; 0 takes any free one.
    public var port: Int
    /// The longest request body, in bytes; a longer one answers `too_large`.
    public var bodyBytesMax: Int
    /// After so many seconds without a byte a connection is closed, unless its answer is being made.
    public var idleSeconds: Int
    /// How many connections there may be at once; further ones wait to be accepted. `nil` for any number.
    public var connectionsMax: Int?
    /// How long a shutdown waits for the requests in flight, in seconds; then they are cancelled.
    public var shutdownSeconds: Int
    /// Where the server tells of its connections; silent by default, since the application logs the calls.
    public var logger: Logger
    /// Told the address and the port once connections are accepted.
    public var onListening: @Sendable (_ host: String, _ port: Int) -> Void

    public init(
        host: String = "127.0.0.1", port: Int = 8080, bodyBytesMax: Int = Limits.bodyBytesMax, idleSeconds: Int = 75,
        connectionsMax: Int? = nil, shutdownSeconds: Int = 10,
        logger: Logger = Logger(label: "caravan.http", factory: { _ in SwiftLogNoOpLogHandler() }),
        onListening: @escaping @Sendable (_ host: String, _ port: Int) -> Void = { _, _ in }
    ) {
        self.host = host
        self.port = port
        self.bodyBytesMax = bodyBytesMax
        self.idleSeconds = idleSeconds
        self.connectionsMax = connectionsMax
        self.shutdownSeconds = shutdownSeconds
        self.logger = logger
        self.onListening = onListening
    }
}
