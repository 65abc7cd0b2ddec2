import CaravanProtocol

/// What happened to an entity since a device saw it last, as it looks from that device. A value: no storage, no time.
///
/// The device's own changes since then never stand against its later ones (WIRE.md section 5): what it wrote it knows.
struct Divergence<E: Synced>: Sendable {
    /// What stands in the log about the entity since the base.
    struct Step: Sendable {
        var entity: E
        /// Whether the same device did it.
        var isOwn: Bool
        /// Whether it only made room for another entity.
        var isShift = false
    }

    /// The entity as the device believes it to be: as of its base, with what it wrote itself since. `nil` where nobody
    /// knows any more.
    private(set) var belief: E?
    /// The fields whose last change since the base is somebody else's.
    private(set) var theirs: FieldMask
    /// Whether any change of another's stands against all of the device's, by the reference's rule of times.
    var isWhole = false

    /// The entity as of the last step.
    private var last: E?

    /// Nothing has happened since the base.
    init(base: E) {
        belief = base
        theirs = .none
        last = base
    }

    /// What the steps, in the order of the log, make of what the device saw.
    init(base: E, steps: [Step]) {
        self.init(base: base)
        for step in steps { take(step) }
    }

    /// Goes on with what happened next.
    mutating func take(_ step: Step) {
        guard let known = belief, let before = last else { return }
        var changed = E.fields.difference(before, step.entity).subtracting(E.housekeeping)
        if step.isShift { changed = changed.subtracting(E.place) }
        if step.isOwn {
            belief = E.fields.copy(changed, from: step.entity, to: known)
            theirs = theirs.subtracting(changed)
        } else {
            theirs = theirs.union(changed)
        }
        last = step.entity
    }

    /// Nobody else changed it.
    static func none(_ entity: E) -> Divergence { Divergence(base: entity) }

    /// Somebody changed it, and nobody knows what: everything may be another's.
    static var unknown: Divergence { Divergence() }

    private init() {
        belief = nil
        last = nil
        theirs = FieldMask(bits: .max).subtracting(E.housekeeping)
    }

    /// A change with the fields that mean something only together with its own, as the device believes that they are.
    func completed(_ mine: Partial<E>) -> Partial<E> {
        guard let belief else { return mine }
        let groups = E.inseparable.filter { !$0.intersection(mine.mask).isEmpty }
        let missing = groups.reduce(FieldMask.none) { $0.union($1) }.subtracting(mine.mask)
        guard !missing.isEmpty else { return mine }
        return Partial(E.fields.copy(missing, from: belief, to: mine.value), mask: mine.mask.union(missing))
    }

    /// Whether nobody else changed anything.
    var isNone: Bool { theirs.isEmpty }
}
