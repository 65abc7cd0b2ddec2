/// A call over HTTP.
public struct HTTPCall: Sendable, Equatable {
    public var method: String
    /// The whole address.
    public var url: String
    public var headers: [String: String]
    public var body: [UInt8]?

    public init(_ method: String, _ url: String, headers: [String: String] = [:], body: [UInt8]? = nil) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }
}
