public import CaravanProtocol

/// Tells a closure of each message instead of sending it: for servers without mail.
public struct LogMailer: Mailer {
    private let log: @Sendable (MailMessage) -> Void

    /// - Parameter log: gets the whole message; what it writes down must not be the text, which may hold a token.
    public init(_ log: @escaping @Sendable (MailMessage) -> Void) {
        self.log = log
    }

    public func send(_ message: MailMessage) async throws {
        log(message)
    }
}
