import CaravanProtocol

/// Where live peers connect, for the AsyncAPI document.
enum LiveChannels {
    static var all: [AsyncAPIChannel] { [chat, rpc, stream, stdio] }

    static let introduction = """
        Who plans a trip together sees at once what the others do: over WebSockets, as server-sent events, and over \
        standard input and output. Calls with one answer are in the OpenAPI and OpenRPC documents; on the RPC socket and \
        over stdio they travel beside the events.

        An event is an entry of a trip's log, or of the user's own. Those of one log come in its order, none missing and \
        none twice; `since` and `epoch` say what a client has, and the gap comes first. Presence and typing stand in no \
        log. In this document the server is the one that sends and receives.
        """

    private static let token: JSONObject = [
        "token": ["type": "string", "description": "An access token, if no header field shows one."]
    ]

    private static var chat: AsyncAPIChannel {
        var channel = AsyncAPIChannel(
            name: "chat", address: "/ws/chat/{trip_id}/", title: "The chat of a trip",
            description: """
                One JSON object in each text message, of at most \(Limits.chatMessageBytesMax / 1024) KiB, with its `type`. \
                Frames before `subscribe` work, and get their answers alone. Fields that are not known are passed over.
                """,
            server: .socket, dialect: ChatDialect.dialect)
        channel.parameters = [("trip_id", "The trip, of which the user is a member.")]
        channel.query = token
        return channel
    }

    private static var rpc: AsyncAPIChannel {
        var channel = AsyncAPIChannel(
            name: "rpc", address: "/ws/", title: "Every operation, and events",
            description: """
                JSON-RPC 2.0, one object in each text message, of at most \(Limits.rpcMessageBytesMax >> 20) MiB. A socket \
                without a token has \(Limits.authenticationSeconds) seconds to call `auth.login`, which binds it. A socket \
                subscribes to at most \(SubscribeRequest.listedMax) trips, beside `"all"`.
                """,
            server: .socket, dialect: RPCDialect.dialect)
        channel.query = token
        return channel
    }

    private static var stream: AsyncAPIChannel {
        var channel = AsyncAPIChannel(
            name: "events", address: Route.base + "/events/", title: "Server-sent events",
            description: """
                Each event is `id: <opaque>` and `data: <the payload in one line>`. With the last id as `Last-Event-ID` \
                the stream goes on behind it, or the answer is 410 `resync_required`.
                """,
            server: .http, dialect: StreamDialect.dialect)
        channel.query = token
        channel.query["trip_id"] = ["type": "string", "format": "uuid", "description": "This trip's events alone."]
        return channel
    }

    private static var stdio: AsyncAPIChannel {
        AsyncAPIChannel(
            name: "stdio", address: nil, title: "Every operation, and events, over standard input and output",
            description: """
                As on the RPC socket, one object a line, of at most \(Limits.lineBytesMax >> 20) MiB. Whose the calls are \
                says `--as EMAIL`, or `auth.login`.
                """,
            server: .stdio, dialect: RPCDialect.dialect)
    }
}
