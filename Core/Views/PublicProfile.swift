public import CaravanProtocol

/// A user as `GET /users/{id}/` shows him: as others see him, with what he says of himself.
public struct PublicProfile: OperationOutput {
    public let summary: UserSummary
    public let bio: String

    init(_ user: User, _ profile: Profile) {
        summary = UserSummary(user, profile)
        bio = profile.bio
    }

    public static var schema: JSONValue? {
        .merged(
            UserSummary.fields.outputSchema,
            ["type": "object", "properties": ["bio": String.jsonSchema], "required": ["bio"]]
        ).titled("profile")
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        UserSummary.fields.writeMembers(of: summary, to: &writer)
        writer.name("bio")
        writer.string(bio)
        writer.endObject()
    }
}
