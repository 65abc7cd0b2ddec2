/// The text of the ASCII that a `write(to:)` appends: descriptions are written by the hot path's own code.
func text(capacity: Int, _ write: (inout [UInt8]) -> Void) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(capacity)
    write(&bytes)
    return String(decoding: bytes, as: UTF8.self)
}
