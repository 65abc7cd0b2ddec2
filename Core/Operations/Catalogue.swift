public import CaravanProtocol

/// Every operation and every entity. What stands here is served by every transport and kept by every storage.
public enum Catalogue {
    public static let entries: [CatalogueEntry] = [
        CatalogueEntry(Register.self),
        CatalogueEntry(Login.self),
        CatalogueEntry(Refresh.self),
        CatalogueEntry(Logout.self),
        CatalogueEntry(ResetPassword.self),
        CatalogueEntry(ConfirmReset.self),
        CatalogueEntry(ChangePassword.self),
        CatalogueEntry(Me.self),
        CatalogueEntry(UpdateMe.self),
        CatalogueEntry(ReplaceMe.self),
        CatalogueEntry(GetUser.self),
        CatalogueEntry(SearchUsers.self),
        CatalogueEntry(GetSettings.self),
        CatalogueEntry(UpdateSettings.self),
        CatalogueEntry(ListTrips.self),
        CatalogueEntry(CreateTrip.self),
        CatalogueEntry(GetTrip.self),
        CatalogueEntry(UpdateTrip.self),
        CatalogueEntry(ReplaceTrip.self),
        CatalogueEntry(DeleteTrip.self),
        CatalogueEntry(PlanTrip.self),
        CatalogueEntry(StartTrip.self),
        CatalogueEntry(CompleteTrip.self),
        CatalogueEntry(CancelTrip.self),
        CatalogueEntry(TransferTrip.self),
        CatalogueEntry(ListChanges.self),
        CatalogueEntry(GetTripSettings.self),
        CatalogueEntry(UpdateTripSettings.self),
        CatalogueEntry(ListMembers.self),
        CatalogueEntry(AddMember.self),
        CatalogueEntry(UpdateMember.self),
        CatalogueEntry(RemoveMember.self),
        CatalogueEntry(ListDestinations.self),
        CatalogueEntry(CreateDestination.self),
        CatalogueEntry(GetDestination.self),
        CatalogueEntry(UpdateDestination.self),
        CatalogueEntry(ReplaceDestination.self),
        CatalogueEntry(DeleteDestination.self),
        CatalogueEntry(ReorderDestination.self),
        CatalogueEntry(ListActivities.self),
        CatalogueEntry(CreateActivity.self),
        CatalogueEntry(GetActivity.self),
        CatalogueEntry(UpdateActivity.self),
        CatalogueEntry(ReplaceActivity.self),
        CatalogueEntry(DeleteActivity.self),
        CatalogueEntry(ReorderActivity.self),
        CatalogueEntry(CompleteActivity.self),
        CatalogueEntry(ReopenActivity.self),
        CatalogueEntry(GetRoom.self),
        CatalogueEntry(ListMessages.self),
        CatalogueEntry(SendMessage.self),
        CatalogueEntry(EditMessage.self),
        CatalogueEntry(DeleteMessage.self),
        CatalogueEntry(MarkRead.self),
        CatalogueEntry(TypeInRoom.self),
        CatalogueEntry(Push.self),
        CatalogueEntry(Resolve.self),
        CatalogueEntry(GetSyncStatus.self),
        CatalogueEntry(PullChanges.self),
        CatalogueEntry(PullByGet.self),
    ]

    /// Every entity, each after those that it refers to.
    public static let entities: [any Entity.Type] = [
        DatabaseInfo.self,
        User.self,
        Profile.self,
        Session.self,
        RefreshToken.self,
        PasswordReset.self,
        Job.self,
        IdempotencyRecord.self,
        NotificationSettings.self,
        Trip.self,
        Membership.self,
        Destination.self,
        Activity.self,
        ChatRoom.self,
        Message.self,
        ReadMarker.self,
        LogHead.self,
        Change.self,
        SyncClient.self,
        Receipt.self,
        Conflict.self,
    ]

    /// The entities' tables.
    public static let tables = entities.map { table(of: $0) }

    private static func table<E: Entity>(of _: E.Type) -> TableSchema { E.schema.table }

    /// A document of the catalogue, as one encoded JSON value.
    public static func document(_ kind: DocumentKind) -> [UInt8] {
        switch kind {
        case .openRPC:
            OpenRPCDocument(
                title: "Caravan", version: Caravan.version, operations: entries.map(\.descriptor),
                peerOperations: EventOperations.all
            ).bytes
        case .openAPI:
            OpenAPIDocument(
                title: "Caravan", version: Caravan.version, operations: entries.map(\.descriptor),
                examples: OperationExample.all(in: Examples.text), hasEvents: true
            ).bytes
        case .asyncAPI:
            AsyncAPIDocument(
                title: "Caravan", version: Caravan.version, description: LiveChannels.introduction,
                channels: LiveChannels.all
            ).bytes
        }
    }
}
