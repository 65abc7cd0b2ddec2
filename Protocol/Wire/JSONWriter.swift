/// Writes compact JSON (RFC 8259) into bytes. It places the commas; that names stand in objects only and that what
/// begins is ended is up to the caller.
public struct JSONWriter: Sendable {
    /// What is written so far.
    public private(set) var bytes: [UInt8] = []
    /// Whether what comes next in the same object or array needs a comma before it.
    private var isAfterValue = false

    /// An empty text with room for `capacity` bytes.
    public init(capacity: Int = 256) {
        bytes.reserveCapacity(capacity)
    }

    /// Makes room for so many more bytes.
    public mutating func reserve(bytes count: Int) { bytes.reserveCapacity(bytes.count + count) }

    /// `{`
    public mutating func beginObject() { begin(UInt8(ascii: "{")) }

    /// `}`
    public mutating func endObject() { end(UInt8(ascii: "}")) }

    /// `[`
    public mutating func beginArray() { begin(UInt8(ascii: "[")) }

    /// `]`
    public mutating func endArray() { end(UInt8(ascii: "]")) }

    /// A member's name; its value comes next.
    public mutating func name(_ name: StaticString) {
        separate()
        if name.hasPointerRepresentation {
            append(quoting: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
        } else {
            append(quoting: String(name.unicodeScalar))
        }
        colon()
    }

    /// A member's name; its value comes next.
    @_disfavoredOverload  // so that a literal takes the one above
    public mutating func name(_ name: String) {
        separate()
        append(quoting: name)
        colon()
    }

    /// A member's name as ``label(_:)-swift.type.method`` made it; its value comes next.
    mutating func label(_ label: Slice<UnsafeBufferPointer<UInt8>>) {
        let label = UnsafeBufferPointer(rebasing: isAfterValue ? label : label.dropFirst())
        bytes.append(contentsOf: label)
        isAfterValue = false
    }

    /// A member's name, quoted, with its colon and the comma that may be before it: to be written many times.
    static func label(_ name: String) -> [UInt8] {
        var writer = JSONWriter(capacity: name.utf8.count + 4)
        writer.isAfterValue = true
        writer.name(name)
        return writer.bytes
    }

    /// A string. Quotes, backslashes and control characters are escaped, nothing else is.
    public mutating func string(_ value: String) {
        separate()
        append(quoting: value)
        isAfterValue = true
    }

    /// A string that is UTF-8.
    public mutating func string(utf8 text: UnsafeBufferPointer<UInt8>) {
        separate()
        append(quoting: text)
        isAfterValue = true
    }

    /// A whole number.
    public mutating func int(_ value: Int64) {
        separate()
        DecimalDigits.append(value, to: &bytes)
        isAfterValue = true
    }

    /// The shortest text that reads back as the same double; `null` for infinities and NaN, which JSON does not have.
    public mutating func double(_ value: Double) {
        guard value.isFinite else { return null() }
        raw(value.description.utf8)
    }

    /// A number as it was read.
    public mutating func number(_ value: JSONNumber) { raw(value.text.utf8) }

    /// `true` or `false`.
    public mutating func bool(_ value: Bool) { value ? raw("true") : raw("false") }

    /// `null`
    public mutating func null() { raw("null") }

    /// One value that is JSON already, taken as it is.
    @inlinable
    public mutating func raw(_ value: some Sequence<UInt8>) {
        appendRaw { $0.append(contentsOf: value) }
    }

    /// The array that another writer has begun, and that ends with this.
    public mutating func array(begunIn other: JSONWriter) {
        appendRaw { bytes in
            bytes.append(contentsOf: other.bytes)
            bytes.append(UInt8(ascii: "]"))
        }
    }

    /// A string whose bytes the body appends. They must be printable ASCII without quotes and backslashes: ids, dates.
    @inlinable
    public mutating func quoted(_ body: (inout [UInt8]) -> Void) {
        appendRaw { bytes in
            bytes.append(0x22)
            body(&bytes)
            bytes.append(0x22)
        }
    }

    @usableFromInline
    mutating func appendRaw(_ body: (inout [UInt8]) -> Void) {
        separate()
        body(&bytes)
        isAfterValue = true
    }

    private mutating func raw(_ word: StaticString) {
        separate()
        bytes.append(contentsOf: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
        isAfterValue = true
    }

    @inline(__always)
    private mutating func separate() {
        if isAfterValue { bytes.append(UInt8(ascii: ",")) }
    }

    @inline(__always)
    private mutating func colon() {
        bytes.append(UInt8(ascii: ":"))
        isAfterValue = false
    }

    @inline(__always)
    private mutating func begin(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        isAfterValue = false
    }

    @inline(__always)
    private mutating func end(_ bracket: UInt8) {
        bytes.append(bracket)
        isAfterValue = true
    }

    @inline(__always)
    private mutating func append(quoting text: String) {
        withUTF8Bytes(of: text) { append(quoting: $0) }
    }

    private mutating func append(quoting text: UnsafeBufferPointer<UInt8>) {
        JSONEscape.append(quoting: text, to: &bytes)
    }
}
