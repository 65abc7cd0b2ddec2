/// A member's name as a key: hashed and compared by its bytes.
struct JSONName: Hashable {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    static func == (left: JSONName, right: JSONName) -> Bool {
        haveSameBytes(left.text, right.text)
    }

    func hash(into hasher: inout Hasher) {
        withUTF8Bytes(of: text) { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
