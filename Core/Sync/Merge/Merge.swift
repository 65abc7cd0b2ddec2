import CaravanProtocol

/// The three-way merge of a device's change with what others did meanwhile, field by field. A value.
struct Merge<E: Synced>: Sendable {
    /// The fields of the change that are taken.
    let taken: FieldMask
    /// The fields in which it stands against what others did.
    let conflicts: FieldMask
    /// What others changed since the base to something else than the change says.
    private let stays: FieldMask

    /// - Parameters:
    ///   - mine: What the change names.
    ///   - current: The entity as it is.
    ///   - divergence: What happened since the device saw it.
    init(_ mine: Partial<E>, current: E, divergence: Divergence<E>) {
        let view = mine.applied(to: divergence.belief ?? current)
        let different = mine.mask.intersection(E.fields.difference(mine.value, current))
        // A field that is named with the value that the device believes it has is no change of it.
        var changed = different
        if let belief = divergence.belief, !divergence.isWhole {
            changed = changed.intersection(E.fields.difference(mine.value, belief))
        }
        var conflicts = changed.intersection(divergence.theirs)
        let disagreed = divergence.theirs.intersection(E.fields.difference(view, current))
        for group in E.inseparable where !group.intersection(disagreed).isEmpty {
            guard !group.intersection(changed).isEmpty else { continue }
            // With what it does change of them stands what it only repeats.
            conflicts = conflicts.union(different.intersection(group))
        }
        if divergence.isWhole, !divergence.isNone { conflicts = changed }
        self.conflicts = conflicts
        taken = changed.subtracting(conflicts)
        let agreed = mine.mask.subtracting(E.fields.difference(mine.value, current))
        stays = divergence.theirs.subtracting(agreed)
    }

    /// Whether something that others changed since the base stays beside what is taken.
    func keepsTheirs(taking taken: FieldMask) -> Bool { !stays.subtracting(taken).isEmpty }
}
