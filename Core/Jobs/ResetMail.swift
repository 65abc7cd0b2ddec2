import CaravanProtocol

/// The words of a password-reset mail.
enum ResetMail {
    static func message(to user: User, of reset: PasswordReset, token: String, _ settings: Settings) -> MailMessage {
        let link = settings.publicURL.map { "Or open: \($0)/reset?token=\(token)\n\n" } ?? ""
        return MailMessage(
            id: reset.id.description, to: user.email, subject: "Set a new password",
            text: """
                Hello \(user.username),

                somebody, probably you, asked to set a new password for your account.
                If it was not you, nothing has changed and you can forget this message.

                token: \(token)

                \(link)The token works once, within an hour.
                """, date: reset.createdAt)
    }
}
