/// What peers say to each other.
enum Talk {
    /// Something that passes: the others of the room get it, without a revision.
    case typing
    /// Something that is kept: everybody in the room gets it.
    case message
}
