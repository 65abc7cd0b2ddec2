/// What a server answers.
public struct HTTPReply: Sendable, Equatable {
    public var status: Int
    /// By their names in lower case.
    public var headers: [String: String]
    public var body: [UInt8]

    public init(status: Int, headers: [String: String] = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
