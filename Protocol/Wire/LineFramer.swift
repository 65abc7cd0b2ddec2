/// Cuts a stream of bytes into lines, however it comes in pieces.
///
/// A line ends with `\n` or `\r\n`; lines of nothing but white space (space, tab, `\r`) are skipped. A line that is too
/// long is thrown away while it comes, so that no more than the longest allowed one is ever held.
public struct LineFramer {
    /// What came.
    public enum Line: Equatable, Sendable {
        /// A line without its ending.
        case line([UInt8])
        /// A line that was longer than allowed. Its content is gone.
        case tooLong
    }

    private let lengthMax: Int
    private var held: [UInt8] = []
    /// The last byte that came is a `\r` that is not in `held`: only the next one tells whether it belongs to the line.
    private var endsInReturn = false
    private var isTooLong = false

    /// - Parameter lengthMax: The longest line, in bytes without its ending.
    public init(lengthMax: Int = Limits.lineBytesMax) {
        self.lengthMax = max(lengthMax, 0)
    }

    /// Takes the next piece and emits the lines that end in it.
    @inlinable
    public mutating func append(_ bytes: some Collection<UInt8>, _ emit: (Line) -> Void) {
        if bytes.withContiguousStorageIfAvailable({ append(buffer: $0, emit) }) == nil {
            ContiguousArray(bytes).withUnsafeBufferPointer { append(buffer: $0, emit) }
        }
    }

    /// At the end of the input: emits the last line if no newline ended it.
    public mutating func finish(_ emit: (Line) -> Void) {
        endLine(emit)
    }

    @usableFromInline
    mutating func append(buffer bytes: UnsafeBufferPointer<UInt8>, _ emit: (Line) -> Void) {
        var start = 0
        while true {
            let end = ByteScan.first(UInt8(ascii: "\n"), in: bytes, from: start)
            hold(UnsafeBufferPointer(rebasing: bytes[start..<end]))
            guard end < bytes.count else { return }
            endLine(emit)
            start = end + 1
        }
    }

    private mutating func hold(_ piece: UnsafeBufferPointer<UInt8>) {
        guard !piece.isEmpty, !isTooLong else { return }
        let hadReturn = endsInReturn
        endsInReturn = piece[piece.count - 1] == UInt8(ascii: "\r")
        let kept = piece.count - (endsInReturn ? 1 : 0)
        let length = held.count + (hadReturn ? 1 : 0) + kept
        guard length <= lengthMax else {
            held = []
            endsInReturn = false
            isTooLong = true
            return
        }
        if length > held.capacity {
            // Doubles by itself, but never beyond the limit.
            held.reserveCapacity(min(max(length, held.capacity * 2), lengthMax))
        }
        if hadReturn { held.append(UInt8(ascii: "\r")) }
        held.append(contentsOf: UnsafeBufferPointer(rebasing: piece[..<kept]))
    }

    private mutating func endLine(_ emit: (Line) -> Void) {
        let wasTooLong = isTooLong
        let line = held
        held = []
        endsInReturn = false
        isTooLong = false
        if wasTooLong {
            emit(.tooLong)
        } else if line.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) {
            emit(.line(line))
        }
    }
}
