public import CaravanNetwork
public import CaravanProtocol
public import Logging
public import NIOHTTP1

/// Where and within which limits HTTP is served.
public struct HTTPOptions: Sendable {
    /// The address to listen on: a name or a number.
    public var host: String
    /// The port to listen on; 0 takes any free one.
    public var port: Int
    /// The longest request body, in bytes; a longer one answers `too_large`.
    public var bodyBytesMax: Int
    /// How long the line and the fields of a request may be, in bytes; a longer head answers `too_large`.
    public var headBytesMax = 32 * 1024
    /// How many fields a request may have.
    public var headFieldsMax = 100
    /// How long a request's head may take, in seconds: from the first byte, or from the beginning of the connection.
    public var headSeconds = 10
    /// How many bytes a second come at least of a body, in each span of those seconds, and are taken of an answer, in each
    /// span of the idle time.
    public var bytesPerSecondMin = 500
    /// After so many seconds without a request, or without taking what is sent to it, a connection is closed.
    public var idleSeconds: Int
    /// How many connections there may be at once; further ones wait to be accepted. `nil` for any number.
    public var connectionsMax: Int?
    /// Whose pages may read answers.
    public var allowedOrigins = AllowedOrigins.none
    /// Who is believed when it says for whom it asks.
    public var trustedProxies = TrustedProxies.none
    /// What takes connections over at the paths of the application's sockets; without one there are none.
    ///
    /// Its failure to do so is an `UpgradeRefusal` where the client is to know why.
    public var upgraders: [any HTTPServerProtocolUpgrader & Sendable] = []
    /// Whether people reach the server by `https`.
    public var isPublicOverTLS = false
    /// How long a shutdown waits for the requests in flight, in seconds; then they are cut off.
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

    var pace: ClientPace.Limits {
        ClientPace.Limits(
            head: Int64(headSeconds), bytesPerSecondMin: Int64(max(1, bytesPerSecondMin)), idle: Int64(idleSeconds))
    }
}
