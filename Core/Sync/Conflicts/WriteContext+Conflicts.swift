import CaravanProtocol

extension WriteContext {
    /// Notes how a conflict was decided, and by whom.
    func resolve(
        _ conflict: Conflict, _ strategy: ResolutionStrategy, data: EncodedJSON? = nil, notes: String?
    ) throws -> Conflict {
        var resolved = conflict
        resolved.resolutionStrategy = strategy
        resolved.resolvedAt = now
        resolved.resolvedBy = caller?.id
        resolved.notes = notes
        resolved.resolvedData = data
        try table.update(
            resolved, Conflict.fields.mask(\.resolutionStrategy, \.resolvedAt, \.resolvedBy, \.notes, \.resolvedData))
        return resolved
    }
}
