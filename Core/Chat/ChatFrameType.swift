import CaravanProtocol

/// What the server sends on the chat socket (WIRE.md section 4).
enum ChatFrameType: String, CaseIterable {
    case subscriptionSuccess = "subscription_success"
    case chatMessage = "chat_message"
    case messageEdited = "message_edited"
    case messageDeleted = "message_deleted"
    case event
    case userJoined = "user_joined"
    case userLeft = "user_left"
    case userTyping = "user_typing"
    case pong
    case error

    /// Writes the member that says it.
    func write(to writer: inout JSONWriter) {
        writer.name("type")
        writer.string(rawValue)
    }
}
