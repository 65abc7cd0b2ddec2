import CaravanProtocol

extension WriteContext {
    /// Changes a destination as far as the partial means it. A named `order` moves it among its siblings.
    func edit(_ grant: ItemGrant<Destination>, _ partial: Partial<Destination>) throws -> Destination {
        var content = partial
        content.drop(\.order)
        var destination = content.applied(to: grant.item)
        try destination.check()
        if let order = partial.named(\.order) { _ = try move(&destination, to: order, in: grant.scope) }
        let difference = Destination.fields.difference(grant.item, destination)
        guard !difference.isEmpty else { return grant.item }
        try change(&destination, difference, .destinationUpdated, in: grant.scope)
        return destination
    }
}
