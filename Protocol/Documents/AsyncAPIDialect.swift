/// The messages that are spoken on a kind of channel, both ways.
public struct AsyncAPIDialect: Sendable {
    /// Something that a client sends, and the names of the messages of which one is the answer.
    public struct Request: Sendable {
        public let message: AsyncAPIMessage
        public let answers: [String]

        public init(_ message: AsyncAPIMessage, answers: [String]) {
            self.message = message
            self.answers = answers
        }
    }

    public let name: String
    /// What clients send.
    public let requests: [Request]
    /// What the server sends.
    public let sent: [AsyncAPIMessage]

    public init(name: String, requests: [Request], sent: [AsyncAPIMessage]) {
        self.name = name
        self.requests = requests
        self.sent = sent
    }

    /// Every message under the name that it has in a channel: the same word may go both ways.
    var messages: [(key: String, message: AsyncAPIMessage)] {
        requests.map { (Self.key(ofRequest: $0.message.name), $0.message) }
            + sent.map { (Self.key(ofSent: $0.name), $0) }
    }

    static func key(ofRequest name: String) -> String { "client." + name }
    static func key(ofSent name: String) -> String { "server." + name }

    /// The name of a message among the document's components.
    func component(_ key: String) -> String { "\(name).\(key)" }
}
