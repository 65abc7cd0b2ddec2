import CaravanProtocol

/// Writes the frames of the reference's chat socket.
enum ChatFrame {
    /// A frame; with the sender's own reference if it is the answer to him.
    static func bytes(_ reference: JSONValue?, _ write: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter(capacity: 512)
        writer.beginObject()
        write(&writer)
        if let reference {
            writer.name("ref")
            writer.value(reference)
        }
        writer.endObject()
        return writer.bytes
    }

    static func error(_ failure: Failure, _ reference: JSONValue?) -> [UInt8] {
        bytes(reference) { writer in
            ChatFrameType.error.write(to: &writer)
            writer.name("code")
            writer.string(failure.code.rawValue)
            writer.name("detail")
            writer.string(failure.detail)
        }
    }

    static func pong(_ reference: JSONValue?) -> [UInt8] {
        bytes(reference) { writer in
            ChatFrameType.pong.write(to: &writer)
        }
    }

    /// - Parameter messages: The last ones; `nil` where what was missed follows instead.
    static func subscribed(
        _ reference: JSONValue?, _ room: ID<Trip>, messages: [MessageView]?, revision: Int64, epoch: String,
        online: [UserSummary]
    ) -> [UInt8] {
        bytes(reference) { writer in
            ChatFrameType.subscriptionSuccess.write(to: &writer)
            writer.name("trip_id")
            room.write(to: &writer)
            if let messages {
                writer.name("recent_messages")
                writer.beginArray()
                for message in messages { message.write(to: &writer) }
                writer.endArray()
            }
            writer.name("revision")
            writer.int(revision)
            writer.name("epoch")
            writer.string(epoch)
            writer.name("online")
            writer.beginArray()
            for user in online { user.write(to: &writer) }
            writer.endArray()
        }
    }

    static func writeSent(_ message: EncodedJSON, _ revision: Int64, to writer: inout JSONWriter) {
        ChatFrameType.chatMessage.write(to: &writer)
        writer.name("message")
        message.write(to: &writer)
        writer.name("revision")
        writer.int(revision)
    }

    static func writeEdited(_ message: EncodedJSON, _ revision: Int64, to writer: inout JSONWriter) {
        let fields = try? JSONReader.parse(Array(message.text.utf8), depthMax: .max)
        ChatFrameType.messageEdited.write(to: &writer)
        for (name, field) in [("message_id", "id"), ("content", "content"), ("updated_at", "updated_at")] {
            writer.name(name)
            writer.value(fields?[field] ?? .null)
        }
        writer.name("revision")
        writer.int(revision)
    }

    static func writeDeleted(_ id: UUIDBits, _ revision: Int64, to writer: inout JSONWriter) {
        ChatFrameType.messageDeleted.write(to: &writer)
        writer.name("message_id")
        id.write(to: &writer)
        writer.name("revision")
        writer.int(revision)
    }
}
