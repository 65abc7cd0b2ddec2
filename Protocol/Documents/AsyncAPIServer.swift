/// A way to reach the live side, as the AsyncAPI document has it.
public enum AsyncAPIServer: String, Sendable, CaseIterable {
    case socket = "websocket"
    case http = "http"
    case stdio = "stdio"

    var value: JSONValue {
        switch self {
        case .socket:
            Self.network(
                "ws", "WebSocket (RFC 6455); `wss` where the server or a proxy before it has TLS.", Self.tokens)
        case .http:
            Self.network("http", "Server-sent events; `https` where there is TLS.", [.bearer, .query])
        case .stdio:
            [
                "host": "localhost", "protocol": "stdio",
                "description": "Standard input and output of `caravan stdio`, one message a line.",
            ]
        }
    }

    private static let tokens: [AsyncAPISecurity] = [.bearer, .subprotocol, .query]

    private static func network(_ name: String, _ description: String, _ security: [AsyncAPISecurity]) -> JSONValue {
        [
            "host": "{host}", "protocol": .string(name), "description": .string(description),
            "variables": ["host": ["default": "127.0.0.1:8080", "description": "Where the server listens."]],
            "security": .array(security.map { .reference(to: "#/components/securitySchemes/\($0.rawValue)") }),
        ]
    }
}

/// How a live client shows its token; one of them is enough.
enum AsyncAPISecurity: String, CaseIterable {
    case bearer
    case subprotocol
    case query

    var value: JSONValue {
        switch self {
        case .bearer:
            [
                "type": "http", "scheme": "bearer", "bearerFormat": "JWT",
                "description": "`Authorization: Bearer <access>`, with the token that `auth.login` answers.",
            ]
        case .subprotocol:
            [
                "type": "httpApiKey", "in": "header", "name": "Sec-WebSocket-Protocol",
                "description":
                    "`caravan.v1, caravan.bearer.<access>`, for browsers, which can send no other field. The server selects `caravan.v1`.",
            ]
        case .query:
            [
                "type": "httpApiKey", "in": "query", "name": "token",
                "description": "`?token=<access>`. Addresses stand in logs of proxies: the other ways are better.",
            ]
        }
    }
}
