import Glibc

extension [UInt8] {
    /// How often the text stands in the bytes; by the C library, since answers are long and tests are not optimised.
    package func count(of text: String) -> Int { positions(of: text).count }

    /// Where the text stands in the bytes.
    package func positions(of text: String) -> [Int] {
        let wanted = Array(text.utf8)
        var found: [Int] = []
        withUnsafeBytes { all in
            guard let start = all.baseAddress else { return }
            var offset = 0
            while offset + wanted.count <= all.count,
                let hit = memchr(start + offset, Int32(wanted[0]), all.count - offset - wanted.count + 1)
            {
                let position = UnsafeRawPointer(hit) - start
                let isFound = memcmp(hit, wanted, wanted.count) == 0
                if isFound { found.append(position) }
                offset = position + (isFound ? wanted.count : 1)
            }
        }
        return found
    }
}
