/// Sends mail. Called after the commit, from a job: it may be called again for the same message.
public protocol Mailer: Sendable {
    func send(_ message: MailMessage) async throws
}
