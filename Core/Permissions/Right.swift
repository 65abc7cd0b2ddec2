/// What somebody may do in a trip: the lines of the matrix in WIRE.md section 3.
public enum Right: CaseIterable, Sendable {
    /// Read the trip, its destinations and activities.
    case read
    /// Read the members and the log; have settings of one's own for it.
    case readMembers
    /// Read and write the chat.
    case chat
    /// Create, change, delete, reorder and complete what is in it; change its content and status.
    case edit
    /// Change members, invitations and visibility; delete and transfer it.
    case manage
}
