/// A message in plain text.
public struct MailMessage: Sendable, Equatable {
    /// The same for each try (`Message-ID`).
    public var id: String
    /// One address.
    public var to: String
    public var subject: String
    public var text: String
    public var date: Instant

    public init(id: String, to: String, subject: String, text: String, date: Instant) {
        self.id = id
        self.to = to
        self.subject = subject
        self.text = text
        self.date = date
    }
}
