public import CaravanProtocol

/// Serves an application over HTTP/1.1: its operations under `/api/v1`, its health beside them (WIRE.md section 2).
public struct HTTPTransport: Transport {
    public let options: HTTPOptions
    private let clock: any CaravanProtocol.Clock

    public var name: String { "http" }

    /// - Parameter clock: where the `Date` of answers comes from.
    public init(_ options: HTTPOptions, clock: any CaravanProtocol.Clock) {
        self.options = options
        self.clock = clock
    }

    /// Serves until the task is gracefully shut down or cancelled. Throws when the address cannot be listened on.
    public func run(_ application: any Application) async throws {
        let responder = HTTPResponder(application, transport: name, options: options, dates: DateHeader(clock))
        try await HTTPServer(options, responder).run()
    }
}
