public import CaravanProtocol

/// The kinds of work that are done after a commit.
public enum JobKind: String, Choice {
    /// Mails the link of a ``PasswordReset``.
    case passwordResetMail = "password_reset_mail"

    /// As for ``EventType``.
    public static var choices: [String]? { nil }
}
