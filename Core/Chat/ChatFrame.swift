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
            writer.name("type")
            writer.string("error")
            writer.name("code")
            writer.string(failure.code.rawValue)
            writer.name("detail")
            writer.string(failure.detail)
        }
    }

    static func pong(_ reference: JSONValue?) -> [UInt8] {
        bytes(reference) { writer in
            writer.name("type")
            writer.string("pong")
        }
    }

    static func writeSent(_ message: EncodedJSON, _ revision: Int64, to writer: inout JSONWriter) {
        writer.name("type")
        writer.string("chat_message")
        writer.name("message")
        message.write(to: &writer)
        writer.name("revision")
        writer.int(revision)
    }

    static func writeEdited(_ message: EncodedJSON, _ revision: Int64, to writer: inout JSONWriter) {
        let fields = try? JSONReader.parse(Array(message.text.utf8), depthMax: .max)
        writer.name("type")
        writer.string("message_edited")
        for (name, field) in [("message_id", "id"), ("content", "content"), ("updated_at", "updated_at")] {
            writer.name(name)
            writer.value(fields?[field] ?? .null)
        }
        writer.name("revision")
        writer.int(revision)
    }

    static func writeDeleted(_ id: UUIDBits, _ revision: Int64, to writer: inout JSONWriter) {
        writer.name("type")
        writer.string("message_deleted")
        writer.name("message_id")
        id.write(to: &writer)
        writer.name("revision")
        writer.int(revision)
    }
}
