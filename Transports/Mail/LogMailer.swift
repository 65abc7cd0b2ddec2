public import CaravanProtocol

/// Tells a closure of each message instead of sending it: for servers without mail.
public struct LogMailer: Mailer {
    private let log: @Sendable (MailMessage) -> Void

    /// - Parameter log: gets the whole message. Its text may hold a token: who reads the log reads the mail.
    public init(_ log: @escaping @Sendable (MailMessage) -> Void) {
        self.log = log
    }

    public func send(_ message: MailMessage) async throws {
        log(message)
    }
}
