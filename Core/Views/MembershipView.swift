public import CaravanProtocol

/// A membership with its user as others see him.
public struct MembershipView: OperationOutput {
    public let membership: Membership
    public let user: UserSummary

    init(_ membership: Membership, user: UserSummary) {
        self.membership = membership
        self.user = user
    }

    init(_ membership: Membership, in context: Context) throws {
        let people = try context.people([membership.userID])
        self.init(membership, user: people[membership.userID] ?? UserSummary())
    }

    public static var schema: JSONValue? {
        .merged(
            Membership.fields.outputSchema,
            ["type": "object", "properties": ["user": UserSummary.schema ?? [:]], "required": ["user"]]
        ).titled("membership")
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        Membership.fields.writeMembers(of: membership, to: &writer)
        writer.name("user")
        user.write(to: &writer)
        writer.endObject()
    }
}
