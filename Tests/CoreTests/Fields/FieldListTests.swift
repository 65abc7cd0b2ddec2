import CaravanCore
import CaravanProtocol
import Testing

/// Every stored property of a record has its field, under its own name.
@Suite struct FieldListTests {
    /// The properties of a record and the names of its fields.
    struct Probe: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let properties: [String]
        let fields: [String]

        init<R: Record>(_ type: R.Type) {
            testDescription = String(reflecting: type)
            properties = Mirror(reflecting: R()).children.map { Self.wireName($0.label ?? "?") }
            fields = R.fields.fields.map(\.name)
        }

        /// `tripID` is `trip_id` on the wire.
        private static func wireName(_ label: String) -> String {
            var name = ""
            var wasUpper = false
            for character in label {
                if character.isUppercase, !wasUpper { name += "_" }
                wasUpper = character.isUppercase
                name += character.lowercased()
            }
            return name
        }
    }

    /// Properties whose name on the wire is another one.
    static let renamed = ["query": "q"]

    static let entities: [Probe] = Catalogue.entities.map { probe($0) }

    static let views: [Probe] = [
        Probe(Account.self), Probe(UserSummary.self), Probe(NotificationSettingsView.self),
    ]

    static let inputs: [Probe] = [
        Probe(NoInput.self), Probe(ByID<Trip>.self), Probe(MemberInput.self), Probe(Register.Input.self),
        Probe(Login.Input.self), Probe(Refresh.Input.self), Probe(Logout.Input.self), Probe(ResetPassword.Input.self),
        Probe(ConfirmReset.Input.self), Probe(ChangePassword.Input.self), Probe(SearchUsers.Input.self),
        Probe(ListTrips.Input.self), Probe(TransferTrip.Input.self), Probe(ListChanges.Input.self),
        Probe(TripPage.self), Probe(UpdateMember.Input.self),
        Probe(ReorderDestination.Input.self), Probe(ListActivities.Input.self), Probe(ReorderActivity.Input.self),
        Probe(GetRoom.Input.self), Probe(EditMessage.Input.self), Probe(MarkRead.Input.self),
        Probe(TypeInRoom.Input.self), Probe(PushRequest.self), Probe(PullRequest.self),
        Probe(Resolve.Input.self),
    ]

    private static func probe<E: Entity>(_ type: E.Type) -> Probe { Probe(type) }

    @Test(arguments: entities + views + inputs) func everyPropertyIsAField(_ probe: Probe) {
        #expect(probe.fields.count == probe.properties.count)
        #expect(Set(probe.fields).count == probe.fields.count)
        #expect(probe.properties.map { Self.renamed[$0] ?? $0 }.sorted() == probe.fields.sorted())
    }

    /// What a client may name in an operation's input is a field of a probed record.
    @Test func everyInputOfTheCatalogueIsProbed() {
        let known = Set((Self.entities + Self.views + Self.inputs).flatMap(\.fields))
        for descriptor in Catalogue.entries.map(\.descriptor) {
            let names = descriptor.inputSchema["properties"]?.object?.members.map(\.name) ?? []
            #expect(known.isSuperset(of: names), "\(descriptor.name)")
        }
    }

    private func tableName<E: Entity>(_: E.Type) -> String { E.schema.table.name }
}
