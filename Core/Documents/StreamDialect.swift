import CaravanProtocol

/// Server-sent events, for the AsyncAPI document: each event under its type, as it stands in a log.
enum StreamDialect {
    static var dialect: AsyncAPIDialect {
        let durable = EventType.live.map { type in
            AsyncAPIMessage(
                type.rawValue, type.summary, payload: type.schema, isUnasked: true,
                examples: [.init(type.rawValue, LiveSamples.value(LiveSamples.event(type).bytes))])
        }
        let ephemeral = EphemeralEvent.Kind.all.map { kind in
            AsyncAPIMessage(
                kind.type, kind.summary, payload: kind.schema, isUnasked: true,
                examples: [.init(kind.type, LiveSamples.value(LiveSamples.ephemeral(kind).bytes))])
        }
        let open = AsyncAPIMessage(
            "open", "Get all of the user's events from now on, or after the last that came", payload: nil,
            headers: [
                "type": "object",
                "properties": [
                    "Last-Event-ID": ["type": "string", "description": "The `id` of the last event that came."]
                ],
            ])
        return AsyncAPIDialect(
            name: "events", requests: [.init(open, answers: [])], sent: durable + ephemeral)
    }
}
