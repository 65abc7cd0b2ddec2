import CaravanProtocol

extension EventDialect {
    /// The reference's chat socket (WIRE.md section 4): messages in its own words, everything else as events.
    static let chat = EventDialect(
        place: 2,
        durable: { event, reference in
            let write = writers[event.type] ?? writeEvent
            return ChatFrame.bytes(reference) { write(event, &$0) }
        },
        ephemeral: { event in
            ChatFrame.bytes(nil) { writer in
                writer.name("type")
                writer.string(event.kind.frameType)
                event.writeData(to: &writer)
            }
        })

    private static let writers: [EventType: @Sendable (LiveEvent, inout JSONWriter) -> Void] = [
        .messageSent: { ChatFrame.writeSent($0.data, $0.revision, to: &$1) },
        .messageEdited: { ChatFrame.writeEdited($0.data, $0.revision, to: &$1) },
        .messageDeleted: { ChatFrame.writeDeleted($0.entityID, $0.revision, to: &$1) },
    ]

    private static func writeEvent(_ event: LiveEvent, _ writer: inout JSONWriter) {
        writer.name("type")
        writer.string("event")
        writer.name("revision")
        writer.int(event.revision)
        writer.name("event")
        writer.raw(event.bytes)
    }
}

extension EphemeralEvent.Kind {
    /// The type of its frame.
    fileprivate var frameType: String {
        switch self {
        case .joined: "user_joined"
        case .left: "user_left"
        case .typing: "user_typing"
        }
    }
}
