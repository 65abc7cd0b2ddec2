/// Whether a connection takes bytes.
enum ByteIntake {
    case now
    /// Not before the answer in hand has gone.
    case later
    case never
}
