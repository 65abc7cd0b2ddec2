import CaravanProtocol

/// What a client may ask for on the chat socket that an operation of the catalogue does.
struct ChatVerb: Sendable {
    /// The type of its frame.
    let type: ChatRequestType
    let operation: String
    /// Whether it names the trip; else it names a message.
    let isAboutTrip: Bool
    /// Writes the answer, where no event is it: the message as it is now.
    let answer: @Sendable (Message, EncodedJSON, inout JSONWriter) -> Void

    static let all = [
        // A send that came before is answered as the first one was.
        ChatVerb(type: .chatMessage, operation: SendMessage.name, isAboutTrip: true) {
            ChatFrame.writeSent($1, $0.sentRevision, to: &$2)
        },
        ChatVerb(type: .editMessage, operation: EditMessage.name, isAboutTrip: false) {
            ChatFrame.writeEdited($1, $0.revision, to: &$2)
        },
        ChatVerb(type: .deleteMessage, operation: DeleteMessage.name, isAboutTrip: false) { message, _, writer in
            ChatFrame.writeDeleted(message.id.bits, message.revision, to: &writer)
        },
    ]

    static let byType = Dictionary(uniqueKeysWithValues: all.map { ($0.type.rawValue, $0) })

    /// The operation's params.
    func params(_ request: ChatRequest) -> JSONObject {
        var params = request.fields
        if !isAboutTrip {
            params["id"] = params["message_id"]
            params["message_id"] = nil
        }
        return params
    }
}
