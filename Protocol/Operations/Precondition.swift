/// What must hold of a resource for a write to be carried out; else it is `stale`.
public enum Precondition: Sendable, Hashable {
    /// Its present representation, as its GET answers it to the caller, is among these.
    case tagged(EntityTagList)
    /// The `revision` that its GET answers is this.
    case revision(Int64)
}
