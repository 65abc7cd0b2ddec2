import CaravanCore
import CaravanProtocol
import Testing

/// The frames of the reference's chat socket are among the examples of the document, those of clients to the letter.
@Suite("Frames of the reference")
struct ReferenceFrameTests {
    private let walk: AsyncAPIWalk

    init() throws {
        walk = AsyncAPIWalk(document: try JSONReader.parse(Catalogue.document(.asyncAPI), depthMax: .max))
    }

    @Test(arguments: [
        #"{"type": "subscribe", "trip_id": "uuid"}"#,
        #"{"type": "chat_message", "content": "Hello, team!", "trip_id": "uuid"}"#,
        #"{"type": "edit_message", "message_id": "uuid", "content": "Updated message"}"#,
        #"{"type": "typing", "trip_id": "uuid", "is_typing": true}"#,
    ])
    func ofClients(_ text: String) throws {
        let frame = try JSONReader.parse(Array(text.utf8))
        let examples = walk.examples(of: "chat.client.\(frame["type"]?.string ?? "")")
        #expect(examples.contains { Self.isShown(frame, in: $0) && $0.object?.count == frame.object?.count })
    }

    @Test(arguments: [
        #"{"type": "subscription_success", "trip_id": "uuid", "recent_messages": []}"#,
        """
        {"type": "chat_message", "message": {"id": "uuid", "sender": {"id": "uuid", "username": "john_doe", "avatar": "url"},
        "content": "Hello, team!", "created_at": "2024-01-15T10:30:00Z", "is_edited": false}}
        """,
        #"{"type": "message_edited", "message_id": "uuid", "content": "Updated message", "updated_at": "2024-01-15T10:35:00Z"}"#,
        #"{"type": "user_typing", "user_id": "uuid", "username": "john_doe", "is_typing": true}"#,
    ])
    func ofTheServer(_ text: String) throws {
        let frame = try JSONReader.parse(Array(text.utf8))
        let examples = walk.examples(of: "chat.server.\(frame["type"]?.string ?? "")")
        #expect(examples.contains { Self.isShown(frame, in: $0) })
    }

    /// Whether all that the reference's frame has is in the example, where the reference has more than a placeholder.
    private static func isShown(_ frame: JSONValue, in example: JSONValue) -> Bool {
        switch (frame, example) {
        case ("uuid", .string(let text)): UUIDBits(parsing: text) != nil
        case ("url", .null), ("url", .string): true
        case (.array, .array): true
        case (.object(let members), _):
            members.allSatisfy { name, value in
                example[name].map { isShown(value, in: $0) } ?? false
            }
        default: frame == example
        }
    }
}
