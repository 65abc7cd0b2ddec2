/// What synchronisation is doing; the words are the reference's.
public enum SyncPhase: String, Sendable {
    case idle, syncing, error
}
