/// A row of values that somebody holds: what a storage gives that cannot show its own.
final class HeldRow: StoredRow {
    private let values: [StoredValue]
    /// The texts and bytes that were asked for.
    private var copies: [UnsafeMutableRawBufferPointer] = []

    init(_ values: [StoredValue]) {
        self.values = values
    }

    deinit {
        for copy in copies { copy.deallocate() }
    }

    func column(_ place: Int, _ type: ColumnType) -> ColumnValue {
        switch values[place] {
        case .null: .null
        case .integer(let integer): .integer(integer)
        case .id(let id): .id(id)
        case .text(let text): .text(UnsafeBufferPointer(copy(of: text.utf8).assumingMemoryBound(to: UInt8.self)))
        case .bytes(let bytes): .bytes(UnsafeRawBufferPointer(copy(of: bytes)))
        }
    }

    private func copy(of bytes: some Collection<UInt8>) -> UnsafeMutableRawBufferPointer {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
        copy.copyBytes(from: bytes)
        copies.append(copy)
        return copy
    }
}
