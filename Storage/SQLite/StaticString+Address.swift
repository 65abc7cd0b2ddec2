extension StaticString {
    /// Where its text lies: equal for the same literal, and quicker to hash than the text.
    struct Address: Hashable {
        private let address: UInt

        init(_ text: StaticString) {
            address = text.hasPointerRepresentation ? UInt(bitPattern: text.utf8Start) : UInt(text.unicodeScalar.value)
        }
    }
}
