public import CaravanProtocol

/// Where an edit is on its way to the server; the words are the reference's.
public enum QueueStatus: String, Choice {
    /// It waits to be sent. Later edits of the same entity fold into it.
    case pending
    /// It was sent, and its receipt has not been taken. It is sent again as it is until one comes.
    case syncing
    /// The server has it; it is shown over the server's state until a pull brings it.
    case synced
    /// It is in quarantine: it is shown no more, and goes nowhere before the user says so.
    case failed
}
