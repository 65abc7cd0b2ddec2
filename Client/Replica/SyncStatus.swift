/// What synchronisation is doing; the words are the reference's.
public enum SyncStatus: String, Sendable {
    case idle, syncing, error
}
