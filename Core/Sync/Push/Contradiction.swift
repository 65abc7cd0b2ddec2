import CaravanProtocol

/// A change that was refused: whether it was possible where the device saw the entity, and is not beside what others did
/// meanwhile.
struct Contradiction<E: Synced> {
    let change: PushedChange
    let partial: Partial<E>
    let current: E
    let divergence: Divergence<E>
    let history: History<E>

    /// Which of the fields that would be taken contradict what others did; `nil` if the change is wrong by itself.
    func fields(among taken: FieldMask, _ failure: Failure) throws -> FieldMask? {
        guard failure.code == .validationFailed || failure.code == .invalidTransition,
            let belief = divergence.belief
        else { return nil }
        let lost = try lostReference(failure)
        guard let lost, !lost.isEmpty || !divergence.isNone else { return nil }
        let rest = Partial(partial.value, mask: partial.mask.subtracting(lost))
        guard fits(rest, belief) else { return nil }
        let blamed = lost.union(contradicting(taken.subtracting(lost)))
        // What fits here as well was refused for another reason.
        return blamed.isEmpty ? nil : blamed
    }

    /// The field that names what somebody else removed since; none if it names what is there, `nil` if it names what was
    /// not there for the device either.
    private func lostReference(_ failure: Failure) throws -> FieldMask? {
        guard let (place, id) = E.reference(in: partial),
            failure.errors.contains(where: { $0.field == E.fields.fields[place].name })
        else { return FieldMask.none }
        let entries = Query<Change>(.equals(\.entityID, id), .equals(\.scopeID, current.homeID.bits))
        let last = try history.context.store.first(entries.ordered(by: \.entityID, \.revision, descending: true))
        guard let last, last.action == .delete, !history.isOwn(last), isSince(last) else { return nil }
        var lost = FieldMask.none
        lost[place] = true
        return lost
    }

    private func isSince(_ entry: Change) -> Bool {
        change.baseRevision.map { entry.revision > $0 } ?? (entry.at > change.clientTimestamp)
    }

    /// Which of the fields contradict what is there: each by itself if the rest goes with it, else all; none if they fit.
    private func contradicting(_ fields: FieldMask) -> FieldMask {
        guard !fits(Partial(partial.value, mask: fields), current) else { return .none }
        var blamed = FieldMask.none
        for place in fields.places {
            var alone = FieldMask.none
            alone[place] = true
            if !fits(Partial(partial.value, mask: alone), current) { blamed[place] = true }
        }
        let rest = Partial(partial.value, mask: fields.subtracting(blamed))
        return blamed.isEmpty || !fits(rest, current) ? fields : blamed
    }

    private func fits(_ partial: Partial<E>, _ entity: E) -> Bool {
        (try? partial.applied(to: entity).check(from: entity)) != nil
    }
}
