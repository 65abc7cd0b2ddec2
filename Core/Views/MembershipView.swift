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
        Self.write(user.write(to:), to: &writer) { Membership.fields.writeMembers(of: membership, to: &$0) }
    }

    /// As ``write(to:)``, from the row of the membership.
    static func write(_ row: any StoredRow, user: EncodedJSON, to writer: inout JSONWriter) throws {
        try write(user.write(to:), to: &writer) { try Membership.fields.writeMembers(of: row, to: &$0) }
    }

    private static func write(
        _ user: (inout JSONWriter) -> Void, to writer: inout JSONWriter, members: (inout JSONWriter) throws -> Void
    ) rethrows {
        writer.beginObject()
        try members(&writer)
        writer.name("user")
        user(&writer)
        writer.endObject()
    }
}
