public import CaravanProtocol

/// What a login, a registration or a refresh answers.
public struct Tokens: OperationOutput {
    let user: Account
    let access: String
    let refresh: String
    let session: ID<Session>

    public var binding: ID<Session>? { session }

    public static var schema: JSONValue? {
        [
            "title": "tokens", "type": "object", "required": ["user", "access", "refresh", "token_type", "expires_in"],
            "properties": [
                "user": Account.schema ?? [:], "access": ["type": "string", "minLength": 1],
                "refresh": ["type": "string", "minLength": 1],
                "token_type": ["type": "string", "const": "Bearer"], "expires_in": ["type": "integer", "minimum": 1],
            ],
        ]
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("user")
        user.write(to: &writer)
        writer.name("access")
        writer.string(access)
        writer.name("refresh")
        writer.string(refresh)
        writer.name("token_type")
        writer.string("Bearer")
        writer.name("expires_in")
        writer.int(Bounds.accessTokenSeconds)
        writer.endObject()
    }
}
