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
                event.kind.frameType.write(to: &writer)
                event.writeData(to: &writer)
            }
        })

    /// The events that the dialect has words of its own for.
    static let ownWords = Set(writers.keys)

    private static let writers: [EventType: @Sendable (LiveEvent, inout JSONWriter) -> Void] = [
        .messageSent: { ChatFrame.writeSent($0.data, $0.revision, to: &$1) },
        .messageEdited: { ChatFrame.writeEdited($0.data, $0.revision, to: &$1) },
        .messageDeleted: { ChatFrame.writeDeleted($0.entityID, $0.revision, to: &$1) },
    ]

    private static func writeEvent(_ event: LiveEvent, _ writer: inout JSONWriter) {
        ChatFrameType.event.write(to: &writer)
        writer.name("revision")
        writer.int(event.revision)
        writer.name("event")
        writer.raw(event.bytes)
    }
}

extension EphemeralEvent.Kind {
    /// The type of its frame.
    var frameType: ChatFrameType {
        switch self {
        case .joined: .userJoined
        case .left: .userLeft
        case .typing: .userTyping
        }
    }
}
