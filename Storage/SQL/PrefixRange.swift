/// The texts that begin with a prefix, as a half-open range in the order of Unicode scalars.
struct PrefixRange {
    let lower: String
    /// `nil` when no text comes after all those with the prefix.
    let upper: String?

    init(_ prefix: String) {
        lower = prefix
        var scalars = Array(prefix.unicodeScalars)
        while let last = scalars.popLast() {
            guard let next = Self.successor(of: last) else { continue }
            scalars.append(next)
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars)
            upper = String(text)
            return
        }
        upper = nil
    }

    private static func successor(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
        // Between U+D7FF and U+E000 lie the surrogates, which are no scalars.
        scalar.value == 0xD7FF ? "\u{E000}" : Unicode.Scalar(scalar.value + 1)
    }
}
